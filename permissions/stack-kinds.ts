/** Which types of resources each kind of stack is made of, and what its names begin with. */
import type { TerraformType } from "./resource-types";

/** A kind of stack: its id, or what its id begins with. */
export type StackKind = "central-bus" | "connection-credentials" | "source" | "tenant" | "functions" | "ingress";

/** A kind of stack. */
export interface StackKindResources {
  /** What stands behind `<namespace>-<environment>` in its physical names. */
  readonly separator: "-" | "_";
  readonly types: readonly TerraformType[];
  /** Services that the stack's roles are given to. */
  readonly passesRolesTo: readonly RoleTaker[];
  /** Whether its rules are on the hub's bus, which has a customer managed key. */
  readonly hasRulesOnHubBus: boolean;
}

/** A service that takes on roles, by the first part of its principal. */
export type RoleTaker = "apigateway" | "events" | "lambda" | "scheduler";

/** Every kind; a test compares it with what is emitted. */
export const STACK_KINDS: Readonly<Record<StackKind, StackKindResources>> = {
  "central-bus": {
    separator: "-",
    passesRolesTo: [],
    hasRulesOnHubBus: false,
    types: [
      "aws_cloudwatch_event_archive",
      "aws_cloudwatch_event_bus",
      "aws_cloudwatch_event_bus_policy",
      "aws_cloudwatch_metric_alarm",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_sns_topic",
      "aws_sns_topic_policy",
      "aws_sns_topic_subscription",
      "aws_sqs_queue",
    ],
  },
  "connection-credentials": {
    separator: "-",
    passesRolesTo: ["lambda"],
    hasRulesOnHubBus: false,
    types: [
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_log_group",
      "aws_cloudwatch_metric_alarm",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_lambda_function",
      "aws_lambda_function_event_invoke_config",
      "aws_lambda_permission",
      "aws_sqs_queue",
    ],
  },
  source: {
    separator: "-",
    passesRolesTo: ["events"],
    hasRulesOnHubBus: false,
    types: [
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_metric_alarm",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_sqs_queue",
    ],
  },
  tenant: {
    separator: "-",
    passesRolesTo: ["events"],
    hasRulesOnHubBus: true,
    types: [
      "aws_cloudwatch_event_api_destination",
      "aws_cloudwatch_event_connection",
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_metric_alarm",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_secretsmanager_secret",
      "aws_sqs_queue",
      "aws_ssm_parameter",
    ],
  },
  functions: {
    separator: "_",
    passesRolesTo: ["lambda", "scheduler"],
    hasRulesOnHubBus: true,
    types: [
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_log_group",
      "aws_cloudwatch_metric_alarm",
      "aws_dynamodb_table",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_lambda_function",
      "aws_lambda_function_event_invoke_config",
      "aws_lambda_permission",
      "aws_scheduler_schedule",
      "aws_scheduler_schedule_group",
      "aws_sqs_queue",
    ],
  },
  ingress: {
    separator: "_",
    passesRolesTo: ["apigateway"],
    hasRulesOnHubBus: false,
    types: [
      "aws_apigatewayv2_api",
      "aws_apigatewayv2_authorizer",
      "aws_apigatewayv2_integration",
      "aws_apigatewayv2_route",
      "aws_apigatewayv2_stage",
      "aws_cloudwatch_log_group",
      "aws_cloudwatch_metric_alarm",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_lambda_permission",
    ],
  },
};

/** The kind of a stack, by its id. */
export function kindOfStack(id: string): StackKind {
  const kind = (Object.keys(STACK_KINDS) as StackKind[]).find((each) => id === each || id.startsWith(`${each}-`));
  if (kind === undefined) throw new Error(`${id} is no stack of an environment`);
  return kind;
}
