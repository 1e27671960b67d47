/** Which attributes of which resources a report may show, and how. What is not named here is not shown. */

/**
 * How an attribute is shown, if its text does not look like a credential:
 * - `plain`: as it is;
 * - `policy`: a policy document, by its statements;
 * - `pattern`: JSON;
 * - `template`: text, mostly JSON, in which what stands under the name of a credential is hidden;
 * - `endpoint`: of an address the host only, since some products put a secret into path or query;
 * - `reference`: a JSON path (`$.detail.id`); a constant may be a credential;
 * - `keys`: of JSON which members differ, and none of their values;
 * - `named`: which members differ; the values are credentials, or may be.
 */
export type Showing = "plain" | "policy" | "pattern" | "template" | "endpoint" | "reference" | "keys" | "named";

const SHOWN: Readonly<Record<Showing, readonly string[]>> = {
  plain: [
    "name",
    "name_prefix",
    "description",
    "tags",
    "tags_all",
    "state",
    "region",
    "type",
    "tier",
    // Events
    "event_bus_name",
    "event_source_name",
    "event_source_arn",
    "schedule_expression",
    "schedule_expression_timezone",
    "rule",
    "target_id",
    "arn",
    "role_arn",
    "connection_arn",
    "http_method",
    "invocation_rate_limit_per_second",
    "authorization_type",
    "kms_key_identifier",
    "retention_days",
    "dead_letter_config",
    "retry_policy",
    "flexible_time_window",
    "group_name",
    "input_path",
    "sqs_target",
    "force_destroy",
    "is_enabled",
    // Queues, topics, keys, secrets
    "delay_seconds",
    "fifo_queue",
    "content_based_deduplication",
    "max_message_size",
    "message_retention_seconds",
    "receive_wait_time_seconds",
    "visibility_timeout_seconds",
    "sqs_managed_sse_enabled",
    "kms_master_key_id",
    "kms_data_key_reuse_period_seconds",
    "kms_key_id",
    "redrive_policy",
    "redrive_allow_policy",
    "deletion_window_in_days",
    "enable_key_rotation",
    "rotation_period_in_days",
    "key_usage",
    "multi_region",
    "target_key_id",
    "recovery_window_in_days",
    "force_overwrite_replica_secret",
    "topic_arn",
    "protocol",
    "queue_url",
    // Roles and permissions
    "role",
    "path",
    "permissions_boundary",
    "max_session_duration",
    "force_detach_policies",
    "policy_arn",
    "managed_policy_arns",
    "action",
    "principal",
    "source_arn",
    "source_account",
    "statement_id",
    "principal_org_id",
    "function_url_auth_type",
    "url",
    "client_id_list",
    "thumbprint_list",
    // Buckets
    "bucket",
    "versioning_configuration",
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
    "target_bucket",
    "target_prefix",
    // Functions, APIs, tables, logs, alarms
    "function_name",
    "runtime",
    "architectures",
    "handler",
    "memory_size",
    "timeout",
    "reserved_concurrent_executions",
    "tracing_config",
    "maximum_retry_attempts",
    "maximum_event_age_in_seconds",
    "destination_config",
    "api_id",
    "protocol_type",
    "route_key",
    "authorization_scopes",
    "authorizer_id",
    "authorizer_type",
    "identity_sources",
    "integration_type",
    "integration_subtype",
    "integration_method",
    "payload_format_version",
    "credentials_arn",
    "auto_deploy",
    "hash_key",
    "range_key",
    "billing_mode",
    "deletion_protection_enabled",
    "point_in_time_recovery",
    "server_side_encryption",
    "retention_in_days",
    "alarm_name",
    "alarm_description",
    "actions_enabled",
    "alarm_actions",
    "ok_actions",
    "insufficient_data_actions",
    "comparison_operator",
    "evaluation_periods",
    "metric_name",
    "namespace",
    "period",
    "statistic",
    "threshold",
    "treat_missing_data",
    "dimensions",
    "default_route_settings",
  ],
  policy: ["policy", "assume_role_policy", "inline_policy"],
  pattern: ["event_pattern", "filter_policy"],
  template: ["input", "input_transformer"],
  endpoint: ["invocation_endpoint"],
  reference: ["http_target"],
  keys: ["insecure_value"],
  named: ["auth_parameters", "invocation_connectivity_parameters", "environment"],
};

const BY_NAME: ReadonlyMap<string, Showing> = new Map(
  (Object.keys(SHOWN) as Showing[]).flatMap((showing) => SHOWN[showing].map((name) => [name, showing] as const)),
);

/** Of an input transformer, the paths are references into the event. */
const INSIDE: ReadonlyMap<string, Showing> = new Map([
  ["input_paths", "reference"],
  ["input_template", "template"],
]);

/** Types whose attributes are known here. A name alone does not tell what a resource that nobody has looked at puts there. */
const KNOWN_TYPE =
  /^aws_(?:cloudwatch_|sqs_|sns_|kms_|iam_|lambda_|secretsmanager_secret$|secretsmanager_secret_policy$|ssm_parameter$|scheduler_|schemas_|apigatewayv2_|dynamodb_table$|s3_bucket(?!_object))/;

/** How the attribute at a path is shown; undefined where it is not. */
export function showingOf(type: string, path: readonly (string | number)[]): Showing | undefined {
  if (!KNOWN_TYPE.test(type)) return undefined;
  const [attribute] = path;
  const showing = typeof attribute === "string" ? BY_NAME.get(attribute) : undefined;
  // An endpoint of a subscription is an address, too; what a topic's `policy` is, is a policy everywhere.
  if (showing !== "template") return showing;
  const inner = path.find((segment) => typeof segment === "string" && INSIDE.has(segment));
  return typeof inner === "string" ? INSIDE.get(inner) : showing;
}
