/**
 * Quotas and limits of AWS that this project checks before anything is deployed. Each names its source; the ones that
 * AWS raises on request are the defaults. EventBridge: docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */

/** Characters of one event bus policy. */
export const BUS_POLICY_CHARACTERS = 10_240;

/** Characters of a role's trust policy before AWS is asked for more (IAM User Guide, reference_iam-quotas). */
export const TRUST_POLICY_CHARACTERS = 2_048;

/** Characters of one event pattern. */
export const EVENT_PATTERN_CHARACTERS = 2_048;

/** Objects and lists of JSON within each other: Jackson, AWS's reader of JSON, refuses more unless it is told to. */
export const JSON_DEPTH = 1_000;

/** Rules with a wildcard operator on one bus. */
export const WILDCARD_RULES_PER_BUS = 30;

/** Rules on one bus, by Region. */
export function rulesPerBus(region: string): number {
  return region === "af-south-1" || region === "eu-south-1" ? 100 : 300;
}

/**
 * What an account may have before AWS is asked for more. `of: "Region"`: of each Region anew. Besides EventBridge's: IAM User
 * Guide, reference_iam-quotas; CloudWatch User Guide, cloudwatch_limits.
 */
export const ACCOUNT_QUOTAS = {
  "event buses": { quota: 100, of: "Region" },
  connections: { quota: 3_000, of: "Region" },
  "API destinations": { quota: 3_000, of: "Region" },
  alarms: { quota: 5_000, of: "Region" },
  "IAM roles": { quota: 1_000, of: "account" },
} as const;

/** What {@link ACCOUNT_QUOTAS} knows the quota of. */
export type QuotaName = keyof typeof ACCOUNT_QUOTAS;

/** Input paths of one input transformer (API_InputTransformer). */
export const INPUT_PATHS = 100;

/** Characters of one input template, and of a constant input (API_InputTransformer, API_Target). */
export const INPUT_TEMPLATE_CHARACTERS = 8_192;

/** Characters of one JSON path in a target (API_Target, TargetInputPath). */
export const INPUT_PATH_CHARACTERS = 256;

/**
 * Characters of the name and of the value of a header or query parameter, of a target and of a connection
 * (API_HttpParameters, API_ConnectionHttpParameters).
 */
export const HTTP_PARAMETER_CHARACTERS = 512;

/** Header, query string and body parameters of a connection, of each kind (API_ConnectionHttpParameters). */
export const CONNECTION_PARAMETERS = 100;

/** What AWS's APIs hold in a member of the type Integer: 32 bits, signed (smithy.io, simple types). */
export const LARGEST_INTEGER = 2_147_483_647;

/** Invocations per second and API destination before AWS is asked for more. */
export const INVOCATIONS_PER_SECOND = 300;

/** Characters of an API destination's endpoint (API_CreateApiDestination). */
export const ENDPOINT_CHARACTERS = 2_048;

/** Retry policy of a target (API_RetryPolicy): age in seconds, attempts beyond the first. */
export const EVENT_AGE_SECONDS = { min: 60, max: 86_400 } as const;
export const RETRY_ATTEMPTS = { min: 0, max: 185 } as const;

/** Characters of an SSM parameter's value: standard tier, and advanced tier (API_PutParameter). */
export const PARAMETER_VALUE_CHARACTERS = { standard: 4_096, advanced: 8_192 } as const;

/** Characters of the names of resources, by what is named; each from the service's Create... API reference. */
export const NAME_CHARACTERS = {
  "event bus": 256,
  rule: 64,
  connection: 64,
  "API destination": 64,
  archive: 48,
  "IAM role": 64,
  "IAM policy": 128,
  bucket: 63,
  queue: 80,
  secret: 512,
  parameter: 1_011,
  topic: 256,
  alarm: 255,
  "key alias": 256,
  "Lambda function": 64,
  table: 255,
  schedule: 64,
  "schedule group": 64,
  "HTTP API": 128,
  "log group": 512,
  "statement of the function's policy": 100,
  "metric namespace": 255,
} as const;

/** What {@link NAME_CHARACTERS} knows the limit of. */
export type NamedThing = keyof typeof NAME_CHARACTERS;

/** Tags of one resource (API_CreateRole; Tagging AWS Resources and Tag Editor, best-practices-and-strats). */
export const TAGS = 50;

/** Executions at once that an account keeps for functions without any of their own (Lambda Developer Guide, configuration-concurrency). */
export const UNRESERVED_EXECUTIONS = 100;

/** Bytes of what a function answers to whoever waits for it (Lambda Developer Guide, gettingstarted-limits: 6 MB). */
export const LAMBDA_RESPONSE_BYTES = 6_291_556;

/** Entries of one PutEvents request (API_PutEvents). */
export const PUT_EVENTS_ENTRIES = 10;

/** Bytes of all entries of one PutEvents request, and so of one event: 1 MB since January 2026 (eb-putevents). */
export const EVENT_BYTES = 1_048_576;

/** Characters of an event's detail-type, and of each of its resources (API_PutEventsRequestEntry). */
export const DETAIL_TYPE_CHARACTERS = 128;
export const EVENT_RESOURCE_CHARACTERS = 2_048;

/** Seconds that an HTTP API waits for its integration (API Gateway Developer Guide, http-api-quotas). */
export const HTTP_API_TIMEOUT_SECONDS = 30;

/** Bytes of a request that Lambda takes when it is asked to answer (Lambda Developer Guide, gettingstarted-limits). */
export const FUNCTION_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Seconds that a function may run, and its memory (Lambda Developer Guide, gettingstarted-limits). */
export const FUNCTION_TIMEOUT_SECONDS = { min: 1, max: 900 } as const;
export const FUNCTION_MEMORY_MEGABYTES = { min: 128, max: 10_240 } as const;

/** Bytes of all environment variables of a function, as one JSON text (Lambda Developer Guide, gettingstarted-limits: 4 KB). */
export const FUNCTION_ENVIRONMENT_BYTES = 4_096;

/** Days that CloudWatch Logs can keep a log group's events (API_PutRetentionPolicy). */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Of one HTTP API (API Gateway Developer Guide, http-api-quotas). */
export const HTTP_API_ROUTES = 300;
export const HTTP_API_AUTHORIZERS = 10;

/** Of one JWT authorizer, and of one route (API Gateway Developer Guide, http-api-quotas). */
export const JWT_AUDIENCES = 50;
export const ROUTE_SCOPES = 10;

/** Global secondary indexes of one table (DynamoDB Developer Guide, ServiceQuotas). */
export const TABLE_INDEXES = 20;

/** Seconds that a queue keeps a message unless it says otherwise (API_SetQueueAttributes, MessageRetentionPeriod): 4 days. */
export const QUEUE_RETENTION_SECONDS = 345_600;
