/** Cases of the rules on what a resource is set to. */
import { casesOf, allow, LATER, policy, root } from "./case";

const one = (type: string) => (values: object) => ({ [`${type}.one`]: { name: "one", ...values } });

const queue = one("aws_sqs_queue");
const key = one("aws_kms_key");
const secret = one("aws_secretsmanager_secret");
const log = one("aws_cloudwatch_log_group");
const table = one("aws_dynamodb_table");
const stage = one("aws_apigatewayv2_stage");
const route = one("aws_apigatewayv2_route");
const url = one("aws_lambda_function_url");
const version = one("aws_secretsmanager_secret_version");
const parameter = one("aws_ssm_parameter");

const lambda = (values: object) => ({ "aws_lambda_function.one": { function_name: "one", ...values } });
const invokeConfig = (values: Readonly<Record<string, unknown>>) => ({
  "aws_lambda_function_event_invoke_config.c": values,
});
const onFailure = { destination_config: { on_failure: { destination: "${aws_sqs_queue.q.arn}" } } };

/** What has the shape of a credential and is none: in two parts, so that no scanner takes this file for a leak. */
const SHAPED = ["AKIA", "EXAMPLEEXAMPLE12"].join("");

const bucket = (settings: Readonly<Record<string, object>> = {}) => ({
  "aws_s3_bucket.one": { bucket: "acme-state" },
  ...Object.fromEntries(
    Object.entries(settings).map(([type, values]) => [
      `${type}.one`,
      { bucket: "${aws_s3_bucket.one.bucket}", ...values },
    ]),
  ),
});

const PRIVATE = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
const encryptedBy = (sse_algorithm: string) => ({
  rule: [{ apply_server_side_encryption_by_default: { sse_algorithm } }],
});

