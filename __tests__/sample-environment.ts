/**
 * An environment made in code: three accounts, three tenants, and between them every kind of authorization, input and
 * parameter that the model knows. Tests of the stacks do not depend on `environments/`, which people change.
 */
import type { Environment, Hub, Source, Tenant, TenantEvent } from "../catalogue/model";

export const hub: Hub = {
  namespace: "acme",
  environment: "test",
  organizationId: "o-a1b2c3d4e5",
  account: "200000000001",
  region: "eu-central-1",
  deploymentRole: "event-hub-deployment",
  state: {
    bucket: "acme-test-event-hub-state",
    account: "200000000009",
    kmsKey: "arn:aws:kms:eu-central-1:200000000009:alias/event-hub-state",
  },
  archive: { retentionDays: 14 },
  alerts: { emails: ["integration-platform+test@acme.example"] },
  operators: { principals: [] },
  connectionCredentials: {},
  quotas: {},
  review: { approvers: {} },
  tags: { service: "event-hub", "cost-center": "4711" },
};

/** The hub of an environment whose roles `hub bootstrap` makes, for a pipeline on GitHub. */
export const deployedHub = {
  ...hub,
  deployment: {
    planRole: "event-hub-plan",
    oidc: {
      issuer: "https://token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      subjects: {
        plan: ["repo:acme/event-hub:pull_request", "repo:acme/event-hub:ref:refs/heads/main"],
        deployment: ["repo:acme/event-hub:environment:test"],
      },
      existing: false,
    },
    principals: { plan: [], deployment: [] },
    existingStateBucket: false,
  },
} as const satisfies Hub;

/** Publishes named detail-types and forwards from two of its buses. */
export const shop: Source = {
  alias: "shop",
  account: "210000000001",
  owner: "Shop",
  publishes: {
    sources: ["com.acme.shop.orders", "com.acme.shop.customers"],
    detailTypes: ["Order Placed", "Customer Registered"],
  },
  forwards: [
    { id: "orders", bus: "shop", eventPattern: { source: ["com.acme.shop.orders"] } },
    { id: "customers", bus: "default", eventPattern: { source: ["com.acme.shop.customers"] } },
  ],
};

/** Publishes any detail-type. */
export const billing: Source = {
  alias: "billing",
  account: "210000000002",
  owner: "Finance",
  publishes: { sources: ["com.acme.billing"] },
  forwards: [{ id: "payments", bus: "billing", eventPattern: { source: ["com.acme.billing"] } }],
};

/** Puts events straight on the central bus and forwards nothing. */
export const identity: Source = {
  alias: "identity",
  account: "210000000003",
  owner: "Security",
  publishes: { sources: ["com.acme.identity"], detailTypes: ["Password Reset Requested"] },
  forwards: [],
};

/** An event of `source` from `account`: the whole event, tried for a day. */
function eventOf(id: string, source: Source, changes: Partial<TenantEvent> = {}): TenantEvent {
  const eventPattern = { source: source.publishes.sources };
  return {
    id,
    eventPattern,
    rulePattern: { ...eventPattern, account: [source.account] },
    input: { type: "event" },
    retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    ...changes,
  };
}

/** OAuth; two destinations; a transformer, a path parameter, the whole event. */
export const crm: Tenant = {
  id: "crm",
  owner: "Sales Operations",
  contact: "sales-operations@acme.example",
  runbook: "https://wiki.acme.example/runbooks/crm",
  credentials: { maxAgeDays: 365 },
  connections: [
    {
      authorization: {
        type: "OAUTH_CLIENT_CREDENTIALS",
        authorizationEndpoint: "https://crm.example.com/oauth2/token",
        httpMethod: "POST",
        oauthHttpParameters: {
          header: { "Content-Type": "application/x-www-form-urlencoded" },
          body: { grant_type: "client_credentials", assertion: { secretKey: "assertion" } },
        },
      },
    },
  ],
  destinations: [
    {
      id: "orders",
      state: "live",
      description: "Orders of the sandbox",
      invocationEndpoint: "https://crm.example.com/orders",
      httpMethod: "POST",
      invocationRateLimitPerSecond: 5,
      events: [
        eventOf("order-placed", shop, {
          input: {
            type: "transformer",
            paths: { orderId: "$.detail.orderId" },
            template: '{"Order_Id__c": <orderId>}',
          },
        }),
        eventOf("paid", billing),
      ],
    },
    {
      id: "contacts",
      state: "live",
      invocationEndpoint: "https://crm.example.com/contacts/*",
      httpMethod: "PATCH",
      invocationRateLimitPerSecond: 1,
      events: [eventOf("changed", shop, { httpParameters: { pathParameterValues: ["$.detail.customerId"] } })],
    },
  ],
};

/** An API key; a constant; parameters of the connection, one of them secret. */
export const mail: Tenant = {
  id: "mail",
  owner: "Marketing",
  contact: "marketing@acme.example",
  runbook: "https://wiki.acme.example/runbooks/mail",
  credentials: { maxAgeDays: 365 },
  connections: [
    {
      description: "Mail, sandbox",
      authorization: { type: "API_KEY", apiKeyName: "Authorization" },
      invocationHttpParameters: {
        header: { "X-Team": "marketing" },
        queryString: { subuser: { secretKey: "subuser" } },
        body: { sandbox: "true" },
      },
    },
  ],
  destinations: [
    {
      id: "send",
      state: "live",
      invocationEndpoint: "https://api.mail.example.com/v3/mail/send",
      httpMethod: "POST",
      invocationRateLimitPerSecond: 300,
      events: [
        eventOf("password-reset", identity, {
          description: "Asks the user to confirm",
          input: { type: "constant", constant: { template: "password-reset", retry: [1, null] } },
          retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
        }),
      ],
    },
  ],
};

/** Basic; a part of the event; header and query string parameters; a private endpoint and a key of its own. */
export const tickets: Tenant = {
  id: "tickets",
  owner: "Finance",
  contact: "finance-systems@acme.example",
  runbook: "https://wiki.acme.example/runbooks/tickets",
  credentials: { maxAgeDays: 365 },
  connections: [
    {
      authorization: { type: "BASIC" },
      kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/tickets-own",
      privateConnectivity: {
        resourceConfigurationArn:
          "arn:aws:vpc-lattice:eu-central-1:200000000001:resourceconfiguration/rcfg-0123456789abcdef0",
      },
    },
  ],
  destinations: [
    {
      id: "issues",
      state: "live",
      invocationEndpoint: "https://tickets.acme.example/rest/issue",
      httpMethod: "POST",
      invocationRateLimitPerSecond: 2,
      events: [
        eventOf("disputed", billing, {
          input: { type: "path", path: "$.detail" },
          httpParameters: {
            headerParameters: { "Idempotency-Key": "$.id" },
            queryStringParameters: { project: "SBX" },
          },
          retryPolicy: { maximumEventAgeInSeconds: 7_200, maximumRetryAttempts: 3 },
        }),
      ],
    },
  ],
};

/** Hub, sources and tenants; with other ones, or with functions and ingress (sample-applications.ts). */
export function sampleEnvironment(changes: Partial<Environment> = {}): Environment {
  return {
    hub,
    sources: [billing, identity, shop],
    tenants: [crm, mail, tickets],
    functions: [],
    ingress: [],
    ...changes,
  };
}
