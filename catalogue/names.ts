/**
 * Every physical name, made here and nowhere else: `<namespace>-<environment>-<what>`. Ids hold no underscore, so parts
 * joined by `_` cannot run into one another.
 *
 * One function for each set of ids that names are made of. checks/name-lengths.ts measures what each of them returns.
 */
import type { NamedThing } from "../aws/limits";
import { connectionId, namesOfId, namingOf } from "../connection/names";
import type { Hub } from "./model";
import { named } from "./physical-name";

type Naming = Pick<Hub, "namespace" | "environment">;

/**
 * The ids of stacks by the file that they are made from; their state and their folder of emitted Terraform are called so.
 * The first two belong to the hub.
 */
export const stackIds = {
  stateBackend: "state-backend",
  /** @param account what {@link accountsOf} calls it */
  deploymentAccess: (account: string) => `deployment-access-${account}`,
  centralBus: "central-bus",
  connectionCredentials: "connection-credentials",
  source: (alias: string) => `source-${alias}`,
  tenant: (tenantId: string) => `tenant-${tenantId}`,
  functions: (file: string) => `functions-${file}`,
  ingress: (file: string) => `ingress-${file}`,
} as const;

/**
 * Where a stack's state is in the bucket. What an administrator applies has a place of its own, which is that of no
 * environment: the roles that deploy reach none of the states that say what they may.
 */
export function stateKey({ environment }: Pick<Hub, "environment">, stack: string, by: "deployment" | "administrator") {
  return `${by === "administrator" ? "_bootstrap/" : ""}${environment}/${stack}.tfstate`;
}

function prefixOf({ namespace, environment }: Naming): string {
  return `${namespace}-${environment}`;
}

/** The names of what lives in the hub account and belongs to no tenant. */
export function hubNames(hub: Naming) {
  const prefix = prefixOf(hub);
  return named({
    bus: ["event bus", `${prefix}-central`],
    keyAlias: ["key alias", `alias/${prefix}-hub`],
    busDeadLetterQueue: ["queue", `${prefix}-central-dlq`],
    busDeadLetterAlarm: ["alarm", `${prefix}-central-dlq-not-empty`],
    deadLetterKeyAlias: ["key alias", `alias/${prefix}-dead-letters`],
    alertKeyAlias: ["key alias", `alias/${prefix}-alerts`],
    archive: ["archive", `${prefix}-central`],
    alertTopic: ["topic", `${prefix}-alerts`],
    operatorsRole: ["IAM role", `${prefix}-operators`],
    metricNamespace: ["metric namespace", `${prefix}-event-hub`],
  });
}

/** The names of what those who deploy an environment have, in each of its accounts. */
export function accessNames(hub: Naming) {
  const prefix = prefixOf(hub);
  return {
    ...named({ boundary: ["IAM policy", `${prefix}-boundary`] }),
    /** @param number from 1 on: a role has as many policies as its statements fill */
    policy: (role: "plan" | "deployment", number: number) => `${prefix}-${role}-${number}`,
  };
}

/** The names of what keeps the states, beside the bucket that `hub.yaml` names. */
export function stateNames({ state }: Pick<Hub, "state">) {
  return named({ accessLogs: ["bucket", `${state.bucket}-access-logs`] });
}

/** The names of what every function has. */
function lambdaNames(name: string, deadLetterQueue: string) {
  return {
    function: ["Lambda function", name],
    role: ["IAM role", name],
    logGroup: ["log group", `/aws/lambda/${name}`],
    deadLetterQueue: ["queue", deadLetterQueue],
    deadLetterAlarm: ["alarm", `${deadLetterQueue}-not-empty`],
    errorsAlarm: ["alarm", `${name}-errors`],
    throttlesAlarm: ["alarm", `${name}-throttles`],
  } as const satisfies Readonly<Record<string, readonly [NamedThing, string]>>;
}

/** The names of a rule that sends, and of the alarm on what it loses. */
function ruleNames(rule: string) {
  return {
    rule: ["rule", rule],
    lossAlarm: ["alarm", `${rule}_lost-events`],
  } as const satisfies Readonly<Record<string, readonly [NamedThing, string]>>;
}

/** The names of a rule that runs a function, and of the statement that lets it. */
function triggerNames(rule: string) {
  return named({
    ...ruleNames(rule),
    statement: ["statement of the function's policy", `CalledBy-${rule}`],
  });
}

/** The names of what brings credentials into connections, in the hub account. */
export function credentialsNames(hub: Naming) {
  const name = `${prefixOf(hub)}-connection-credentials`;
  return named({
    ...lambdaNames(name, `${name}-dlq`),
    keyAlias: ["key alias", `alias/${name}`],
    repairAlarm: ["alarm", `${name}-no-repair`],
  });
}

/** What the function that brings credentials into connections is called for. */
export const SYNC_TRIGGERS = ["secret", "spec", "state", "repair"] as const;

/** The names of a rule that calls the function that brings credentials into connections. */
export function syncTriggerNames(hub: Naming, trigger: (typeof SYNC_TRIGGERS)[number]) {
  return triggerNames(`${credentialsNames(hub).function}_${trigger}`);
}

