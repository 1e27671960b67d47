/** What becomes of the fields of tenants/*.yaml. `connections.*` has the rows of `connection`: the schema is one. */
import { AWS_TEXTS } from "../../../aws/texts";
import { MOST_EXPECTED, SECONDS_A_DAY } from "../../../aws/expected-peak";
import { EVENT_AGE_SECONDS, LARGEST_INTEGER, RETRY_ATTEMPTS } from "../../../aws/limits";
import { connectionNames, deliveryNames, destinationNames } from "../../../catalogue/names";
import { HUB, KMS_KEY } from "./hub-rows";
import type { Files } from "./full-environment";
import { filled, id, is, names, type Row } from "./row";
import { CONTACT, DESCRIPTION, RUNBOOK, SHARED } from "./source-rows";

const TOKEN = "a header's name is a token (RFC 9110, 5.6.2), which has no comma";
const PATTERN = "a pattern is read by the simulator's compiler, which AWS's recordings hold";
const KEY = "names a key of the tenant's secret, which AWS does not look into";
const PATH = "PutTargets follows a subset of JSON path, which the simulator knows from recordings";

const ENDPOINT: Row = {
  becomes: is(AWS_TEXTS["events.HttpsEndpoint"]),
  narrower: "AWS wants a host and https, takes an address without either for one, and no user in it",
  shortest: "https://a".length,
  of: filled("https://a.de/"),
  refused: ["", "https://", "http://a.de", "ftp://a.de", "https://a.de/ö", "https://a.de/{id}", "https://[::1]/events"],
  taken: ["https://a.de", "https://a.de:8443/a%20b?c=(d)&e=_~!'$,;+"],
};

function parameters(at: string): Record<string, Row> {
  const kinds = {
    header: {
      name: { becomes: is(AWS_TEXTS["events.HeaderKey"]), narrower: TOKEN, shortest: 1 },
      value: {
        becomes: is(AWS_TEXTS["events.HeaderValueSensitive"]),
        shortest: 1,
        refused: ["\t"],
        taken: [" ", "a\tb", "a: b"],
      },
    },
    queryString: {
      name: { becomes: is(AWS_TEXTS["events.QueryStringKey"]), shortest: 1 },
      value: { becomes: is(AWS_TEXTS["events.QueryStringValueSensitive"]), shortest: 1, taken: ["a\nb", " "] },
    },
    body: {
      name: { stays: "AWS's model has no limit; what holds all parameters has one (limits.test.ts)" },
      value: { stays: "as its name" },
    },
  } satisfies Record<string, Record<string, Row>>;
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, { name, value }]): [string, Row][] => [
      [`${at}.${kind}.<name>`, name],
      [`${at}.${kind}.*(string)`, value],
      [`${at}.${kind}.*(secretKey).secretKey`, { stays: KEY }],
    ]),
  );
}

/** The same files with destinations that take whatever is expected. */
function atTheHighestRate(files: Files): Files {
  const rate = /"invocationRateLimitPerSecond":\d+/g;
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const text = JSON.stringify(file).replace(rate, `"invocationRateLimitPerSecond":${LARGEST_INTEGER}`);
      return [name, JSON.parse(text) as unknown];
    }),
  );
}

const CONNECTION = "tenant.connection";
const OAUTH = `${CONNECTION}.authorization(OAUTH_CLIENT_CREDENTIALS)`;
const EVENT = "tenant.destinations.*.events.*";

