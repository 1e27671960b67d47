/**
 * The small pieces that the files of an environment are made of. Each carries the sentence that is printed when a value
 * does not fit: what was expected, then what to write.
 */
import { z } from "zod";
import { advise, write } from "./advice";
import { bytesIn } from "../../aws/texts";
import { fittingText } from "../fitting-text";
import { quote } from "../wording";

/**
 * Text of a form. What to write is said whatever is wrong: a missing value, a number, text of another form, of which the
 * nearest that fits is said.
 */
export function text(pattern: RegExp, expected: string, description: string, example: string) {
  const error = ({ input }: { readonly input?: unknown }) => {
    const fitting = typeof input === "string" ? fittingText(input, pattern) : undefined;
    return write(fitting === undefined ? expected : `${quote(fitting)} (${expected})`);
  };
  return z
    .string({ error })
    .regex(pattern, { error })
    .meta({ description, examples: [example], limits: expected });
}

/** A few words of letters, as names are: no secret that is worth its name. */
const WORDS = /^(?=.{1,40}$)[a-z]+([-_. ][a-z]+){0,3}$/i;

/**
 * Text in whose place people put the secret itself: unless what was found looks like a name, it is not said, nor another
 * spelling of it.
 */
function textNearSecret(pattern: RegExp, expected: string, description: string, example: string) {
  const error = ({ input }: { readonly input?: unknown }) => {
    if (typeof input !== "string" || !WORDS.test(input)) {
      return advise({ kind: "value", write: expected, isHidden: true });
    }
    const fitting = fittingText(input, pattern);
    return write(fitting === undefined ? expected : `${quote(fitting)} (${expected})`);
  };
  return z
    .string({ error })
    .regex(pattern, { error })
    .meta({ description, examples: [example], limits: expected });
}

/** Lower-case words joined by single hyphens. Underscores are kept for joining ids in physical names. */
export const ID_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** An alias also becomes the `Sid` of a policy statement, where `a-1` and `a1` would be one. */
export const ALIAS_PATTERN = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

export const accountId = text(
  /^\d{12}$/,
  'the 12 digits of an AWS account in quotes, such as "210987654321"',
  "AWS account id: 12 digits, in quotes (YAML would read a bare one as a number and lose leading zeros)",
  "210987654321",
);

export const region = text(
  /^[a-z]{2}(-[a-z]+)+-\d$/,
  "an AWS Region, such as eu-central-1",
  "AWS Region, such as eu-central-1",
  "eu-central-1",
);

export const namespace = text(
  // Names of SSM parameters may not start so (API_PutParameter).
  /^(?!aws|ssm)[a-z][a-z0-9]{1,15}$/,
  "2 to 16 lower-case letters and digits that do not start with aws or ssm, such as acme",
  "First part of every physical name: 2 to 16 lower-case letters and digits",
  "acme",
);

export const environmentName = text(
  /^[a-z][a-z0-9]{0,11}$/,
  "1 to 12 lower-case letters and digits, such as dev",
  "Second part of every physical name and the folder of every state key: 1 to 12 lower-case letters and digits",
  "dev",
);

export const organizationId = text(
  /^o-[a-z0-9]{10,32}$/,
  "an AWS Organizations id, such as o-a1b2c3d4e5",
  "AWS Organizations id; when given, publishers must belong to it",
  "o-a1b2c3d4e5",
);

export const roleName = text(
  /^[\w+=,.@-]{1,64}$/,
  "the name of an IAM role (not its ARN), such as event-hub-deployment",
  "Name of an IAM role, the same in every account",
  "event-hub-deployment",
);

