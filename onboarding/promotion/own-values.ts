/** What of a tenant's file is an environment's own, and came from another one. */
import { isMapping } from "../../catalogue/files/merge";
import { isSame } from "./same";
import { valueAt } from "./notation";

/** A value of another environment. */
export interface ForeignValue {
  /** `destinations.orders.invocationEndpoint` */
  readonly path: string;
  readonly value: unknown;
}

/** What means the same in every environment, wherever it stands. */
const ANYWHERE: readonly string[] = ["extends", "preset", "state", "type", "secretKey", "httpMethod"];

/** Of a destination and of its events, what is the environment's own. */
const OWN_OF_DESTINATION: readonly string[] = ["connection", "invocationEndpoint", "invocationRateLimitPerSecond"];
const OWN_OF_EVENT: readonly string[] = ["expectedPeakPerSecond", "expectedPerDay"];

/** The values that a file says now and did not say before, and that somebody has to look at in the new environment. */
export function foreignValues(before: unknown, after: unknown): ForeignValue[] {
  return leaves(after, []).flatMap(({ path, value }) => {
    const isKnown = isSame(valueAt(before, path), value);
    return isKnown || !isOwn(path) ? [] : [{ path: path.join("."), value }];
  });
}

function isOwn(path: readonly string[]): boolean {
  const [top = "", , field = "", , ofEvent = ""] = path;
  if (ANYWHERE.includes(path.at(-1) ?? "")) return false;
  if (top !== "destinations") return true;
  return field === "events" ? OWN_OF_EVENT.includes(ofEvent) : OWN_OF_DESTINATION.includes(field);
}

function leaves(value: unknown, path: readonly string[]): { path: readonly string[]; value: unknown }[] {
  if (!isMapping(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
