/**
 * What AWS takes where it takes text: length and characters, as its published API models say it, which its SDKs are made
 * of (github.com/aws/api-models-aws). The keys name the model's shape. Where a model says nothing, the page that does is
 * named; where AWS was recorded to take more than its model says (September 2026), the recording holds.
 */
import {
  ENDPOINT_CHARACTERS,
  EVENT_PATTERN_CHARACTERS,
  HTTP_PARAMETER_CHARACTERS,
  INPUT_PATH_CHARACTERS,
  INPUT_TEMPLATE_CHARACTERS,
} from "./limits";

/** What AWS takes of one member of its API. */
export interface AwsText {
  /** Characters: Unicode's, as Smithy counts them. 0 when absent. */
  readonly min?: number;
  /** Without end when absent. */
  readonly max?: number;
  /**
   * Bytes of UTF-8. Where AWS counts characters, the AWS provider of Terraform (5.100) counts bytes, and refuses what AWS
   * would take.
   */
  readonly maxBytes?: number;
  /** Of the whole text. AWS matches it with Java, whose `.` is no line break and whose `\s` and `\w` are ASCII. */
  readonly pattern?: RegExp;
}

/** Java's `.*`: its line breaks are more than JavaScript's. */
const ONE_LINE = /^[^\n\r\u0085\u2028\u2029]*$/;

const PRINTABLE_ASCII = /^(?=[^]*[^\t])[\t\x20-\x7E]+$/;

// eslint-disable-next-line no-control-regex -- AWS's own pattern speaks of control characters
const QUERY_VALUE = /^[^\x00-\x09\x0B\x0C\x0E-\x1F\x7F]+$/;

const KMS_KEY: AwsText = { max: 2_048, pattern: /^[a-zA-Z0-9_\-/:]*$/ };

