/** Where what is there differs from what is declared, in short phrases: never both sides whole. */
import { isDeepStrictEqual } from "node:util";

/** More of a value is not shown; an ARN is shorter. */
const SHOWN_CHARACTERS = 160;

/** Of what two long values have in common before they differ. */
const CONTEXT_CHARACTERS = 24;

/** More is not read; the first three tell whether somebody changed a word or everything. */
const SHOWN_DIFFERENCES = 3;

/** Every place where two JSON values differ: `source is ["x"] instead of ["y"]`. Lists are compared whole. */
export function differences(declared: unknown, live: unknown, path = ""): string[] {
  if (isDeepStrictEqual(declared, live)) return [];
  if (isMap(declared) && isMap(live)) {
    const keys = new Set([...Object.keys(declared), ...Object.keys(live)]);
    return [...keys].flatMap((key) => differences(declared[key], live[key], path === "" ? key : `${path}.${key}`));
  }
  const place = path === "" ? "it" : path;
  if (live === undefined) return [`${place} is missing, which is declared ${shown(declared)}`];
  if (declared === undefined) return [`${place} is ${shown(live)}, which nobody declared`];
  const [there, wanted] = bothShown(JSON.stringify(live), JSON.stringify(declared));
  return [`${place} is ${there} instead of ${wanted}`];
}

/** Long texts from where they begin to differ. */
function bothShown(one: string, other: string): readonly [string, string] {
  if (Math.max(one.length, other.length) <= SHOWN_CHARACTERS) return [one, other];
  let same = 0;
  while (one[same] === other[same]) same += 1;
  const from = Math.max(0, same - CONTEXT_CHARACTERS);
  const rest = (text: string) => cut(from === 0 ? text : `...${text.slice(from)}`);
  return [rest(one), rest(other)];
}

/** The first line in which two texts differ: `line 3 of the template is "x" instead of "y"`. */
export function textDifference(what: string, declared: string, live: string): string[] {
  if (declared === live) return [];
  const [wanted, there] = [declared.split("\n"), live.split("\n")];
  const line = wanted.findIndex((text, at) => text !== there[at]);
  const at = line < 0 ? wanted.length : line;
  const where = wanted.length === 1 && there.length === 1 ? what : `line ${at + 1} of ${what}`;
  return differences(wanted[at], there[at], where);
}

/** The value of JSON text, of which spaces and the order of members say nothing; text that is none as it is. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Several things as the end of one phrase: the first few, and how many more there are. */
export function joined(found: readonly string[]): string {
  const more = found.length - SHOWN_DIFFERENCES;
  if (more <= 0) return found.join("; ");
  return `${found.slice(0, SHOWN_DIFFERENCES).join("; ")}; and ${more} more`;
}

/** A value as JSON, cut short. */
export function shown(value: unknown): string {
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
