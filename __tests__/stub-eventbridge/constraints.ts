/**
 * The constraints of AWS's API model, and the words in which AWS says that a request does not meet them. Recorded in
 * September 2026: a longer value is told of before its pattern, a shorter one after it. The order of several fields is
 * not recorded; here it is that of the table.
 */
import type { Fields } from "./call";
import { invalid } from "./refusal";

/** What the model says of one field. Where a list or a map is on the way, each member is meant. */
export interface Constraint {
  readonly required?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** As AWS writes it; the whole value has to match. */
  readonly pattern?: string;
  /** Of every member of a list. */
  readonly memberPattern?: string;
  /** Of every key of a map, and of every value. */
  readonly keyPattern?: string;
  readonly valuePattern?: string;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Constraints by the path of their field in the request, `Targets[].Id`. */
export type Constraints = Readonly<Record<string, Constraint>>;

/** @throws AwsRefusal that names every field that the model refuses */
export function meet(constraints: Constraints, input: Fields): void {
  const violations = Object.entries(constraints).flatMap(([path, constraint]) =>
    placesOf(input, path.split(".")).flatMap((place) => violationsOf(place, constraint)),
  );
  if (violations.length === 0) return;
  const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected`;
  throw invalid(`${count}: ${violations.join("; ")}`);
}

interface Place {
  /** As AWS writes it: `targets.1.member.id`. */
  readonly path: string;
  readonly value: unknown;
}

function placesOf(container: unknown, [step = "", ...rest]: readonly string[], path = ""): Place[] {
  if (typeof container !== "object" || container === null) return [];
  const name = step.replace(/\[\]$/, "");
  const value = (container as Fields)[name];
  const at = `${path}${path === "" ? "" : "."}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const found: Place[] =
    name === step
      ? [{ path: at, value }]
      : (Array.isArray(value) ? (value as unknown[]) : []).map((member, index) => ({
          path: `${at}.${index + 1}.member`,
          value: member,
        }));
  return rest.length === 0 ? found : found.flatMap((place) => placesOf(place.value, rest, place.path));
}

function violationsOf({ path, value }: Place, constraint: Constraint): string[] {
  if (value === undefined || value === null) {
    return constraint.required ? [`Value null at '${path}' failed to satisfy constraint: Member must not be null`] : [];
  }
  return brokenRules(value, constraint).map(
    (rule) => `Value '${inWords(value)}' at '${path}' failed to satisfy constraint: ${rule}`,
  );
}

/** A value as AWS writes it: a list in brackets, a map in braces, their members without quotes. */
function inWords(value: unknown): string {
  if (isMap(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${key}=${inWords(each)}`);
    return `{${entries.join(", ")}}`;
  }
  if (Array.isArray(value)) return `[${(value as unknown[]).map(inWords).join(", ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function brokenRules(value: unknown, constraint: Constraint): string[] {
  const { minLength = 0, maxLength = Infinity, pattern, memberPattern, keyPattern, valuePattern, values } = constraint;
  const { minimum = -Infinity, maximum = Infinity } = constraint;
  const members = Array.isArray(value) ? (value as unknown[]) : [];
  const entries = isMap(value) ? Object.entries(value) : [];
  const size =
    typeof value === "string" || Array.isArray(value) ? value.length : isMap(value) ? entries.length : undefined;
  const rules: readonly (readonly [broken: boolean, rule: string])[] = [
    [size !== undefined && size > maxLength, `Member must have length less than or equal to ${maxLength}`],
    [
      typeof value === "string" && pattern !== undefined && !matchesWhole(pattern, value),
      `Member must satisfy regular expression pattern: ${pattern ?? ""}`,
    ],
    [
      memberPattern !== undefined && !members.every((each) => matchesWhole(memberPattern, String(each))),
      `Member must satisfy constraint: [Member must satisfy regular expression pattern: ${memberPattern ?? ""}]`,
    ],
    [
      keyPattern !== undefined && !entries.every(([key]) => matchesWhole(keyPattern, key)),
      `Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${keyPattern ?? ""}]`,
    ],
    // A guess: the words, after those for keys, which are recorded.
    [
      valuePattern !== undefined && !entries.every(([, each]) => matchesWhole(valuePattern, String(each))),
      `Map value must satisfy constraint: [Member must satisfy regular expression pattern: ${valuePattern ?? ""}]`,
    ],
    [size !== undefined && size < minLength, `Member must have length greater than or equal to ${minLength}`],
    [
      typeof value === "string" && values?.includes(value) === false,
      `Member must satisfy enum value set: [${values?.join(", ") ?? ""}]`,
    ],
    [typeof value === "number" && value < minimum, `Member must have value greater than or equal to ${minimum}`],
    [typeof value === "number" && value > maximum, `Member must have value less than or equal to ${maximum}`],
  ];
  return rules.filter(([broken]) => broken).map(([, rule]) => rule);
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function matchesWhole(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value);
}
