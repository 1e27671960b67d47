/**
 * One change of every type of resource that is emitted, so that a recording holds the calls of an update, too. A type
 * without a row does not compile where the table of permissions has it.
 */
import type { TerraformType } from "../../../permissions";

/** Arguments of a resource as emitted. */
export type Arguments = Record<string, unknown>;

const described = (block: Arguments) => (block["description"] = "changed");

/** A statement under another name, where there is a policy. */
function otherStatement(block: Arguments, argument = "policy") {
  const text = block[argument];
  if (typeof text !== "string") return;
  const document = JSON.parse(text) as { Statement: { Sid: string }[] };
  for (const statement of document.Statement.slice(0, 1)) statement.Sid += "Changed";
  block[argument] = JSON.stringify(document);
}

/** A row that says `nothing` is a type that is not updated: it says why. */
export const CHANGES: Readonly<Record<TerraformType, ((block: Arguments) => unknown) | { readonly nothing: string }>> =
  {
    aws_apigatewayv2_api: described,
    aws_apigatewayv2_authorizer: (block) => ((block["jwt_configuration"] as Arguments)["audience"] = ["changed"]),
    aws_apigatewayv2_integration: described,
    aws_apigatewayv2_route: (block) => (block["operation_name"] = "changed"),
    aws_apigatewayv2_stage: { nothing: "the emulator cannot update a stage" },
    aws_cloudwatch_event_api_destination: described,
    aws_cloudwatch_event_archive: described,
    aws_cloudwatch_event_bus: { nothing: "the emulator has no UpdateEventBus; only its tags change" },
    aws_cloudwatch_event_bus_policy: otherStatement,
    aws_cloudwatch_event_connection: { nothing: "ignore_changes = all" },
    aws_cloudwatch_event_rule: described,
    aws_cloudwatch_event_target: (block) => ((block["retry_policy"] as Arguments)["maximum_retry_attempts"] = 7),
    aws_cloudwatch_log_group: (block) => (block["retention_in_days"] = 7),
    aws_cloudwatch_metric_alarm: (block) => (block["alarm_description"] = "changed"),
    aws_dynamodb_table: (block) => {
      block["deletion_protection_enabled"] = false;
      block["point_in_time_recovery"] = { enabled: false };
    },
    aws_iam_role: (block) => {
      described(block);
      otherStatement(block, "assume_role_policy");
    },
    aws_iam_role_policy: otherStatement,
    aws_kms_alias: { nothing: "its key and its name do not change" },
    aws_kms_key: (block) => {
      described(block);
      otherStatement(block);
    },
    aws_lambda_function: (block) => {
      described(block);
      block["source_code_hash"] = "Y2hhbmdlZA==";
      delete block["reserved_concurrent_executions"];
    },
    aws_lambda_function_event_invoke_config: (block) => (block["maximum_retry_attempts"] = 1),
    aws_lambda_permission: { nothing: "it is replaced" },
    aws_scheduler_schedule: described,
    aws_scheduler_schedule_group: { nothing: "only its tags change" },
    aws_secretsmanager_secret: (block) => {
      described(block);
      otherStatement(block);
    },
    aws_sns_topic: (block) => (block["display_name"] = "changed"),
    aws_sns_topic_policy: otherStatement,
    aws_sns_topic_subscription: { nothing: "it is replaced" },
    aws_sqs_queue: (block) => (block["message_retention_seconds"] = 3_600),
    aws_ssm_parameter: (block) => (block["description"] = "changed"),
  };