/** The names of what lives in a source account. */
export function sourceNames(hub: Naming, alias: string) {
  const prefix = `${prefixOf(hub)}-source-${alias}`;
  return named({
    role: ["IAM role", `${prefix}-forward`],
    deadLetterQueue: ["queue", `${prefix}-dlq`],
    deadLetterAlarm: ["alarm", `${prefix}-dlq-not-empty`],
    keyAlias: ["key alias", `alias/${prefix}`],
  });
}

/** The names of one forward of a source account. */
export function forwardNames(hub: Naming, alias: string, forwardId: string) {
  return named(ruleNames(`${prefixOf(hub)}-source-${alias}_${forwardId}`));
}

/**
 * The names of a tenant's connection, in EventBridge, Secrets Manager, Parameter Store and CloudWatch.
 *
 * @param connection absent where the tenant has a single one
 */
export function connectionNames(hub: Naming, tenantId: string, connection?: string) {
  const names = namesOfId(namingOf(hub), connectionId(tenantId, connection));
  return named({
    connection: ["connection", names.connection],
    secret: ["secret", names.secret],
    parameter: ["parameter", names.parameter],
    syncFailedAlarm: ["alarm", `${names.connection}_sync-failed`],
    notAuthorizedAlarm: ["alarm", `${names.connection}_not-authorized`],
    secretAgeAlarm: ["alarm", `${names.connection}_secret-too-old`],
  });
}

/** The names of one destination of a tenant, in the hub account. */
export function destinationNames(hub: Naming, tenantId: string, destinationId: string) {
  return named({ apiDestination: ["API destination", `${prefixOf(hub)}-${tenantId}_${destinationId}`] });
}

/** The names of one delivery, in the hub account: one event of one destination. */
export function deliveryNames(hub: Naming, tenantId: string, destinationId: string, eventId: string) {
  const name = `${prefixOf(hub)}-${tenantId}_${destinationId}_${eventId}`;
  return named({
    ...ruleNames(name),
    role: ["IAM role", name],
    deadLetterQueue: ["queue", `${name}_dlq`],
    deadLetterAlarm: ["alarm", `${name}_dlq-not-empty`],
    shadowQueue: ["queue", `${name}_shadow`],
  });
}

/**
 * What the names of all functions and APIs begin with. An underscore follows the environment where tenants and sources
 * have a hyphen, so that these names never meet theirs.
 */
export function applicationPrefix(hub: Naming): string {
  return `${prefixOf(hub)}_`;
}

/** What the names of a functions file or an ingress file begin with. */
function filePrefix(hub: Naming, file: string): string {
  return `${applicationPrefix(hub)}${file}`;
}

/** The names that the functions of a file share, in the hub account or a source account. */
export function functionsFileNames(hub: Naming, file: string) {
  return named({ keyAlias: ["key alias", `alias/${filePrefix(hub, file)}`] });
}

/** What the names of the log groups of a file's functions begin with. */
export function functionsLogGroupPrefix(hub: Naming, file: string): string {
  return `/aws/lambda/${filePrefix(hub, file)}_`;
}

/** The names of one table of a functions file. */
export function tableNames(hub: Naming, file: string, tableId: string) {
  return named({ table: ["table", `${filePrefix(hub, file)}_${tableId}`] });
}

/** The names of one function of a functions file. */
export function functionNames(hub: Naming, file: string, functionId: string) {
  const name = `${filePrefix(hub, file)}_${functionId}`;
  return named(lambdaNames(name, `${name}_dlq`));
}

/** The names of what runs a function at set times. */
export function scheduleNames(hub: Naming, file: string, functionId: string) {
  const name = `${filePrefix(hub, file)}_${functionId}`;
  return named({
    schedule: ["schedule", name],
    group: ["schedule group", name],
    role: ["IAM role", `${name}_schedule`],
  });
}

/** The names of what runs a function for events. */
export function consumerNames(hub: Naming, file: string, functionId: string, consumerId: string) {
  return triggerNames(`${filePrefix(hub, file)}_${functionId}_${consumerId}`);
}

/** The names that the routes of an ingress file share, in a source account. A functions file of the same name may stand beside it. */
export function ingressNames(hub: Naming, file: string) {
  const api = filePrefix(hub, file);
  return named({
    api: ["HTTP API", api],
    keyAlias: ["key alias", `alias/${api}_ingress`],
    // API Gateway adds other log groups one by one to a resource policy of 5,120 characters
    // (docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html).
    accessLog: ["log group", `/aws/vendedlogs/apigateway/${api}`],
    alarm: ["alarm", `${api}-server-errors`],
  });
}

/** The names of a route whose requests become events. */
export function eventRouteNames(hub: Naming, file: string, routeId: string) {
  return named({ role: ["IAM role", `${filePrefix(hub, file)}_${routeId}_route`] });
}

/** The names of a route that runs a function: one statement in that function's policy. */
export function functionRouteNames(file: string, routeId: string) {
  return named({ statement: ["statement of the function's policy", `route_${file}_${routeId}`] });
}
