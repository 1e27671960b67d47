import * as z from "zod/mini";
import { SECRET_EVENT, SPEC_EVENT, STATE_EVENT } from "../../connection/events";
import {
  namesOf,
  namesOfConnection,
  namesOfParameter,
  namesOfSecret,
  type ConnectionNames,
  type Naming,
} from "../../connection/names";
import { functionRequestSchema } from "../../connection/requests";

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
  source: z.literal(SECRET_EVENT.source),
  "detail-type": z.literal(SECRET_EVENT.detailType),
  detail: z.object({ name: oneOrMore, labelUpdated: oneOrMore }),
});

const parameterChange = z.object({
  source: z.literal(SPEC_EVENT.source),
  "detail-type": z.literal(SPEC_EVENT.detailType),
  detail: z.object({ name: z.string(), operation: z.string() }),
});

const connectionState = z.object({
  source: z.literal(STATE_EVENT.source),
  "detail-type": z.enum(STATE_EVENT.detailTypes),
  detail: z.object({ ConnectionName: z.string(), StateReason: z.optional(z.string()) }),
});

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
    if (![labels].flat().includes(SECRET_EVENT.label)) return ignore("not a new current version");
    const connections = [name].flat().flatMap((secret) => namesOfSecret(naming, secret) ?? []);
    return connections.length === 0 ? ignore("not a secret of this environment") : { kind: "sync", connections };
  }
  const change = parameterChange.safeParse(event);
  if (change.success) {
    const { name, operation } = change.data.detail;
    if (!SPEC_EVENT.operations.some((one) => one === operation)) return ignore(`operation ${operation}`);
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
  const request = functionRequestSchema.safeParse(event);
  if (request.success) {
    if (request.data.action === "repair") return { kind: "repair" };
    const names = namesOf(naming, request.data.connection);
    if (names) return { kind: "sync-directly", names };
    throw new Error('connection: expected a tenant\'s id, or <tenant>/<connection>, such as "salesforce"');
  }
  return ignore("an event that this function does not know");
}

function ignore(reason: string): Action {
  return { kind: "ignore", reason };
}