export const TENANT_ROWS: Readonly<Record<string, Row>> = {
  "tenant.owner": SHARED.owner,
  "tenant.contact": CONTACT,
  "tenant.runbook": RUNBOOK,
  "tenant.description": { stays: "for the readers of the file" },
  "tenant.state": { stays: "becomes the state of rules, in AWS's words" },
  [`${CONNECTION}.description`]: {
    becomes: is(AWS_TEXTS["events.ConnectionDescription"]),
    narrower: DESCRIPTION,
    shortest: 1,
    longest: 200,
  },
  [`${OAUTH}.type`]: { known: ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"] },
  [`${CONNECTION}.authorization(API_KEY).type`]: { known: ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"] },
  [`${CONNECTION}.authorization(BASIC).type`]: { known: ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"] },
  [`${OAUTH}.authorizationEndpoint`]: ENDPOINT,
  [`${OAUTH}.httpMethod`]: { known: ["GET", "POST", "PUT"] },
  ...parameters(`${OAUTH}.oauthHttpParameters`),
  ...parameters(`${CONNECTION}.invocationHttpParameters`),
  [`${CONNECTION}.authorization(API_KEY).apiKeyName`]: {
    becomes: is(AWS_TEXTS["events.AuthHeaderParameters"]),
    narrower: TOKEN,
    refused: ["a:b", "\t", "a\u0000"],
  },
  [`${CONNECTION}.kmsKeyIdentifier`]: KMS_KEY,
  [`${CONNECTION}.privateConnectivity.resourceConfigurationArn`]: {
    becomes: is(AWS_TEXTS["events.ResourceConfigurationArn"]),
    narrower: "where there is one it is not empty, and its partition one of AWS's",
    shortest: "arn:aws:vpc-lattice:a:100000000001:resourceconfiguration/rcfg-0123456789abcdef0".length,
    of: (n) => {
      const [before, after] = ["arn:aws:vpc-lattice:", ":100000000001:resourceconfiguration/rcfg-0123456789abcdef0"];
      return `${before}${"a".repeat(Math.max(0, n - before.length - after.length))}${after}`;
    },
  },
  "tenant.connections.<name>": id((each) => names(connectionNames(HUB, "several", each))),
  "tenant.credentials.maxAgeDays": {
    from: 1,
    to: 3_650,
    source: "cloudwatch.Threshold is any number; ten years are the language's own end",
  },
  "tenant.destinations.*.state": { stays: "as that of the tenant" },
  "tenant.destinations.<name>": id((each) => [
    ...names(destinationNames(HUB, "basic", each)),
    ...names(deliveryNames(HUB, "basic", each, "constant")),
  ]),
  "tenant.destinations.*.description": {
    becomes: is(AWS_TEXTS["events.ApiDestinationDescription"]),
    narrower: DESCRIPTION,
    shortest: 1,
    longest: 200,
  },
  "tenant.destinations.*.connection": { stays: "names a connection of the file" },
  "tenant.destinations.*.invocationEndpoint": ENDPOINT,
  "tenant.destinations.*.httpMethod": { known: ["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"] },
  "tenant.destinations.*.invocationRateLimitPerSecond": {
    from: 1,
    to: LARGEST_INTEGER,
    source:
      "events.ApiDestinationInvocationRateLimitPerSecond is an Integer of 1 or more; above the account's quota is a warning (limits.test.ts)",
  },
  "tenant.destinations.*.events.<name>": id((each) => names(deliveryNames(HUB, "basic", "orders", each))),
  [`${EVENT}.description`]: {
    becomes: is(AWS_TEXTS["events.RuleDescription"]),
    narrower: DESCRIPTION,
    shortest: 1,
    longest: 200,
  },
  [`${EVENT}.eventPattern.<name>`]: { stays: PATTERN },
  [`${EVENT}.eventPattern.*`]: { stays: PATTERN },
  ...Object.fromEntries(
    ["event", "path", "constant", "transformer"].map((type) => [
      `${EVENT}.input(${type}).type`,
      { stays: "the language's own word" },
    ]),
  ),
  [`${EVENT}.input(path).path`]: {
    becomes: is(AWS_TEXTS["events.TargetInputPath"]),
    narrower: PATH,
    shortest: "$.detail.x".length,
    of: filled("$.detail."),
    refused: ["$.detail['a']"],
  },
  [`${EVENT}.input(constant).constant`]: { stays: "any JSON, whose text is measured (limits.test.ts)" },
  [`${EVENT}.input(transformer).paths.<name>`]: {
    becomes: is(AWS_TEXTS["events.InputTransformerPathKey"]),
    refused: ["aws.x", "a b"],
  },
  [`${EVENT}.input(transformer).paths.*`]: {
    becomes: is(AWS_TEXTS["events.TargetInputPath"]),
    narrower: PATH,
    shortest: "$.detail.x".length,
    of: filled("$.detail."),
    refused: ["$.detail['a']"],
  },
  [`${EVENT}.input(transformer).template`]: {
    becomes: is(AWS_TEXTS["events.TransformerInput"]),
    narrower: "JSON, or lines of text in quotes: PutTargets was recorded to refuse what is neither",
    of: (n) => (n === 1 ? "1" : filled('"', '"')(n)),
    refused: ["", "hello"],
  },
  [`${EVENT}.httpParameters.pathParameterValues[]`]: {
    becomes: is(AWS_TEXTS["events.PathParameter"]),
    shortest: 1,
    refused: [" ", "\t ", "a\nb", "a\u2028b"],
    taken: ["\u00a0", "a b", "ö"],
  },
  [`${EVENT}.httpParameters.headerParameters.<name>`]: {
    becomes: is(AWS_TEXTS["events.HeaderKey"]),
    narrower: TOKEN,
    shortest: 1,
    refused: ["a b"],
  },
  [`${EVENT}.httpParameters.headerParameters.*`]: {
    becomes: is(AWS_TEXTS["events.HeaderValue"]),
    narrower: "HTTP knows no line break in a header, and Terraform's provider no empty one",
    shortest: 1,
    refused: ["", "\t", "\t\t"],
    taken: [" ", "a\tb"],
  },
  [`${EVENT}.httpParameters.queryStringParameters.<name>`]: {
    becomes: is(AWS_TEXTS["events.QueryStringKey"]),
    shortest: 1,
  },
  [`${EVENT}.httpParameters.queryStringParameters.*`]: {
    becomes: is(AWS_TEXTS["events.QueryStringValue"]),
    shortest: 1,
    taken: ["a\nb", " "],
  },
  [`${EVENT}.retryPolicy.maximumEventAgeInSeconds`]: {
    from: EVENT_AGE_SECONDS.min,
    to: EVENT_AGE_SECONDS.max,
    source: "events.MaximumEventAgeInSeconds",
  },
  [`${EVENT}.retryPolicy.maximumRetryAttempts`]: {
    from: RETRY_ATTEMPTS.min,
    to: RETRY_ATTEMPTS.max,
    source: "events.MaximumRetryAttempts",
  },
  [`${EVENT}.expectedPeakPerSecond`]: {
    above: 0,
    to: MOST_EXPECTED,
    source: "AWS knows no such number; the ends are the language's own",
  },
  [`${EVENT}.expectedPerDay`]: {
    from: 1,
    to: MOST_EXPECTED * SECONDS_A_DAY,
    source: "AWS knows no such number; the ends are the language's own",
    // More than a day sends are refused.
    also: atTheHighestRate,
  },
};
