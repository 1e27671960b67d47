/** Where two JSON values differ. */
import { isDeepStrictEqual } from "node:util";

/** One place; what is not there on a side is undefined. */
export interface JsonChange {
  /** `request.headers.X-Team`, `request.body.lines[2].sku`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The value of JSON text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The smallest parts that differ, in the order of `before`, then those that only `after` has. */
export function jsonChanges(before: unknown, after: unknown, path = ""): JsonChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before, after }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    jsonChanges(own(before, key), own(after, key), Array.isArray(before) ? `${path}[${key}]` : joined(path, key)),
  );
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