/** Who may take on a role. An account stands for whomever its own administrators let do so. */
export const principalArn = text(
  // A path has 512 characters with the slashes around it, a name 64 (API_CreateRole, API_CreateUser).
  /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/([\w+=,.@/-]{1,510}\/)?[\w+=,.@-]{1,64})$/,
  "the ARN of an IAM role, a user or an account, such as arn:aws:iam::210987654321:role/integration-operators",
  "ARN of an IAM role, a user, or an account (...:root)",
  "arn:aws:iam::210987654321:role/integration-operators",
).refine(
  // IAM Identity Center gives its roles this path, and an ARN without it is no role's.
  (arn) => !arn.includes(":role/AWSReservedSSO_"),
  {
    error: write("the role with its path, role/aws-reserved/sso.amazonaws.com/.../AWSReservedSSO_...: IAM shows it so"),
  },
);

export const tokenIssuer = text(
  // API_CreateOpenIDConnectProvider: https, 255 characters, no query and no port.
  /^(?=.{1,255}$)https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[\w.~-]+)*$/,
  "the https address that the tokens name as their issuer, such as https://token.actions.githubusercontent.com",
  "Issuer of the pipeline's tokens: an https address without port, query and slash at its end",
  "https://token.actions.githubusercontent.com",
);

/** Who the tokens are for (API_AddClientIDToOpenIDConnectProvider). */
export const tokenAudience = text(
  /^[\w:/.@-]{1,255}$/,
  "the audience of the tokens, such as sts.amazonaws.com",
  "Audience of the pipeline's tokens",
  "sts.amazonaws.com",
);

/** Whom a token speaks for. What follows the first colon names the repository, which no star may stand for. */
export const tokenSubject = text(
  /^(?=.{1,255}$)[A-Za-z_]+:[\w/.@+-]+(:[\w:/.@*+-]+)?$/,
  "the subject of a token, such as repo:acme/event-hub:environment:prod: the whole name of a repository at least",
  "Subject of a pipeline's token",
  "repo:acme/event-hub:environment:prod",
);

export const bucketName = text(
  // docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  /^(?!xn--|sthree-|amzn-s3-demo-|\d+(\.\d+){3}$)(?!.*(\.\.|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "the name of an S3 bucket: 3 to 63 lower-case letters, digits, single dots and hyphens, and none of S3's own beginnings and ends",
  "Name of an S3 bucket",
  "acme-terraform-state",
);

export const kmsKeyArn = text(
  // An alias has 256 characters, "alias/" among them (API_CreateAlias).
  /^(?=.{1,2048}$)arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/[\w/-]+|alias\/[\w/-]{1,250})$/,
  "the ARN of a KMS key or alias, such as arn:aws:kms:eu-central-1:210987654321:alias/terraform-state",
  "ARN of a KMS key or alias",
  "arn:aws:kms:eu-central-1:210987654321:alias/terraform-state",
);

export const resourceConfigurationArn = text(
  /^(?=.{1,2048}$)arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:resourceconfiguration\/rcfg-[0-9a-z]{17}$/,
  "the ARN of a VPC Lattice resource configuration, such as arn:aws:vpc-lattice:eu-central-1:210987654321:resourceconfiguration/rcfg-0123456789abcdef0",
  "ARN of a VPC Lattice resource configuration",
  "arn:aws:vpc-lattice:eu-central-1:210987654321:resourceconfiguration/rcfg-0123456789abcdef0",
);

export const email = text(
  /^(?=.{1,254}$)[^\s@\p{Cc}]+@[^\s@\p{Cc}]+\.[^\s@\p{Cc}]+$/u,
  "an e-mail address, such as integration-platform@example.com",
  "E-mail address",
  "integration-platform@example.com",
);

/** Who answers for an account or tenant. Becomes a tag: letters, digits and what AWS allows in tag values. */
export const owner = text(
  /^(?!aws:)[\p{L}\p{N}_ .:/=+@-]{1,100}$/u,
  "the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws:",
  "Owning team; becomes the tag `owner`",
  "Customer Service",
);

export const description = text(
  // What AWS takes for line breaks are more than control characters (API_CreateConnection: `.*`).
  /^[^\p{Cc}\u2028\u2029]{1,200}$/u,
  "one line of at most 200 characters",
  "One line for people",
  "Orders of the web shop",
).refine(
  // The shortest that Terraform's AWS provider takes, of a Lambda function; it counts bytes.
  (line) => line.length > 200 || bytesIn(line) <= 256,
  { error: write("one line of at most 256 bytes: beyond ASCII a character has 2 to 4") },
);