/** By `<service>.<Shape>`. */
export const AWS_TEXTS = {
  "events.EventBusName": { min: 1, max: 256, pattern: /^[/.\-_A-Za-z0-9]+$/ },
  "events.ConnectionDescription": { max: 512, maxBytes: 512, pattern: ONE_LINE },
  "events.ApiDestinationDescription": { max: 512, maxBytes: 512, pattern: ONE_LINE },
  "events.RuleDescription": { max: 512, maxBytes: 512 },
  "events.EventPattern": { max: EVENT_PATTERN_CHARACTERS, maxBytes: 4_096 },
  "events.HttpsEndpoint": {
    min: 1,
    max: ENDPOINT_CHARACTERS,
    pattern: /^(%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+$/,
  },
  "events.KmsKeyIdentifier": KMS_KEY,
  "events.ResourceConfigurationArn": {
    max: 2_048,
    pattern: /^(arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:\d{12}:resourceconfiguration\/rcfg-[0-9a-z]{17})?$/,
  },
  /** User names, passwords, client ids, API keys and the names of their headers. */
  "events.AuthHeaderParameters": {
    min: 1,
    max: 512,
    // eslint-disable-next-line no-control-regex -- as above
    pattern: /^(?=[^]*[^\t])[^\x00-\x08\x0A-\x1F:\x7F]+$/,
  },
  "events.HeaderKey": { max: HTTP_PARAMETER_CHARACTERS, pattern: /^[!#$%&'*+,\-.^_`|~0-9a-zA-Z]+$/ },
  /** Of a connection. */
  "events.HeaderValueSensitive": { max: HTTP_PARAMETER_CHARACTERS, pattern: PRINTABLE_ASCII },
  /** Of a target. PutTargets was recorded to take an empty value, and one of several lines. */
  "events.HeaderValue": { max: HTTP_PARAMETER_CHARACTERS, pattern: /^[\t\r\n\x20-\x7E]*$/ },
  "events.QueryStringKey": {
    max: HTTP_PARAMETER_CHARACTERS,
    // eslint-disable-next-line no-control-regex -- as above
    pattern: /^[^\x00-\x1F\x7F]+$/,
  },
  "events.QueryStringValueSensitive": { max: HTTP_PARAMETER_CHARACTERS, pattern: QUERY_VALUE },
  "events.QueryStringValue": {
    max: HTTP_PARAMETER_CHARACTERS,
    maxBytes: HTTP_PARAMETER_CHARACTERS,
    pattern: QUERY_VALUE,
  },
  /** Body parameters: no limit but that of what holds them. */
  "events.SensitiveString": {},
  /** One line that is more than white space. */
  "events.PathParameter": { pattern: /^(?![ \t\v\f]*$)[^\n\r\u0085\u2028\u2029]+$/ },
  "events.TargetInputPath": { max: INPUT_PATH_CHARACTERS },
  "events.TargetInput": { max: INPUT_TEMPLATE_CHARACTERS, maxBytes: INPUT_TEMPLATE_CHARACTERS },
  "events.TransformerInput": { min: 1, max: INPUT_TEMPLATE_CHARACTERS, maxBytes: INPUT_TEMPLATE_CHARACTERS },
  "events.InputTransformerPathKey": { min: 1, max: 256, pattern: /^[A-Za-z0-9_-]+$/ },
  "iam.roleNameType": { min: 1, max: 64, pattern: /^[A-Za-z0-9_+=,.@-]+$/ },
  "iam.OpenIDConnectProviderUrlType": { min: 1, max: 255 },
  "iam.clientIDType": { min: 1, max: 255 },
  "iam.arnType": { min: 20, max: 2_048 },
  /** Characters of a policy; its length is a quota. */
  "iam.policyDocumentType": { min: 1, pattern: /^[\t\n\r\x20-\xFF]+$/ },
  /** IAM User Guide, id_tags: neither key nor value may begin with `aws:`, and case makes no difference in keys. */
  "iam.tagKeyType": { min: 1, max: 128, pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/iu },
  "iam.tagValueType": { max: 256, pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u },
  "lambda.Description": { max: 256, maxBytes: 256 },
  "lambda.EnvironmentVariableName": { min: 2, pattern: /^[a-zA-Z][a-zA-Z0-9_]+$/ },
  "dynamodb.KeySchemaAttributeName": { min: 1, max: 255 },
  "dynamodb.IndexName": { min: 3, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/ },
  "scheduler.ScheduleExpression": { min: 1, max: 256 },
  "apigatewayv2.StringWithLengthBetween1And64": { min: 1, max: 64 },
  "apigatewayv2.StringWithLengthBetween1And512": { min: 1, max: 512 },
  "apigatewayv2.StringWithLengthBetween0And1024": { max: 1_024 },
  "apigatewayv2.UriWithLengthBetween1And2048": { min: 1, max: 2_048 },
  "cloudwatch.AlarmDescription": { max: 1_024, maxBytes: 1_024 },
  "organizations.OrganizationId": { pattern: /^o-[a-z0-9]{10,32}$/ },
  "organizations.AccountId": { pattern: /^\d{12}$/ },
  "kms.AliasNameType": { min: 1, max: 256, pattern: /^alias\/[a-zA-Z0-9/_-]+$/ },
  /**
   * docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; the beginnings and ends that it reserves are for
   * S3's own kinds of buckets.
   */
  "s3.BucketName": {
    min: 3,
    max: 63,
    pattern:
      /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(\.\.|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$))(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
  },
} as const satisfies Readonly<Record<string, AwsText>>;

/** Whether AWS takes a text, and the AWS provider of Terraform hands it on. */
export function takes({ min = 0, max = Infinity, maxBytes = Infinity, pattern }: AwsText, text: string): boolean {
  const { length } = Array.from(text);
  return length >= min && length <= max && bytesIn(text) <= maxBytes && (pattern?.test(text) ?? true);
}

/** Bytes of a text in UTF-8. */
export function bytesIn(text: string): number {
  return Buffer.byteLength(text);
}

/** What is wrong with a text that AWS takes and the AWS provider of Terraform does not; ends with what to write. */
export function bytesProblem(text: string, { maxBytes = Infinity }: AwsText): string | undefined {
  const bytes = bytesIn(text);
  if (bytes <= maxBytes) return undefined;
  const [has, may] = [bytes, maxBytes].map((n) => n.toLocaleString("en"));
  return `${has} bytes, and Terraform's AWS provider takes ${may}: beyond ASCII a character has 2 to 4; write fewer`;
}
