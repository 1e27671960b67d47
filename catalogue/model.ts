/**
 * An environment after reading and checking: typed, defaults filled in, and every pattern resolved against the accounts
 * that publish. Stacks are built from this and from nothing else.
 */
import type { z } from "zod";
import type { hubSchema, sourceSchema, tenantSchema } from "./schema";

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
export interface Forward {
  readonly id: string;
  readonly bus: string;
  readonly eventPattern: EventPattern;
}

/** `sources/<alias>.yaml`: an account that publishes. */
export interface Source extends Omit<SourceFile, "forwards"> {
  readonly alias: string;
  readonly forwards: readonly Forward[];
}

/** How EventBridge authorizes at the SaaS product; `type` decides what else there is. */
export type Authorization = TenantFile["connection"]["authorization"];

/** Header, query string and body parameters of a connection or of its token call. */
export type ConnectionHttpParameters = NonNullable<TenantFile["connection"]["invocationHttpParameters"]>;

/** A literal, or `{secretKey}`: the key of the tenant's secret that holds the value. */
export type ParameterValue = NonNullable<ConnectionHttpParameters["header"]>[string];

/** The one connection of a tenant. */
export type Connection = TenantFile["connection"];

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

/** One endpoint of a tenant. */
export interface Destination extends Omit<DestinationFile, "events"> {
  readonly id: string;
  readonly events: readonly TenantEvent[];
}

/** `tenants/<id>.yaml`: a SaaS product that receives. */
export interface Tenant extends Omit<TenantFile, "destinations"> {
  readonly id: string;
  readonly destinations: readonly Destination[];
}

/** Everything under `environments/<name>/`, checked. Sources and tenants are sorted by file name. */
export interface Environment {
  readonly hub: Hub;
  readonly sources: readonly Source[];
  readonly tenants: readonly Tenant[];
}
