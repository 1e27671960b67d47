/**
 * Functions and HTTP APIs for the sample environment, made in code: between them every kind of route, authorizer,
 * permission and trigger. The handler is a small one of the tests, so that they do not depend on `lambda/`.
 */
import path from "node:path";
import type { FunctionDefinition, Functions, Ingress } from "../catalogue/model";
import { hub, identity, sampleEnvironment, shop } from "./sample-environment";

const responsible = {
  owner: "Shop",
  contact: "shop@acme.example",
  runbook: "https://wiki.acme.example/runbooks/shop",
};

/** A function that may do nothing and that nobody calls. */
function functionOf(id: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return {
    id,
    description: `Does ${id}`,
    entry: path.join(__dirname, "constructs", "sample-function", "index.ts"),
    timeoutSeconds: 10,
    memoryMegabytes: 256,
    consumes: [],
    environment: {},
    permissions: { tables: {}, topics: {} },
    ...changes,
  };
}

/** In a source account: a function behind a route and a scheduled one, a table with an index. */
export const signup: Functions = {
  ...responsible,
  name: "signup",
  account: identity.account,
  logRetentionDays: 90,
  topics: {},
  tables: [
    {
      id: "users",
      partitionKey: { name: "userId", type: "S" },
      indexes: [
        {
          name: "pending",
          partitionKey: { name: "pendingShard", type: "S" },
          sortKey: { name: "pendingSince", type: "N" },
        },
      ],
      timeToLive: "expiresAt",
      deletionProtection: true,
    },
  ],
  functions: [
    functionOf("create-user", {
      maximumRequestBytes: 65_536,
      environment: { USERS_TABLE: { table: "users" }, BUS: { bus: "central" }, TONE: "polite" },
      permissions: {
        tables: { users: ["write"] },
        topics: {},
        publishes: { sources: ["com.acme.identity"], detailTypes: ["Password Reset Requested"] },
      },
    }),
    functionOf("publish-pending", {
      schedule: "rate(1 minute)",
      environment: { USERS_TABLE: { table: "users" } },
      permissions: { tables: { users: ["read", "write"] }, topics: {} },
    }),
  ],
};

/** In the hub account: functions that events of the central bus run, and that publish to IoT topics. */
export const orders: Functions = {
  ...responsible,
  name: "orders",
  account: hub.account,
  logRetentionDays: 30,
  topics: { customer: { prefix: "orders/customer" } },
  tables: [
    {
      id: "captured",
      partitionKey: { name: "orderId", type: "S" },
      sortKey: { name: "at", type: "N" },
      indexes: [],
      deletionProtection: false,
    },
  ],
  functions: [
    functionOf("tell-customer", {
      reservedConcurrency: 5,
      environment: { TOPIC: { topic: "customer" } },
      permissions: { tables: {}, topics: { customer: "publish" } },
      consumes: [
        {
          id: "order-placed",
          rulePattern: { source: ["com.acme.shop.orders"], account: [shop.account] },
          retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 10 },
        },
      ],
    }),
    functionOf("capture", {
      permissions: { tables: { captured: ["read"] }, topics: {} },
      consumes: [
        {
          id: "order-placed",
          description: "Keeps every order",
          rulePattern: { source: ["com.acme.shop.orders"], account: [shop.account] },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
      ],
    }),
  ],
};

/** A function behind a JWT, and behind no authorizer at all. */
export const signupApi: Ingress = {
  ...responsible,
  name: "signup",
  account: identity.account,
  throttling: { rateLimit: 50, burstLimit: 100 },
  accessLog: { retentionDays: 30 },
  routes: [
    {
      id: "create-user",
      method: "POST",
      path: "/user",
      authorizer: { type: "NONE", public: true },
      integration: { type: "function", file: "signup", id: "create-user" },
      throttling: { rateLimit: 5, burstLimit: 10 },
    },
    {
      id: "replace-user",
      method: "PUT",
      path: "/user/{userId}",
      authorizer: { type: "JWT", issuer: "https://login.acme.example/", audience: ["users", "admin"] },
      integration: { type: "function", file: "signup", id: "create-user" },
    },
    {
      id: "amend-user",
      method: "PATCH",
      path: "/user/{userId}",
      authorizer: {
        type: "JWT",
        issuer: "https://login.acme.example/",
        audience: ["admin", "users"],
        scopes: ["users:write"],
      },
      integration: { type: "function", file: "signup", id: "create-user" },
    },
  ],
};

/** Requests that become events, behind IAM. */
export const ordersApi: Ingress = {
  ...responsible,
  name: "orders",
  account: shop.account,
  throttling: { rateLimit: 50, burstLimit: 100 },
  accessLog: { retentionDays: 30 },
  routes: [
    {
      id: "place-order",
      method: "POST",
      path: "/orders",
      authorizer: { type: "IAM" },
      integration: { type: "event", source: "com.acme.shop.orders", detailType: "Order Placed" },
    },
  ],
};

/** The sample environment with all of these. */
export const sampleApplications = sampleEnvironment({ functions: [orders, signup], ingress: [ordersApi, signupApi] });
