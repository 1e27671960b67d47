/**
 * Every physical name, made here and nowhere else: `<namespace>-<environment>-<what>`. Ids hold no underscore, so parts
 * joined by `_` cannot run into one another.
 */
import { NAME_CHARACTERS, type NamedThing } from "../aws/limits";
import type { Hub } from "./model";

type Naming = Pick<Hub, "namespace" | "environment">;

/** A physical name, and what it names: AWS allows each kind of thing its own length. */
export interface PhysicalName {
  readonly thing: NamedThing;
  readonly name: string;
}

/** The names of what lives in the hub account and belongs to no tenant. */
export function hubNames(hub: Naming) {
  const prefix = `${hub.namespace}-${hub.environment}`;
  return {
    bus: `${prefix}-central`,
    keyAlias: `alias/${prefix}-hub`,
    busDeadLetterQueue: `${prefix}-central-dlq`,
    busDeadLetterKeyAlias: `alias/${prefix}-central-dlq`,
    archive: `${prefix}-central`,
    alertTopic: `${prefix}-alerts`,
  } as const;
}

/** The names of what lives in a source account. */
export function sourceNames(hub: Naming, alias: string) {
  const prefix = `${hub.namespace}-${hub.environment}-source-${alias}`;
  return {
    keyAlias: `alias/${prefix}`,
    role: `${prefix}-forward`,
    deadLetterQueue: `${prefix}-dlq`,
    rule: (forwardId: string) => `${prefix}_${forwardId}`,
  } as const;
}

/**
 * The names of a tenant's connection, in EventBridge, Secrets Manager and Parameter Store. What stands behind the prefix,
 * `<tenant>` or `<tenant>/<connection>`, says which connection it is.
 *
 * @param connectionId absent where the tenant has a single connection
 */
export function connectionNames(hub: Naming, tenantId: string, connectionId?: string) {
  const path = connectionId === undefined ? tenantId : `${tenantId}/${connectionId}`;
  return {
    connection: `${hub.namespace}-${hub.environment}-${path.replace("/", "_")}`,
    secret: `${hub.namespace}/${hub.environment}/tenants/${path}`,
    connectionSpec: `/${hub.namespace}/${hub.environment}/connections/${path}`,
  } as const;
}

/** The names of what a tenant's destinations own in the hub account. A delivery is one event of one destination. */
export function tenantNames(hub: Naming, tenantId: string) {
  const prefix = `${hub.namespace}-${hub.environment}`;
  const delivery = (destinationId: string, eventId: string) => `${prefix}-${tenantId}_${destinationId}_${eventId}`;
  return {
    apiDestination: (destinationId: string) => `${prefix}-${tenantId}_${destinationId}`,
    rule: delivery,
    role: delivery,
    deadLetterQueue: (destinationId: string, eventId: string) => `${delivery(destinationId, eventId)}_dlq`,
    alarm: (destinationId: string, eventId: string) => `${delivery(destinationId, eventId)}_dlq-not-empty`,
  } as const;
}

/**
 * The names of a functions file, in the hub account or a source account. An underscore follows the environment where
 * tenants and sources have a hyphen, so that these names never meet theirs.
 */
export function functionsNames(hub: Naming, name: string) {
  const prefix = `${hub.namespace}-${hub.environment}_${name}`;
  const named = (functionId: string) => `${prefix}_${functionId}`;
  return {
    keyAlias: `alias/${prefix}`,
    logGroupPrefix: `/aws/lambda/${prefix}_`,
    table: (tableId: string) => `${prefix}_${tableId}`,
    function: named,
    role: named,
    deadLetterQueue: (functionId: string) => `${named(functionId)}_dlq`,
    deadLetterAlarm: (functionId: string) => `${named(functionId)}_dlq-not-empty`,
    rule: (functionId: string, consumerId: string) => `${named(functionId)}_${consumerId}`,
    schedule: named,
    scheduleRole: (functionId: string) => `${named(functionId)}_schedule`,
  } as const;
}

/** The names of an ingress file, in a source account. A functions file of the same name may stand beside it. */
export function ingressNames(hub: Naming, name: string) {
  const api = `${hub.namespace}-${hub.environment}_${name}`;
  return {
    api,
    keyAlias: `alias/${api}_ingress`,
    // API Gateway adds other log groups one by one to a resource policy of 5,120 characters
    // (docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html).
    accessLog: `/aws/vendedlogs/apigateway/${api}`,
    role: (routeId: string) => `${api}_${routeId}_route`,
    alarm: `${api}-server-errors`,
  } as const;
}

/** By how many characters a name exceeds what AWS allows; 0 when it fits. */
export function excessCharacters({ thing, name }: PhysicalName): number {
  return Math.max(0, name.length - NAME_CHARACTERS[thing]);
}