/** An https address that people open (a runbook), not one that events are sent to. */
export const webPage = text(
  // CloudWatch allows 1,024 characters for the description of an alarm, and more than the address stands there.
  /^(?=.{1,500}$)https:\/\/[^\s/\p{Cc}]+[^\s\p{Cc}]*$/u,
  "an https address of at most 500 characters, such as https://wiki.example.com/runbooks/salesforce",
  "https address of a page",
  "https://wiki.example.com/runbooks/salesforce",
).refine(
  // Terraform's AWS provider counts the bytes of an alarm's description.
  (address) => address.length > 500 || bytesIn(address) <= 500,
  { error: write("an https address of at most 500 bytes: percent-encode what is beyond ASCII, or shorten it") },
);

export const source = text(
  /^(?!aws\.)[\w./-]{1,256}$/,
  "an event source of letters, digits and . _ - / that does not start with aws. (reserved), such as com.acme.shop",
  "Value of an event's `source`; `aws.` is reserved for AWS",
  "com.acme.shop.orders",
);

export const detailType = text(
  // IAM would read ${...} in the bus policy as a variable of its own.
  /^(?![\s\S]*\$\{)[^\p{Cc}]{1,128}$/u,
  "a detail-type of 1 to 128 characters without ${, such as Order Placed",
  "Value of an event's `detail-type`",
  "Order Placed",
);

/** Of a permission: IAM takes no character beyond U+00FF in a policy (API_PutRolePolicy), however JSON writes it. */
export const policyDetailType = text(
  /^(?![\s\S]*\$\{)[ -~\u00a0-\u00ff]{1,128}$/,
  "a detail-type of 1 to 128 characters, none beyond \u00ff (U+00FF) and without ${, such as Order Placed",
  "Value of an event's `detail-type`; IAM's policies hold no character beyond U+00FF",
  "Order Placed",
);

export const busName = text(
  /^[/.\-_A-Za-z0-9]{1,256}$/,
  "the name of an event bus (not its ARN), such as default",
  "Name of an event bus",
  "default",
);

// IAM: neither may start with aws:, in whatever case a key is written (IAM User Guide, id_tags).
export const tagKey = text(
  /^(?![aA][wW][sS]:)[\p{L}\p{N}_ .:/=+@-]{1,128}$/u,
  "a tag key of letters, digits, spaces and . : / = + @ _ - that does not start with aws:",
  "Tag key",
  "cost-centre",
);

export const tagValue = text(
  /^(?!aws:)[\p{L}\p{N}_ .:/=+@-]{0,256}$/u,
  "a tag value of letters, digits, spaces and . : / = + @ _ - that does not start with aws:",
  "Tag value",
  "4711",
);

/** Name of a key in a tenant's secret. */
export const secretKey = textNearSecret(
  /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
  "the name of a key in the tenant's secret: letters, digits and _, such as routingKey",
  "Name of a key in the tenant's secret; its value is never written here",
  "routingKey",
);

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,512}$/;

/** Name of the header that carries an API key. */
export const apiKeyName = textNearSecret(
  HEADER_NAME,
  "the name of an HTTP header, such as X-Api-Key",
  "Header that carries the API key",
  "X-Api-Key",
);

export const headerName = text(
  HEADER_NAME,
  "the name of an HTTP header, such as X-Api-Key",
  "Name of an HTTP header",
  "X-Api-Key",
);

export const id = text(
  ID_PATTERN,
  "lower-case letters and digits in words joined by hyphens, such as order-placed",
  "Lower-case letters and digits in words joined by hyphens",
  "order-placed",
).refine((value) => value !== "constructor", {
  // CDKTF keeps the children of a construct as properties of an object, which has one of this name from the start.
  error: write("another id, since CDKTF can name no construct like this"),
});
