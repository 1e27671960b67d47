import type { z } from "zod";
import { NumberText } from "./json-value";

const SHOWN_CHARACTERS = 60;

/** What zod expects, in the words of whoever writes JSON. */
const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  record: "an object",
  array: "a list",
};

/**
 * What a schema does not take, where the schema has no words of its own for it: `missing, where text belongs`. To be given
 * to `safeParse` as `error`; zod's own words speak of its types, and of undefined.
 */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return insteadOf(issue.input, EXPECTED[issue.expected] ?? `a ${issue.expected}`);
    case "invalid_value":
      return insteadOf(issue.input, either(issue.values.map(String)));
    case "invalid_union":
      return unionInWords(issue.errors, issue.input);
    case "unrecognized_keys":
      return `has ${either(issue.keys.map(quoted), "and")}, which ${issue.keys.length === 1 ? "is" : "are"} not known here`;
    case "invalid_key":
      return "has a name that is not known here";
    case "too_small":
      return issue.input === "" ? "empty" : `${found(issue.input)}, where the least is ${issue.minimum}`;
    case "too_big":
      return `${found(issue.input)}, where the most is ${issue.maximum}`;
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_element":
    case "custom":
      return `${found(issue.input)} does not belong here`;
  }
};

/** The alternative whose kind of value was meant; all kinds where none was. */
function unionInWords(alternatives: readonly (readonly z.core.$ZodIssue[])[], input: unknown): string {
  const ofKind = alternatives.filter((issues) => !issues.some(isOfAnotherKind));
  const [meant, another] = ofKind;
  if (meant !== undefined && another === undefined) {
    return meant.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
  }
  const kinds = alternatives
    .flat()
    .flatMap((issue) =>
      isOfAnotherKind(issue) && "expected" in issue ? [EXPECTED[issue.expected] ?? issue.expected] : [],
    );
  return insteadOf(input, either([...new Set(kinds)]));
}

function isOfAnotherKind({ path, code }: z.core.$ZodIssue): boolean {
  return path.length === 0 && code === "invalid_type";
}

/** `a list, where an object belongs`, for schemas with a test of their own. */
export function insteadOf(input: unknown, wanted: string): string {
  const is = found(input);
  return wanted === "" ? `${is} does not belong here` : `${is}, where ${wanted} belongs`;
}

function found(input: unknown): string {
  if (input instanceof NumberText) return input.text;
  switch (typeof input) {
    case "undefined":
      return "missing";
    case "string":
      return input === "" ? "empty text" : quoted(input);
    case "number":
      return Number.isFinite(input) ? String(input) : "a number that is too large";
    case "boolean":
      return String(input);
    case "object":
      return input === null ? "null" : Array.isArray(input) ? "a list" : "an object";
    case "bigint":
    case "symbol":
    case "function":
      return "something";
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text);
}

function either(words: readonly string[], conjunction = "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
