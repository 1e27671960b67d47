import { AWS_TEXTS, takes, type AwsText } from "../aws/texts";
import { CREDENTIAL_KEYS, tokenCallOf, type AuthorizationType, type HttpParameters } from "./authorization";
import type { Checked, ConnectionSpec } from "./spec";

/** A secret's values by key. Never printed. */
export type SecretValues = Readonly<Record<string, string>>;

/** A secret that fits its spec. */
export interface CheckedSecret {
  readonly values: SecretValues;
  /** Keys that the spec does not use. */
  readonly unusedKeys: readonly string[];
}

/** Where a value goes, which decides what AWS allows there. */
type Destination = "credential" | "header" | "queryString" | "body";

/** What AWS takes, and how its characters are told of. A body value has no limit but that of the whole secret. */
const ALLOWED: Record<Destination, { readonly takes: AwsText; readonly characters: string }> = {
  credential: {
    takes: AWS_TEXTS["events.AuthHeaderParameters"],
    characters: "no colon and no control character",
  },
  header: { takes: AWS_TEXTS["events.HeaderValueSensitive"], characters: "printable ASCII characters only" },
  queryString: { takes: AWS_TEXTS["events.QueryStringValueSensitive"], characters: "no control characters" },
  body: { takes: AWS_TEXTS["events.SensitiveString"], characters: "any characters" },
};

/** Every key that a secret must have for this spec, each once, in the order people would write them. */
export function requiredKeys(spec: ConnectionSpec): readonly string[] {
  return [...destinations(spec).keys()];
}

/**
 * Checks that a secret's text is a JSON object with every key the spec needs, each a text that AWS accepts where it goes.
 * Reasons name keys and counts, and never repeat a value.
 */
export function checkSecret(spec: ConnectionSpec, text: string): Checked<CheckedSecret> {
  const at = `the secret ${spec.secretName}`;
  const shape = `write a JSON object with the keys ${requiredKeys(spec).join(", ")}`;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message repeats a part of its input.
    return { ok: false, reason: `${at} is not JSON; ${shape}` };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return { ok: false, reason: `${at} is JSON, but no object; ${shape}` };
  }
  const found = new Map<string, unknown>(Object.entries(json));
  const places = destinations(spec);
  const faults = [...missing(spec, found), ...[...places].flatMap(([key, to]) => valueFaults(key, to, found.get(key)))];
  if (faults.length > 0) return { ok: false, reason: `${at}: ${faults.join("; ")}` };

  const literal = literalFaults(spec);
  if (literal.length > 0) return { ok: false, reason: `the spec of ${spec.name}: ${literal.join("; ")}` };
  const values = [...places.keys()].map((key) => [key, found.get(key)] as const);
  return {
    ok: true,
    value: {
      values: Object.fromEntries(values.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
      unusedKeys: [...found.keys()].filter((key) => !places.has(key)),
    },
  };
}

/** Key of the secret to the places its value goes to. */
function destinations(spec: ConnectionSpec): Map<string, Set<Destination>> {
  const places = new Map<string, Set<Destination>>();
  const add = (key: string, place: Destination) => places.set(key, (places.get(key) ?? new Set()).add(place));
  for (const key of CREDENTIAL_KEYS[spec.authorization.type]) add(key, "credential");
  for (const { value, kind } of allParameters(spec)) if (typeof value !== "string") add(value.secretKey, kind);
  return places;
}

function* allParameters({ authorization, invocationHttpParameters }: ConnectionSpec) {
  yield* parametersOf(invocationHttpParameters);
  yield* parametersOf(tokenCallOf(authorization)?.oauthHttpParameters);
}

function* parametersOf(parameters: HttpParameters | undefined) {
  for (const kind of ["header", "queryString", "body"] as const) {
    for (const [name, value] of Object.entries(parameters?.[kind] ?? {})) yield { kind, name, value };
  }
}

function* missing(spec: ConnectionSpec, found: ReadonlyMap<string, unknown>): Iterable<string> {
  const { type } = spec.authorization;
  const absent = requiredKeys(spec).filter((key) => !found.has(key));
  if (absent.length === 0) return;
  const otherType = (Object.keys(CREDENTIAL_KEYS) as AuthorizationType[]).find(
    (other) => other !== type && CREDENTIAL_KEYS[other].every((key) => found.has(key)),
  );
  const lacks = `it lacks ${absent.join(", ")}`;
  yield otherType === undefined ? lacks : `it holds what ${otherType} needs, but the connection is ${type}: ${lacks}`;
}

function valueFaults(key: string, places: ReadonlySet<Destination>, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== "string") return [`${key} is not text; write it in quotes`];
  if (value === "") return [`${key} is empty`];
  return textFaults(key, places, value);
}

function textFaults(what: string, places: Iterable<Destination>, value: string): readonly string[] {
  // What goes to several places is told of once.
  return [...places].flatMap((place) => textFault(what, place, value)).slice(0, 1);
}

function textFault(what: string, place: Destination, value: string): readonly string[] {
  const { takes: taken, characters } = ALLOWED[place];
  if (takes(taken, value)) return [];
  const { length } = Array.from(value);
  return taken.max !== undefined && length > taken.max
    ? [`${what} has ${length} characters, AWS allows ${taken.max}`]
    : [`${what} has characters that AWS does not allow there: ${characters}`];
}

function literalFaults(spec: ConnectionSpec): readonly string[] {
  return [...allParameters(spec)].flatMap(({ kind, name, value }) =>
    typeof value === "string" && value !== "" ? textFaults(`${kind} parameter ${name}`, [kind], value) : [],
  );
}
