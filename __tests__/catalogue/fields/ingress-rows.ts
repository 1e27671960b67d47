/** What becomes of the fields of ingress/*.yaml. */
import { AWS_TEXTS } from "../../../aws/texts";
import { FUNCTION_PAYLOAD_BYTES, LOG_RETENTION_DAYS } from "../../../aws/limits";
import { eventRouteNames } from "../../../catalogue/names";
import { published } from "./full-environment";
import { HUB } from "./hub-rows";
import { replaced } from "./values";
import { filled, id, is, names, type Row } from "./row";
import { CONTACT, DETAIL_TYPE, RUNBOOK, SHARED, SOURCE } from "./source-rows";

const ROUTE = "ingress.routes.*";
const JWT = `${ROUTE}.authorizer(JWT)`;
const THROTTLING: Row = {
  from: 1,
  to: 100_000,
  source: "API Gateway's model has no end; 10,000 a second are an account's default, which AWS raises",
};

export const INGRESS_ROWS: Readonly<Record<string, Row>> = {
  "ingress.account": { stays: "names a file of sources/" },
  "ingress.owner": SHARED.owner,
  "ingress.contact": CONTACT,
  "ingress.runbook": RUNBOOK,
  "ingress.description": {
    becomes: is(AWS_TEXTS["apigatewayv2.StringWithLengthBetween0And1024"]),
    narrower: "one line for people, of which 200 characters are read",
    shortest: 1,
    longest: 200,
  },
  "ingress.throttling.rateLimit": THROTTLING,
  "ingress.throttling.burstLimit": THROTTLING,
  "ingress.accessLog.retentionDays": { known: LOG_RETENTION_DAYS },
  "ingress.routes.<name>": id((each) => names(eventRouteNames(HUB, "apps", each)), {
    also: (files, each) => ({
      ...files,
      "ingress/apps.yaml": replaced(files["ingress/apps.yaml"], ["routes", each, "path"], "/another"),
    }),
  }),
  [`${ROUTE}.description`]: { stays: "for the readers of the file" },
  [`${ROUTE}.method`]: { known: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"] },
  [`${ROUTE}.path`]: {
    // The model names no limit of a route's key; a statement's source ARN holds the path.
    becomes: (path) => [[{ min: 1, pattern: /^\// }, path]],
    narrower: "segments of letters, digits and . _ ~ -, or {name}, which match what they say",
    longest: 200,
    of: filled("/"),
    refused: ["", "orders", "/orders/", "/{proxy+}", "/a b", "/a?b", "/{a}{b}"],
    taken: ["/", "/a.b~c_d-e", "/{orderId}/items/{itemId}"],
  },
  [`${JWT}.type`]: { stays: "the language's own word" },
  [`${JWT}.issuer`]: {
    becomes: is(AWS_TEXTS["apigatewayv2.UriWithLengthBetween1And2048"]),
    narrower: "https, without user, query and fragment, as OpenID Connect Discovery has it",
    shortest: "https://x".length,
    longest: 500,
    of: filled("https://x"),
    refused: ["", "http://x.de", "https://x.de?a", "https://a@x.de"],
  },
  [`${JWT}.audience[]`]: {
    becomes: (written) => [[{ min: 1 }, written]],
    narrower: "the model names no limit; a claim's value has no white space",
    longest: 200,
  },
  [`${JWT}.scopes[]`]: {
    becomes: is(AWS_TEXTS["apigatewayv2.StringWithLengthBetween1And64"]),
    narrower: "a scope's characters (RFC 6749, 3.3)",
  },
  [`${ROUTE}.authorizer(IAM).type`]: { stays: "the language's own word" },
  [`${ROUTE}.authorizer(NONE).type`]: { stays: "the language's own word" },
  [`${ROUTE}.authorizer(NONE).public`]: { stays: "said to be so, and nothing else" },
  [`${ROUTE}.integration(event).type`]: { stays: "the language's own word" },
  [`${ROUTE}.integration(event).source`]: {
    ...SOURCE,
    becomes: (written) => [
      ...SOURCE.becomes(written),
      [AWS_TEXTS["apigatewayv2.StringWithLengthBetween1And512"], written],
    ],
    also: published("sources"),
  },
  [`${ROUTE}.integration(event).detailType`]: {
    becomes: (written) => [
      ...DETAIL_TYPE.becomes(written),
      [AWS_TEXTS["iam.policyDocumentType"], written],
      // A parameter mapping reads $request.header.x as a variable.
      [{ ...AWS_TEXTS["apigatewayv2.StringWithLengthBetween1And512"], pattern: /^[^$]+$/ }, written],
    ],
    narrower: "no control characters, which nobody can tell apart in a pattern",
    refused: ["$request.header.x", "注文"],
    taken: ["Größe", "{"],
    also: published("detailTypes"),
  },
  [`${ROUTE}.integration(function).type`]: { stays: "the language's own word" },
  [`${ROUTE}.integration(function).function`]: { stays: "names a function, whose own row holds it" },
  [`${ROUTE}.integration(function).maximumRequestBytes`]: {
    from: 1,
    to: FUNCTION_PAYLOAD_BYTES,
    source: "Lambda Developer Guide, gettingstarted-limits",
  },
  [`${ROUTE}.throttling.rateLimit`]: THROTTLING,
  [`${ROUTE}.throttling.burstLimit`]: THROTTLING,
};
