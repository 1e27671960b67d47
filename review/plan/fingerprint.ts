/** Digests over what is planned, which are the same whenever the same is planned. */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { RawResourceChange } from "./plan-json";

/** JSON with its keys in order, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

/** SHA-256 of a value, in hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** When something was last touched: it differs between two plans of the same. */
const TIMES: ReadonlySet<string> = new Set([
  "create_date",
  "creation_date",
  "last_changed_date",
  "last_modified",
  "last_updated_date",
]);

/**
 * SHA-256 of what is planned for a resource: its address, the actions, and each attribute that differs, before and after.
 * What stays as it is does not count, nor do times.
 */
export function fingerprintOf(
  raw: Pick<RawResourceChange, "address" | "type" | "change"> & Partial<RawResourceChange>,
): string {
  const { address, type, change, previous_address: previous, deposed } = raw;
  const [before, after, unknown] = [change.before, change.after, change.after_unknown].map(recordOf);
  const attributes = Object.keys({ ...before, ...after, ...unknown }).filter(
    (name) =>
      !TIMES.has(name) &&
      (!isDeepStrictEqual(before?.[name], after?.[name]) || canonicalJson(unknown?.[name]).includes("true")),
  );
  return digestOf({
    address,
    type,
    previous,
    deposed,
    actions: change.actions,
    importing: change.importing ?? null,
    values: attributes
      .map((name) => [name, before?.[name], after?.[name], unknown?.[name]])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  });
}

/** An output's value is not an object: it is its own only attribute. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null || value === false) return {};
  return typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
}
