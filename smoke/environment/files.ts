/** The files of a run's environment: two tenants, a source, and the endpoint that stands for a SaaS product. */
import type { Place } from "../../aws/arn";
import { NAMESPACE, smokeNames } from "../names";

/** Alias of the one source, the sandbox account itself. */
const SOURCE = "sandbox";

/** Name of the files of the endpoint. */
export const ENDPOINT = "endpoint";

/** Ids in the functions file: the function that answers, and the table of what it got. */
export const FUNCTION = "answer";
export const REQUESTS = "requests";

/** What the source may publish. */
export const SOURCES = {
  direct: "com.example.smoke.direct",
  forwarded: "com.example.smoke.forwarded",
  route: "com.example.smoke.route",
} as const;

/** Of what the endpoint takes, of what it refuses with 403, and of what has parameters that must be encoded. */
export const DETAIL_TYPES = { wanted: "Smoke Wanted", refused: "Smoke Refused", odd: "Smoke Odd" } as const;

/** Where an odd value goes: a header and a query parameter, from `$.detail.odd`. */
export const ODD = { header: "X-Odd", query: "odd" } as const;

/** What every resource of every run is tagged with; a run's own letters are in the tag "environment". */
export const SERVICE = "event-hub-smoke";

/** Ids of the tenants, each with one connection. */
export const TENANTS = { key: "key", token: "token" } as const;

/** What the endpoint takes for good, and for bad. They open nothing but this run's endpoint, which is gone after it. */
export function credentialsOf(suffix: string) {
  return { client: `client-${suffix}`, good: `good-${suffix}`, bad: `bad-${suffix}` };
}

const PEOPLE = `owner: Smoke
contact: smoke@example.com
runbook: https://example.com/smoke
`;

/** What a run knows of itself. */
export interface EnvironmentFacts extends Place {
  readonly suffix: string;
  /** Where the endpoint is; the tenants have no files before that is known. */
  readonly endpoint: string | undefined;
}

/** Path below the environment's folder to its text. */
export function environmentFiles(facts: EnvironmentFacts): Readonly<Record<string, string>> {
  const { account, suffix, region, endpoint } = facts;
  const names = smokeNames(suffix, facts);
  return {
    "hub.yaml": `namespace: ${NAMESPACE}
environment: ${suffix}
account: "${account}"
region: ${region}
deploymentRole: ${names.deploymentRole}
state:
  bucket: ${names.bucket}
  account: "${account}"
  kmsKey: ${names.stateKey}
archive:
  retentionDays: 1
tags:
  service: ${SERVICE}
`,
    [`sources/${SOURCE}.yaml`]: `account: "${account}"
owner: Smoke
publishes:
  sources: [${Object.values(SOURCES).join(", ")}]
  detailTypes: [${Object.values(DETAIL_TYPES).join(", ")}]
forwards:
  wanted:
    bus: ${names.sourceBus}
    eventPattern:
      source: [${SOURCES.forwarded}]
`,
    [`functions/${ENDPOINT}.yaml`]: `account: ${SOURCE}
${PEOPLE}logRetentionDays: 1
tables:
  ${REQUESTS}:
    partitionKey: { name: kind, type: S }
    sortKey: { name: at, type: S }
    deletionProtection: false
functions:
  ${FUNCTION}:
    handler: smoke-endpoint
    description: Answers as a SaaS product would
    environment:
      TABLE_NAME: { table: ${REQUESTS} }
      EVENT_BUS: { bus: central }
      GOOD: ${credentialsOf(suffix).good}
    permissions:
      tables:
        ${REQUESTS}: [write]
      publishes:
        sources: [${SOURCES.direct}]
        detailTypes: [${DETAIL_TYPES.wanted}]
`,
    [`ingress/${ENDPOINT}.yaml`]: `account: ${SOURCE}
${PEOPLE}throttling: { rateLimit: 20, burstLimit: 40 }
accessLog: { retentionDays: 1 }
routes:
  answer:
    method: POST
    path: /answer/{status}
    authorizer: { type: NONE, public: true }
    integration: { type: function, function: ${ENDPOINT}/${FUNCTION}, maximumRequestBytes: 65536 }
  token:
    method: POST
    path: /token
    authorizer: { type: NONE, public: true }
    integration: { type: function, function: ${ENDPOINT}/${FUNCTION}, maximumRequestBytes: 65536 }
  event:
    method: POST
    path: /events
    authorizer: { type: NONE, public: true }
    integration: { type: event, source: ${SOURCES.route}, detailType: ${DETAIL_TYPES.wanted} }
`,
    ...(endpoint === undefined ? {} : tenantFiles(endpoint)),
  };
}

function tenantFiles(endpoint: string): Readonly<Record<string, string>> {
  return {
    [`tenants/${TENANTS.key}.yaml`]: `${PEOPLE}connection:
  authorization:
    type: API_KEY
    apiKeyName: X-Api-Key
destinations:
  wanted:
    invocationEndpoint: ${endpoint}/answer/200
    httpMethod: POST
    invocationRateLimitPerSecond: 10
    events:
${event("wanted", DETAIL_TYPES.wanted)}${event("odd", DETAIL_TYPES.odd)}        httpParameters:
          headerParameters:
            ${ODD.header}: $.detail.odd
          queryStringParameters:
            ${ODD.query}: $.detail.odd
  refused:
    invocationEndpoint: ${endpoint}/answer/403
    httpMethod: POST
    invocationRateLimitPerSecond: 10
    events:
${event("refused", DETAIL_TYPES.refused)}`,
    [`tenants/${TENANTS.token}.yaml`]: `${PEOPLE}connection:
  authorization:
    type: OAUTH_CLIENT_CREDENTIALS
    authorizationEndpoint: ${endpoint}/token
    httpMethod: POST
    oauthHttpParameters:
      body:
        grant_type: client_credentials
destinations:
  wanted:
    invocationEndpoint: ${endpoint}/answer/200
    httpMethod: POST
    invocationRateLimitPerSecond: 10
    events:
${event("wanted", DETAIL_TYPES.wanted)}`,
  };
}

function event(id: string, detailType: string): string {
  return `      ${id}:
        eventPattern:
          source: [${Object.values(SOURCES).join(", ")}]
          detail-type: [${detailType}]
        input:
          type: event
`;
}