export const resourceCases = casesOf({
  "no-credential-in-text": {
    keeps: [lambda({ environment: { variables: { TABLE: "users", SECRET_NAME: "acme/dev/jira" } } })],
    breaks: [
      lambda({ environment: { variables: { KEY: SHAPED } } }),
      queue({ tags: { note: `use ${SHAPED}` } }),
      { "aws_cloudwatch_event_api_destination.a": { invocation_endpoint: "https://user:something@api.acme.example" } },
    ],
    open: [],
  },
  "secret-value-elsewhere": {
    keeps: [
      secret({}),
      version({ secret_id: "a", secret_string_wo_version: 1 }),
      parameter({ type: "String", value: "x" }),
    ],
    breaks: [version({ secret_string: "something" }), parameter({ type: "SecureString", value: "something" })],
    open: [version({ secret_string: LATER })],
  },
  "queue-encrypted": {
    keeps: [
      queue({ kms_master_key_id: "alias/own" }),
      queue({ sqs_managed_sse_enabled: true }),
      queue({}),
      { ...key({}), ...queue({ kms_master_key_id: "${aws_kms_key.one.key_id}", sqs_managed_sse_enabled: false }) },
    ],
    breaks: [
      queue({ sqs_managed_sse_enabled: false }),
      queue({ sqs_managed_sse_enabled: false, kms_master_key_id: "" }),
    ],
    open: [queue({ kms_master_key_id: LATER, sqs_managed_sse_enabled: false })],
  },
  "encrypted-with-own-key": {
    keeps: [
      { ...key({}), ...secret({ kms_key_id: "${aws_kms_key.one.arn}" }) },
      log({ kms_key_id: "arn:aws:kms:eu-central-1:200000000001:key/1" }),
      table({ server_side_encryption: { enabled: true, kms_key_arn: "arn:aws:kms:eu-central-1:200000000001:key/1" } }),
    ],
    breaks: [
      secret({}),
      secret({ kms_key_id: "alias/aws/secretsmanager" }),
      log({}),
      table({ server_side_encryption: { enabled: true } }),
      one("aws_sns_topic")({ kms_master_key_id: "alias/aws/sns" }),
      one("aws_cloudwatch_event_bus")({}),
      one("aws_cloudwatch_event_connection")({}),
    ],
    open: [secret({ kms_key_id: LATER })],
  },
  "key-rotated": {
    keeps: [
      key({ enable_key_rotation: true }),
      key({ key_usage: "SIGN_VERIFY", customer_master_key_spec: "RSA_2048" }),
    ],
    breaks: [key({}), key({ enable_key_rotation: false })],
    open: [key({ enable_key_rotation: LATER })],
  },
  "key-has-policy": {
    keeps: [
      key({ policy: policy(allow({ Principal: root("200000000001"), Action: "kms:*", Resource: "*" })) }),
      key({ policy: LATER }),
      { ...key({}), "aws_kms_key_policy.p": { key_id: "${aws_kms_key.one.key_id}", policy: policy() } },
    ],
    breaks: [key({}), { ...key({}), "aws_kms_key_policy.p": { key_id: "another", policy: policy() } }],
    open: [{ ...key({}), "aws_kms_key_policy.p": { key_id: LATER, policy: policy() } }],
  },
  "log-has-an-end": {
    keeps: [log({ retention_in_days: 30 })],
    breaks: [log({}), log({ retention_in_days: 0 })],
    open: [log({ retention_in_days: LATER })],
  },
  "function-traced": {
    keeps: [lambda({ tracing_config: { mode: "Active" } })],
    breaks: [lambda({}), lambda({ tracing_config: [{ mode: "PassThrough" }] })],
    open: [lambda({ tracing_config: { mode: LATER } })],
  },
  "function-keeps-failures": {
    keeps: [
      lambda({ dead_letter_config: { target_arn: "arn:aws:sqs:eu-central-1:200000000001:q" } }),
      {
        ...lambda({}),
        ...invokeConfig({ function_name: "${aws_lambda_function.one.function_name}", ...onFailure }),
        "aws_sqs_queue.q": { name: "q" },
      },
    ],
    breaks: [
      lambda({}),
      { ...lambda({}), ...invokeConfig({ function_name: "another", ...onFailure }) },
      { ...lambda({}), ...invokeConfig({ function_name: "one", maximum_retry_attempts: 0 }) },
    ],
    open: [{ ...lambda({}), ...invokeConfig({ function_name: LATER, ...onFailure }) }],
  },
  "function-url-guarded": {
    keeps: [url({ authorization_type: "AWS_IAM" })],
    breaks: [url({ authorization_type: "NONE" })],
    open: [url({ authorization_type: LATER })],
  },
  "route-guarded": {
    keeps: [route({ authorization_type: "JWT" })],
    breaks: [route({ authorization_type: "NONE" }), route({})],
    open: [route({ authorization_type: LATER })],
  },
  "api-throttled": {
    keeps: [stage({ default_route_settings: { throttling_rate_limit: 5, throttling_burst_limit: 10 } })],
    breaks: [stage({}), stage({ default_route_settings: [{ throttling_rate_limit: 5, throttling_burst_limit: 0 }] })],
    open: [stage({ default_route_settings: { throttling_rate_limit: LATER, throttling_burst_limit: 10 } })],
  },
  "api-logged": {
    keeps: [stage({ access_log_settings: { destination_arn: LATER, format: "x" } })],
    breaks: [stage({}), stage({ access_log_settings: [] })],
    open: [stage({ dynamic: { access_log_settings: { for_each: LATER, content: {} } } })],
  },
  "table-recoverable": {
    keeps: [table({ point_in_time_recovery: { enabled: true } })],
    breaks: [table({}), table({ point_in_time_recovery: [{ enabled: false }] })],
    open: [table({ point_in_time_recovery: { enabled: LATER } })],
  },
  "bucket-private": {
    keeps: [bucket({ aws_s3_bucket_public_access_block: PRIVATE })],
    breaks: [bucket(), bucket({ aws_s3_bucket_public_access_block: { ...PRIVATE, block_public_policy: false } })],
    open: [
      bucket({ aws_s3_bucket_public_access_block: { ...PRIVATE, block_public_policy: LATER } }),
      bucket({ aws_s3_bucket_public_access_block: { ...PRIVATE, bucket: LATER } }),
    ],
  },
  "bucket-versioned": {
    keeps: [
      bucket({ aws_s3_bucket_versioning: { versioning_configuration: { status: "Enabled" } } }),
      {
        "aws_s3_bucket.one": { bucket_prefix: "acme" },
        "aws_s3_bucket_versioning.v": {
          bucket: "${aws_s3_bucket.one.id}",
          versioning_configuration: [{ status: "Enabled" }],
        },
      },
    ],
    breaks: [bucket(), bucket({ aws_s3_bucket_versioning: { versioning_configuration: { status: "Suspended" } } })],
    open: [bucket({ aws_s3_bucket_versioning: { versioning_configuration: { status: LATER } } })],
  },
  "bucket-encrypted-with-own-key": {
    keeps: [bucket({ [ENCRYPTION]: encryptedBy("aws:kms") })],
    breaks: [bucket(), bucket({ [ENCRYPTION]: encryptedBy("AES256") })],
    open: [bucket({ [ENCRYPTION]: encryptedBy(LATER) })],
  },
  "bucket-logged": {
    keeps: [
      bucket({ aws_s3_bucket_logging: { target_bucket: "logs", target_prefix: "a/" } }),
      {
        ...bucket({ aws_s3_bucket_logging: { target_bucket: "${aws_s3_bucket.logs.bucket}", target_prefix: "a/" } }),
        "aws_s3_bucket.logs": { bucket: "logs" },
      },
    ],
    breaks: [bucket()],
    open: [bucket({ aws_s3_bucket_logging: { bucket: LATER, target_bucket: "logs", target_prefix: "a/" } })],
  },
});
