import * as z from "zod/mini";
import {
  namesOf,
  namesOfConnection,
  namesOfParameter,
  namesOfSecret,
  type ConnectionNames,
  type Naming,
} from "../../connection/names";

/** What an event asks of the function. */
export type Action =
  | { readonly kind: "sync"; readonly connections: readonly ConnectionNames[] }
  /** Asked for by a person or a command, who waits for the outcome. */
  | { readonly kind: "sync-directly"; readonly names: ConnectionNames }
  | { readonly kind: "report-state"; readonly names: ConnectionNames; readonly event: string; readonly reason: string }
  | { readonly kind: "repair" }
  | { readonly kind: "ignore"; readonly reason: string };

const oneOrMore = z.union([z.string(), z.array(z.string())]);

const labelUpdated = z.object({
  source: z.literal("aws.secretsmanager"),
  "detail-type": z.literal("Secret Label Updated"),
  detail: z.object({ name: oneOrMore, labelUpdated: oneOrMore }),
});

const parameterChange = z.object({
  source: z.literal("aws.ssm"),
  "detail-type": z.literal("Parameter Store Change"),
  detail: z.object({ name: z.string(), operation: z.string() }),
});

/** The states that last; the others (`... Started`) pass. User guide, event-reference, "Connection state events". */
const connectionState = z.object({
  source: z.literal("aws.events"),
  "detail-type": z.enum([
    "Connection Activated",
    "Connection Authorized",
    "Connection Deauthorized",
    "Connection Failed Connectivity",
  ]),
  detail: z.object({ ConnectionName: z.string(), StateReason: z.optional(z.string()) }),
});

const repair = z.object({ action: z.literal("repair") });
const direct = z.object({ action: z.literal("sync"), connection: z.string() });

/**
 * What to do about an event. Labelling is itself an event of Secrets Manager and of Parameter Store: only a new current
 * version and a new spec lead to a sync, or the function would call itself for ever.
 *
 * @throws Error when a direct request names no connection that could be.
 */
export function actionOf(event: unknown, naming: Naming): Action {
  const label = labelUpdated.safeParse(event);
  if (label.success) {
    const { name, labelUpdated: labels } = label.data.detail;
    if (![labels].flat().includes("AWSCURRENT")) return ignore("not a new current version");
    const connections = [name].flat().flatMap((secret) => namesOfSecret(naming, secret) ?? []);
    return connections.length === 0 ? ignore("not a secret of this environment") : { kind: "sync", connections };
  }
  const change = parameterChange.safeParse(event);
  if (change.success) {
    const { name, operation } = change.data.detail;
    if (operation !== "Create" && operation !== "Update") return ignore(`operation ${operation}`);
    const names = namesOfParameter(naming, name);
    return names ? { kind: "sync", connections: [names] } : ignore("not a spec of this environment");
  }
  const state = connectionState.safeParse(event);
  if (state.success) {
    const { ConnectionName, StateReason = "" } = state.data.detail;
    const names = namesOfConnection(naming, ConnectionName);
    const told = { event: state.data["detail-type"], reason: StateReason };
    return names ? { kind: "report-state", names, ...told } : ignore("not a connection of this environment");
  }
  if (repair.safeParse(event).success) return { kind: "repair" };
  const request = direct.safeParse(event);
  if (request.success) {
    const names = namesOf(naming, request.data.connection);
    if (names) return { kind: "sync-directly", names };
    throw new Error('connection: expected a tenant\'s id, or <tenant>/<connection>, such as "salesforce"');
  }
  return ignore("an event that this function does not know");
}

function ignore(reason: string): Action {
  return { kind: "ignore", reason };
}
