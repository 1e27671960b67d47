import { parseAddress, parseCidr } from "./addresses";
import { refuse, refuseWithoutPlace } from "./errors";
import { ignoringCase } from "./ignore-case";
import type { JsonReader } from "./json-reader";
import type { Matcher, TextMatcher } from "./matchers";
import { comparableNumber } from "./numbers";
import { parseAnythingBut } from "./parse-anything-but";
import { parseNumeric } from "./parse-numeric";
import { parseWildcard } from "./wildcard";

const ONLY_ONE_KEY = "Only one key allowed in match expression";

/** Reads the conditions of one field, from behind its `[` to its `]`. */
export function parseFieldValues(reader: JsonReader): Matcher[] {
  const matchers: Matcher[] = [];
  for (let token = reader.next(); token !== "]"; token = reader.next()) {
    if (token === "{") matchers.push(parseMatchExpression(reader));
    else if (token === "string") matchers.push(exactly(reader.value()));
    else if (token === "number") matchers.push(exactNumber(reader.value()));
    else if (token === "true" || token === "false") matchers.push({ kind: "literal", value: token === "true" });
    else if (token === "null") matchers.push({ kind: "literal", value: null });
    else refuse(reader, "list-item", "Match value must be String, number, true, false, or null");
  }
  if (matchers.length === 0) refuse(reader, "empty-list", "Empty arrays are not allowed");
  return matchers.some(isAboutNumbers) ? matchers : matchers.map(lookingAtNumbers);
}

/** Beside a condition about numbers, event-ruler looks at numbers as such, and no longer at how they are written. */
function isAboutNumbers({ kind }: Matcher): boolean {
  return kind === "number" || kind === "numeric-range" || kind === "anything-but-numbers";
}

function lookingAtNumbers(matcher: Matcher): Matcher {
  return matcher.kind === "address" ? { ...matcher, numbersToo: true } : matcher;
}

/** A text that is an IP address equals every spelling of that address, as event-ruler has it. */
function exactly(text: string): Matcher {
  const address = parseAddress(text);
  if (address === undefined) return { kind: "string", text };
  return { kind: "address", text, first: address, last: address, numbersToo: false };
}

function exactNumber(text: string): Matcher {
  const value = comparableNumber(text);
  return value === undefined ? { kind: "uncomparable-number", text } : { kind: "number", value };
}

/** Reads one `{ "operator": ... }` from behind its `{`. */
function parseMatchExpression(reader: JsonReader): Matcher {
  if (reader.next() !== "name") refuse(reader, "list-item", "Match expression name not found");
  const operator = reader.value();
  if (!isOperator(operator)) {
    return refuse(reader, "unknown-operator", `Unrecognized match type ${operator}`, operator);
  }
  return PARSERS[operator](reader);
}

/** The operators of a pattern, as EventBridge's user guide has them (eb-create-pattern-operators). */
export const PATTERN_OPERATORS = [
  "prefix",
  "suffix",
  "anything-but",
  "equals-ignore-case",
  "numeric",
  "exists",
  "cidr",
  "wildcard",
] as const;

/** event-ruler has one more, which the guide leaves out. */
type Operator = (typeof PATTERN_OPERATORS)[number] | "exactly";

/** Reads an operator's value, from behind its name to the end of the object that holds it. */
const PARSERS: Readonly<Record<Operator, (reader: JsonReader) => Matcher>> = {
  exactly: (reader) => only(reader, "exactly", { kind: "string", text: stringValue(reader, "exact", "exactly") }),
  prefix: (reader) => parsePrefixOrSuffix(reader, "prefix"),
  suffix: (reader) => parsePrefixOrSuffix(reader, "suffix"),
  "equals-ignore-case": (reader) => {
    const kind = "equals-ignore-case";
    return only(reader, kind, { kind, folded: ignoringCase(stringValue(reader, kind, kind)) });
  },
  wildcard: (reader) => only(reader, "wildcard", wildcard(reader, stringValue(reader, "wildcard", "wildcard"))),
  numeric: parseNumeric,
  "anything-but": parseAnythingBut,
  exists: parseExists,
  // event-ruler says "prefix" here too.
  cidr: (reader) => only(reader, "cidr", addressBlock(reader, stringValue(reader, "prefix", "cidr"))),
};

function isOperator(name: string): name is Operator {
  return Object.hasOwn(PARSERS, name);
}

function wildcard(reader: JsonReader, text: string): TextMatcher {
  const parsed = parseWildcard(text);
  if ("reason" in parsed) refuse(reader, "operator-value", parsed.reason, "wildcard");
  return { kind: "wildcard", text, wildcard: parsed };
}

function addressBlock(reader: JsonReader, text: string): Matcher {
  const parsed = parseCidr(text);
  if ("reason" in parsed) refuseWithoutPlace(reader, "operator-value", parsed.reason, "cidr");
  return { kind: "address", text, ...parsed, numbersToo: false };
}

function parsePrefixOrSuffix(reader: JsonReader, operator: "prefix" | "suffix"): Matcher {
  const token = reader.next();
  if (token === "string") return only(reader, operator, { kind: operator, text: reader.value() });
  if (token !== "{") refuse(reader, "operator-value", `${operator} match pattern must be a string`, operator);
  if (reader.next() !== "name") {
    const called = operator === "prefix" ? "Prefix" : "Suffix";
    refuse(reader, "operator-value", `${called} expression name not found`, operator);
  }
  const inner = reader.value();
  if (inner !== "equals-ignore-case")
    refuse(reader, "operator-value", `Unsupported ${operator} pattern: ${inner}`, operator);
  const folded = ignoringCase(stringValue(reader, inner, operator));
  return only(reader, operator, only(reader, operator, { kind: `${operator}-ignore-case`, folded }));
}

function parseExists(reader: JsonReader): Matcher {
  const token = reader.next();
  if (token !== "true" && token !== "false") {
    refuse(reader, "operator-value", "exists match pattern must be either true or false.", "exists");
  }
  return only(reader, "exists", { kind: token === "true" ? "exists" : "absent" });
}

/** Demands a string; `what` is how event-ruler calls the operator. */
function stringValue(reader: JsonReader, what: string, operator: string): string {
  if (reader.next() !== "string") refuse(reader, "operator-value", `${what} match pattern must be a string`, operator);
  return reader.value();
}

/** Demands the end of the object that holds the operator. */
function only(reader: JsonReader, operator: string, matcher: Matcher): Matcher {
  if (reader.next() !== "}") refuse(reader, "list-item", ONLY_ONE_KEY, operator);
  return matcher;
}
