/**
 * An environment after reading and checking: typed, defaults filled in, and every pattern resolved against the accounts
 * that publish. Stacks are built from this and from nothing else.
 */
import type { z } from "zod";
import type { functionsSchema } from "./language/functions-schema";
import type { ingressSchema } from "./language/ingress-schema";
import type { hubSchema } from "./language/hub-schema";
import type { sourceSchema, tenantSchema } from "./language/schema";
import type { TenantState } from "./tenant-state";

/** `hub.yaml` with its defaults. */
export type Hub = z.output<typeof hubSchema>;

/** What `sources/<alias>.yaml` says, with its defaults. */
export type SourceFile = z.output<typeof sourceSchema>;

/** What `tenants/<id>.yaml` says, with its defaults. */
export type TenantFile = z.output<typeof tenantSchema>;

/** What a tenant's file says of one endpoint. */
export type DestinationFile = TenantFile["destinations"][string];

/** What a tenant's file says of one event of an endpoint. */
export type TenantEventFile = DestinationFile["events"][string];

/** An event pattern as a JSON object. */
export type EventPattern = Readonly<Record<string, unknown>>;

/** One forwarding rule of a source account. */
interface Forward {
  readonly id: string;
  readonly bus: string;
  readonly eventPattern: EventPattern;
}

/** `sources/<alias>.yaml`: an account that publishes. */
export interface Source extends Omit<SourceFile, "forwards"> {
  readonly alias: string;
  readonly forwards: readonly Forward[];
}

/** What a tenant's file says of one connection. */
export type ConnectionFile = NonNullable<TenantFile["connection"]>;

/** A connection of a tenant. */
export interface Connection extends ConnectionFile {
  /** Absent where the tenant has a single connection. */
  readonly id?: string | undefined;
}

/** What is sent: the whole event, a part, a constant, or a filled template. */
export type Input = TenantEventFile["input"];

/** One event of a destination: one rule, one target, one dead-letter queue. */
export interface TenantEvent extends TenantEventFile {
  readonly id: string;
  /**
   * The pattern of its rule on the hub bus: `eventPattern`, and only from the accounts that may publish its sources.
   * `source` is whatever the sender wrote; `account` is set by EventBridge, so it is matched as well
   * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
   */
  readonly rulePattern: EventPattern;
}

/** One endpoint of a tenant. `connection` is the id of one of the tenant's connections, absent where that has none. */
export interface Destination extends Omit<DestinationFile, "events" | "state"> {
  readonly id: string;
  /** Its own, else the tenant's. */
  readonly state: TenantState;
  readonly events: readonly TenantEvent[];
}

/** `tenants/<id>.yaml`: a SaaS product that receives. Its state is that of its destinations. */
export interface Tenant extends Omit<TenantFile, "connection" | "connections" | "destinations" | "state"> {
  readonly id: string;
  /** One without an id, or several with one each. */
  readonly connections: readonly Connection[];
  readonly destinations: readonly Destination[];
}

/** What `ingress/<name>.yaml` says. */
export type IngressFile = z.output<typeof ingressSchema>;

/** What an ingress file says of one route. */
export type RouteFile = IngressFile["routes"][string];

/** One route of an HTTP API. A function is named by `functions/<name>.yaml` and its id there. */
export interface Route extends Omit<RouteFile, "integration"> {
  readonly id: string;
  readonly integration:
    | Extract<RouteFile["integration"], { type: "event" }>
    | { readonly type: "function"; readonly file: string; readonly id: string };
}

/** `ingress/<name>.yaml`: an HTTP API in a source account. */
export interface Ingress extends Omit<IngressFile, "account" | "routes"> {
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  readonly routes: readonly Route[];
}

/** What `functions/<name>.yaml` says, with its defaults. */
export type FunctionsFile = z.output<typeof functionsSchema>;

/** What a functions file says of one function. */
export type FunctionFile = FunctionsFile["functions"][string];

/** Events of the central bus that a function is run for: one rule, one target. */
export interface Consumer extends Omit<FunctionFile["consumes"][string], "eventPattern"> {
  readonly id: string;
  /** As {@link TenantEvent.rulePattern}. */
  readonly rulePattern: EventPattern;
}

/** One Lambda function. */
export interface FunctionDefinition extends Omit<FunctionFile, "handler" | "consumes"> {
  readonly id: string;
  /** Absolute path of the TypeScript file that exports `handler`. */
  readonly entry: string;
  readonly consumes: readonly Consumer[];
  /** What the routes that call it allow a request's body; absent when none says so. */
  readonly maximumRequestBytes?: number | undefined;
}

/** One DynamoDB table. */
interface Table extends Omit<FunctionsFile["tables"][string], "indexes"> {
  readonly id: string;
  readonly indexes: readonly ({ readonly name: string } & FunctionsFile["tables"][string]["indexes"][string])[];
}

/** `functions/<name>.yaml`: functions of one account and what they keep. */
export interface Functions extends Omit<FunctionsFile, "account" | "tables" | "functions"> {
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  readonly tables: readonly Table[];
  readonly functions: readonly FunctionDefinition[];
}

/** Everything under `environments/<name>/`, checked. Each list is sorted by file name. */
export interface Environment {
  readonly hub: Hub;
  readonly sources: readonly Source[];
  readonly tenants: readonly Tenant[];
  readonly functions: readonly Functions[];
  readonly ingress: readonly Ingress[];
}
