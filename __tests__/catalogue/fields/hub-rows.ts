/** What becomes of the fields of hub.yaml. */
import { AWS_TEXTS } from "../../../aws/texts";
import { credentialsNames, hubNames } from "../../../catalogue/names";
import { filled, is, names, type Member, type Row } from "./row";

/** The hub of the full environment, as names are made of it. */
export const HUB = { namespace: "acme", environment: "dev" };

const REGION =
  "a Region is a part of endpoints and ARNs, and two letters, words and a digit in every partition that ARNs are made for";
const WITHIN_NAMES = "every name begins with it, and AWS's shortest leave the rest to ids";

function namesOf(hub: typeof HUB): readonly Member[] {
  return [...names(hubNames(hub)), ...names(credentialsNames(hub))];
}

const kmsKey: Row = {
  becomes: (written) => [
    [AWS_TEXTS["events.KmsKeyIdentifier"], written],
    ...(written.includes(":alias/")
      ? [[AWS_TEXTS["kms.AliasNameType"], written.slice(written.indexOf(":alias/") + 1)] as const]
      : []),
  ],
  narrower: "an ARN says account and Region, which an id or alias alone does not",
  shortest: "arn:aws:kms:eu-central-1:100000000001:alias/x".length,
  of: filled("arn:aws:kms:eu-central-1:100000000001:alias/"),
  taken: [
    "arn:aws:kms:eu-central-1:100000000001:key/1b2cee3b-408c-44b5-89b8-0eae2be3e639",
    "arn:aws-us-gov:kms:us-gov-west-1:100000000001:key/mrk-1b2cee3b408c44b589b80eae2be3e639",
  ],
};

/** Somebody who may take on a role. */
const principal: Row = {
  becomes: is(AWS_TEXTS["iam.arnType"]),
  narrower:
    "a role, a user or an account, of a path with the characters of a name; a path has 512 characters, a name 64",
  shortest: "arn:aws:iam::100000000001:role/x".length,
  longest: "arn:aws:iam::100000000001:role".length + 512 + 64,
  of: (n) => {
    const before = "arn:aws:iam::100000000001:role/";
    const rest = n - before.length;
    return rest <= 64 ? filled(before)(n) : `${before}${"p".repeat(rest - 65)}/${"x".repeat(64)}`;
  },
  refused: ["", "*", "operators"],
  taken: ["arn:aws:iam::100000000001:root", "arn:aws:iam::100000000001:user/team/jane@example.com"],
};

const subject: Row = {
  stays: "it is compared with what the issuer writes, and the policy that holds it is measured as a whole",
};

/** Of hub.yaml, and of connections, whose key is written alike. */
export const KMS_KEY = kmsKey;

export const HUB_ROWS: Readonly<Record<string, Row>> = {
  "hub.namespace": {
    becomes: (namespace) => namesOf({ ...HUB, namespace }),
    narrower: WITHIN_NAMES,
    shortest: 2,
    longest: 16,
    refused: ["aws", "awsome", "ssm", "ssmx"],
  },
  "hub.environment": {
    becomes: (environment) => namesOf({ ...HUB, environment }),
    narrower: WITHIN_NAMES,
    shortest: 1,
    longest: 12,
  },
  "hub.organizationId": { becomes: is(AWS_TEXTS["organizations.OrganizationId"]), of: filled("o-") },
  "hub.account": { becomes: is(AWS_TEXTS["organizations.AccountId"]), of: (n) => "7".repeat(n) },
  "hub.region": { stays: REGION },
  "hub.deploymentRole": { becomes: is(AWS_TEXTS["iam.roleNameType"]) },
  "hub.deployment.planRole": { becomes: is(AWS_TEXTS["iam.roleNameType"]) },
  "hub.deployment.oidc.issuer": {
    becomes: is(AWS_TEXTS["iam.OpenIDConnectProviderUrlType"]),
    narrower: "https without a port or a query, as API_CreateOpenIDConnectProvider says in words",
    shortest: "https://x".length,
    of: filled("https://"),
    refused: ["http://example.com", "https://example.com:443", "https://example.com/?a=b", "https://example.com/"],
    taken: ["https://gitlab.example.com", "https://token.actions.githubusercontent.com/acme"],
  },
  "hub.deployment.oidc.audience": {
    becomes: is(AWS_TEXTS["iam.clientIDType"]),
    narrower: "words and what addresses are made of, which every issuer takes",
  },
  "hub.deployment.oidc.subjects.plan[]": subject,
  "hub.deployment.oidc.subjects.deployment[]": subject,
  "hub.deployment.principals.plan[]": principal,
  "hub.deployment.principals.deployment[]": principal,
  "hub.state.bucket": {
    becomes: is(AWS_TEXTS["s3.BucketName"]),
    refused: [
      "a..b",
      "192.168.5.4",
      "xn--state",
      "sthree-state",
      "amzn-s3-demo-state",
      "state-s3alias",
      "state--ol-s3",
      "state.mrap",
      "state--x-s3",
      "state--table-s3",
      "state.",
      "-state",
    ],
    taken: ["my.state.bucket", "1.2.3", "0state"],
  },
  "hub.state.account": { becomes: is(AWS_TEXTS["organizations.AccountId"]), of: (n) => "7".repeat(n) },
  "hub.state.region": { stays: REGION },
  "hub.state.kmsKey": kmsKey,
  "hub.archive.retentionDays": {
    from: 1,
    to: 3_650,
    source: "events.RetentionDays is 0 or more, and 0 is for ever; ten years are the language's own end",
  },
  "hub.alerts.emails[]": {
    becomes: (written) => [[{ max: 254, pattern: /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u }, written]],
    narrower:
      "the model of sns.endpoint says nothing; an address has 254 characters at most (RFC 5321) and a domain with a dot",
    shortest: 5,
    longest: 254,
    of: filled("a@b.d"),
  },
  "hub.operators.principals[]": principal,
  "hub.connectionCredentials.reservedConcurrency": {
    from: 1,
    to: 1_000,
    source: "lambda.ReservedConcurrentExecutions is 0 or more, and 0 stops the function; 1,000 is an account's default",
  },
  "hub.quotas.rulesPerBus": {
    from: 1,
    to: 100_000,
    source: "what AWS has raised is not AWS's to refuse; the ends are the language's own",
  },
  "hub.quotas.invocationsPerSecond": { from: 1, to: 100_000, source: "as rulesPerBus" },
  ...Object.fromEntries(
    ["changes", "destroy", "replace", "other", "permission", "delivery", "drift"].map((label) => [
      `hub.review.approvers.${label}[]`,
      { stays: "it stands in a local value, which no resource uses" },
    ]),
  ),
  "hub.tags.<name>": {
    becomes: is(AWS_TEXTS["iam.tagKeyType"]),
    narrower: "ASCII, which every service takes in a tag",
    refused: ["aws:x", "AWS:x", "Aws:"],
    taken: ["awsx", "x:aws:", "Cost Centre/Unit_4=a+b-c@d.e"],
  },
  "hub.tags.*": {
    becomes: is(AWS_TEXTS["iam.tagValueType"]),
    narrower: "ASCII, which every service takes in a tag",
    refused: ["aws:x"],
    taken: ["awsx", "x aws:", ""],
  },
};
