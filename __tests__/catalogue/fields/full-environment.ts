/**
 * A sound environment in which every field of the language is written, in each of its forms: what tests of fields change
 * one field of. A test holds it to the schemas, so a new field is missed here first.
 */
import { z } from "zod";
import type { FileKind } from "./schema-fields";

/** A file's name in its environment to what the file says. */
export type Files = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, FileKind>> = {
  "hub.yaml": "hub",
  sources: "source",
  tenants: "tenant",
  functions: "functions",
  ingress: "ingress",
};

/** The kind that a file of an environment is, by its name. */
export function kindOfFile(name: string): FileKind {
  const kind = KINDS[name.replace(/\/.*$/, "")];
  if (kind === undefined) throw new Error(`${name} is no file of an environment`);
  return kind;
}

const CENTRAL_SOURCE = "com.acme.shop";
const eventPattern = { source: [CENTRAL_SOURCE], "detail-type": ["Order Placed"] };
const retryPolicy = { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 20 };

const oauth = {
  description: "Orders of the shop",
  authorization: {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.example.com/token",
    httpMethod: "POST",
    oauthHttpParameters: {
      header: { "Content-Type": "application/x-www-form-urlencoded", "X-Realm": { secretKey: "realm" } },
      queryString: { version: "2", tenant: { secretKey: "tenant" } },
      body: { grant_type: "client_credentials", audience: { secretKey: "audience" } },
    },
  },
  invocationHttpParameters: {
    header: { "X-Channel": "hub", "X-Routing": { secretKey: "routing" } },
    queryString: { channel: "hub", region: { secretKey: "region" } },
    body: { channel: "hub", unit: { secretKey: "unit" } },
  },
  kmsKeyIdentifier: "arn:aws:kms:eu-central-1:100000000001:alias/connections",
  privateConnectivity: {
    resourceConfigurationArn:
      "arn:aws:vpc-lattice:eu-central-1:100000000001:resourceconfiguration/rcfg-0123456789abcdef0",
  },
};

const apiKey = { ...oauth, authorization: { type: "API_KEY", apiKeyName: "X-Api-Key" } };
const basic = { ...oauth, authorization: { type: "BASIC" } };

const people = { owner: "CRM team", contact: "crm@example.com", runbook: "https://wiki.example.com/runbooks/crm" };

const event = {
  description: "Orders that were placed",
  eventPattern,
  input: { type: "event" },
  httpParameters: {
    pathParameterValues: ["$.detail.orderId"],
    headerParameters: { "X-Trace-Id": "$.id" },
    queryStringParameters: { expand: "all" },
  },
  retryPolicy,
  expectedPeakPerSecond: 0.5,
  expectedPerDay: 1_000,
};

const destination = {
  description: "Where orders are kept",
  state: "live",
  invocationEndpoint: "https://api.example.com/orders/*",
  httpMethod: "POST",
  invocationRateLimitPerSecond: 5,
  events: { placed: event },
};

function tenant(connection: unknown) {
  return {
    ...people,
    description: "Keeps the orders",
    state: "live",
    connection,
    credentials: { maxAgeDays: 90 },
    destinations: { orders: destination },
  };
}

const everyInput = {
  event: { type: "event" },
  path: { type: "path", path: "$.detail" },
  constant: { type: "constant", constant: { kind: "order" } },
  filled: { type: "transformer", paths: { id: "$.detail.orderId" }, template: '{"id": <id>}' },
};

const key = { name: "userId", type: "S" };
const sortKey = { name: "createdAt", type: "N" };

const SHOP = z.looseObject({
  publishes: z.looseObject({ sources: z.array(z.string()), detailTypes: z.array(z.string()) }),
});

