/** A stack as CDKTF emits it, with one of each: all that the simulator reads of Terraform, in little room. */

const arn = (type: string, name: string): string => `\${${type}.${name}.arn}`;

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const trusts = (service: string): string =>
  document({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });

const onBus = { event_bus_name: "${aws_cloudwatch_event_bus.orders.name}" };
const dead = { dead_letter_config: { arn: arn("aws_sqs_queue", "dead") } };

/** See the head of this file. */
export const SMALL_STACK = {
  provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["200000000001"] }] },
  resource: {
    aws_cloudwatch_event_bus: { orders: { name: "orders" } },
    aws_cloudwatch_event_bus_policy: {
      orders: {
        ...onBus,
        policy: document({
          Sid: "Shop",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210000000001:root" },
          Action: "events:PutEvents",
          Resource: arn("aws_cloudwatch_event_bus", "orders"),
          Condition: {
            "ForAllValues:StringLike": { "events:source": ["com.acme.*"] },
            Null: { "events:source": "false" },
          },
        }),
      },
    },
    aws_cloudwatch_event_permission: {
      other: {
        ...onBus,
        principal: "*",
        statement_id: "Organization",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1234567890" },
      },
    },
    aws_cloudwatch_event_connection: {
      crm: {
        name: "crm",
        authorization_type: "OAUTH_CLIENT_CREDENTIALS",
        auth_parameters: {
          oauth: {
            authorization_endpoint: "https://login.crm.example/token",
            http_method: "POST",
            client_parameters: { client_id: "placeholder", client_secret: "placeholder" },
            oauth_http_parameters: { body: [{ key: "grant_type", value: "client_credentials" }] },
          },
          invocation_http_parameters: { header: [{ key: "X-Tenant", value: "acme", is_value_secret: false }] },
        },
      },
    },
    aws_cloudwatch_event_api_destination: {
      crm: {
        name: "crm",
        connection_arn: arn("aws_cloudwatch_event_connection", "crm"),
        invocation_endpoint: "https://api.crm.example/orders/*",
        http_method: "POST",
        invocation_rate_limit_per_second: 10,
      },
    },
    aws_cloudwatch_event_rule: {
      placed: {
        ...onBus,
        name: "placed",
        event_pattern: JSON.stringify({ source: [{ prefix: "com.acme" }], "detail-type": ["Order Placed"] }),
      },
      nightly: { name: "nightly", schedule_expression: "cron(0 2 ? * MON-FRI *)" },
    },
    aws_cloudwatch_event_target: {
      crm: {
        ...onBus,
        rule: "${aws_cloudwatch_event_rule.placed.name}",
        arn: arn("aws_cloudwatch_event_api_destination", "crm"),
        role_arn: arn("aws_iam_role", "events"),
        input_transformer: {
          input_paths: { id: "$.detail.id", note: "$.detail.note", sku: "$.detail.lines[0].sku" },
          input_template:
            '{"order": "<id>", "note": "<note>", "sku": <sku>, "at": "<aws.events.event.ingestion-time>"}',
        },
        http_target: {
          path_parameter_values: ["$.detail.id"],
          header_parameters: { "X-Order": "$.detail.id" },
          query_string_parameters: { total: "$.detail.total" },
        },
        retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 600 },
        ...dead,
      },
      function: {
        ...onBus,
        rule: "${aws_cloudwatch_event_rule.placed.name}",
        arn: arn("aws_lambda_function", "tell"),
        input_path: "$.detail",
        ...dead,
      },
      back: {
        ...onBus,
        rule: "${aws_cloudwatch_event_rule.placed.name}",
        target_id: "to-another-bus",
        arn: "arn:aws:events:eu-central-1:219999999999:event-bus/theirs",
        role_arn: arn("aws_iam_role", "events"),
      },
      nightly: { rule: "nightly", arn: arn("aws_lambda_function", "tell"), input: '{"why": "it is night"}' },
    },
    aws_sqs_queue: { dead: { name: "dead", message_retention_seconds: 1209600 } },
    aws_sqs_queue_policy: {
      dead: {
        queue_url: "${aws_sqs_queue.dead.url}",
        policy: document({
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arn("aws_sqs_queue", "dead"),
          Condition: { ArnEquals: { "aws:SourceArn": arn("aws_cloudwatch_event_rule", "placed") } },
        }),
      },
    },
    aws_iam_role: {
      events: { name: "events", assume_role_policy: trusts("events.amazonaws.com") },
      api: { name: "api", assume_role_policy: trusts("apigateway.amazonaws.com") },
    },
    aws_iam_role_policy: {
      events: {
        role: "${aws_iam_role.events.name}",
        policy: document({
          Effect: "Allow",
          Action: ["events:InvokeApiDestination", "events:PutEvents"],
          Resource: [arn("aws_cloudwatch_event_api_destination", "crm"), "arn:aws:events:*:*:event-bus/*"],
        }),
      },
    },
    aws_lambda_function: {
      tell: {
        function_name: "tell",
        handler: "index.handler",
        runtime: "nodejs22.x",
        filename: "tell.zip",
        role: arn("aws_iam_role", "events"),
        timeout: 3,
        memory_size: 128,
        environment: { variables: { TOPIC: "orders" } },
      },
    },
    aws_lambda_permission: {
      tell: {
        function_name: "${aws_lambda_function.tell.function_name}",
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        source_arn: arn("aws_cloudwatch_event_rule", "placed"),
      },
    },
    aws_dynamodb_table: {
      orders: {
        name: "orders",
        hash_key: "id",
        range_key: "at",
        attribute: [
          { name: "id", type: "S" },
          { name: "at", type: "N" },
        ],
      },
    },
    aws_scheduler_schedule: {
      sweep: {
        name: "sweep",
        schedule_expression: "rate(5 minutes)",
        schedule_expression_timezone: "Europe/Berlin",
        flexible_time_window: { mode: "OFF" },
        target: { arn: arn("aws_lambda_function", "tell"), role_arn: arn("aws_iam_role", "events") },
      },
    },
    aws_apigatewayv2_api: { orders: { name: "orders", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      jwt: {
        api_id: "${aws_apigatewayv2_api.orders.id}",
        authorizer_type: "JWT",
        name: "jwt",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: { issuer: "https://login.acme.example/", audience: ["orders"] },
      },
    },
    aws_apigatewayv2_integration: {
      put: {
        api_id: "${aws_apigatewayv2_api.orders.id}",
        integration_type: "AWS_PROXY",
        integration_subtype: "EventBridge-PutEvents",
        credentials_arn: arn("aws_iam_role", "api"),
        payload_format_version: "1.0",
        request_parameters: { Source: "com.acme.shop", DetailType: "Order Placed", Detail: "$request.body" },
      },
    },
    aws_apigatewayv2_route: {
      orders: {
        api_id: "${aws_apigatewayv2_api.orders.id}",
        route_key: "POST /orders/{id}",
        authorization_type: "JWT",
        authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
        target: "integrations/${aws_apigatewayv2_integration.put.id}",
      },
    },
    aws_apigatewayv2_stage: {
      main: {
        api_id: "${aws_apigatewayv2_api.orders.id}",
        name: "$default",
        auto_deploy: true,
        default_route_settings: { throttling_rate_limit: 100, throttling_burst_limit: 200 },
        access_log_settings: { destination_arn: "arn:aws:logs:x", format: '{"route":"$context.routeKey"}' },
      },
    },
  },
};