/** The files, each in a value of its own. */
export const FULL_ENVIRONMENT: Files = {
  "hub.yaml": {
    namespace: "acme",
    environment: "dev",
    organizationId: "o-a1b2c3d4e5",
    account: "100000000001",
    region: "eu-central-1",
    deploymentRole: "event-hub-deployment",
    deployment: {
      planRole: "event-hub-plan",
      oidc: {
        issuer: "https://token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subjects: { plan: ["repo:acme/event-hub:pull_request"], deployment: ["repo:acme/event-hub:environment:dev"] },
        existing: false,
      },
      principals: {
        plan: ["arn:aws:iam::100000000001:role/planners"],
        deployment: ["arn:aws:iam::100000000001:role/deployers"],
      },
      existingStateBucket: true,
    },
    state: {
      bucket: "acme-terraform-state",
      account: "100000000009",
      region: "eu-west-1",
      kmsKey: "arn:aws:kms:eu-west-1:100000000009:alias/terraform-state",
    },
    archive: { retentionDays: 30 },
    alerts: { emails: ["platform@example.com"] },
    operators: { principals: ["arn:aws:iam::100000000001:role/operators"] },
    connectionCredentials: { reservedConcurrency: 5 },
    quotas: { rulesPerBus: 1_000, invocationsPerSecond: 500 },
    review: {
      approvers: Object.fromEntries(
        ["changes", "destroy", "replace", "other", "permission", "delivery", "drift"].map((label) => [
          label,
          ["Platform team"],
        ]),
      ),
    },
    tags: { "cost-centre": "Köln 4711" },
  },
  "sources/shop.yaml": {
    account: "100000000002",
    owner: "Shop team",
    description: "The shop",
    publishes: { sources: [CENTRAL_SOURCE], detailTypes: ["Order Placed"] },
    forwards: { orders: { bus: "shop", eventPattern } },
  },
  "tenants/basic.yaml": {
    ...tenant(basic),
    destinations: {
      orders: {
        ...destination,
        events: Object.fromEntries(Object.entries(everyInput).map(([id, input]) => [id, { ...event, input }])),
      },
    },
  },
  "tenants/key.yaml": tenant(apiKey),
  "tenants/oauth.yaml": tenant(oauth),
  "tenants/several.yaml": {
    ...people,
    connections: { oauth, key: apiKey, basic },
    destinations: {
      eu: { ...destination, connection: "oauth" },
      us: { ...destination, connection: "key" },
      uk: { ...destination, connection: "basic" },
    },
  },
  "functions/apps.yaml": {
    account: "shop",
    ...people,
    description: "Takes orders",
    logRetentionDays: 30,
    tables: {
      users: {
        partitionKey: key,
        sortKey,
        indexes: { pending: { partitionKey: { name: "shard", type: "S" }, sortKey } },
        timeToLive: "expiresAt",
        deletionProtection: true,
      },
    },
    topics: { orders: { prefix: "orders/customer" } },
    functions: {
      take: {
        handler: "create-user",
        description: "Takes an order",
        timeoutSeconds: 10,
        memoryMegabytes: 256,
        reservedConcurrency: 5,
        schedule: "rate(5 minutes)",
        environment: {
          TONE: "polite",
          USERS_TABLE: { table: "users" },
          ORDERS_TOPIC: { topic: "orders" },
          BUS: { bus: "central" },
        },
        permissions: {
          tables: { users: ["read", "write"] },
          topics: { orders: "publish" },
          publishes: { sources: [CENTRAL_SOURCE], detailTypes: ["Order Placed"] },
        },
      },
    },
  },
  "functions/events.yaml": {
    account: "hub",
    ...people,
    functions: {
      tell: {
        handler: "tell-customer",
        description: "Tells the customer",
        consumes: { placed: { description: "Orders that were placed", eventPattern, retryPolicy } },
      },
    },
  },
  "ingress/apps.yaml": {
    account: "shop",
    ...people,
    description: "The way in",
    throttling: { rateLimit: 50, burstLimit: 100 },
    accessLog: { retentionDays: 30 },
    routes: {
      place: {
        method: "PUT",
        path: "/orders/{orderId}",
        authorizer: {
          type: "JWT",
          issuer: "https://login.example.com/",
          audience: ["orders"],
          scopes: ["orders:write"],
        },
        integration: { type: "event", source: CENTRAL_SOURCE, detailType: "Order Placed" },
      },
      take: {
        description: "Takes an order",
        method: "POST",
        path: "/orders",
        authorizer: { type: "NONE", public: true },
        integration: { type: "function", function: "apps/take", maximumRequestBytes: 65_536 },
        throttling: { rateLimit: 5, burstLimit: 10 },
      },
      sign: {
        method: "GET",
        path: "/orders",
        authorizer: { type: "IAM" },
        integration: { type: "event", source: CENTRAL_SOURCE, detailType: "Order Placed" },
      },
    },
  },
};

/** The same files, and what a text has to be for functions and routes of the shop to publish it. */
export function published(list: "sources" | "detailTypes") {
  return (files: Files, written: string): Files => {
    const shop = SHOP.parse(files["sources/shop.yaml"]);
    const publishes = { ...shop.publishes, [list]: [...shop.publishes[list], written] };
    return { ...files, "sources/shop.yaml": { ...shop, publishes } };
  };
}
