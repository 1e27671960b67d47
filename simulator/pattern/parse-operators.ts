import { parseAddress, parseCidr } from "./addresses";
import { refuse } from "./errors";
import { ignoringCase } from "./ignore-case";
import type { JsonReader } from "./json-reader";
import type { Matcher, TextMatcher } from "./matchers";
import { comparableNumber } from "./numbers";
import { parseAnythingBut } from "./parse-anything-but";
import { parseNumeric } from "./parse-numeric";
import { isTooComplex, parseWildcard } from "./wildcard";

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
    else refuse("Match value must be String, number, true, false, or null");
  }
  if (matchers.length === 0) refuse("Empty arrays are not allowed");
  return matchers;
}

/** A text that is an IP address equals every spelling of that address, as event-ruler has it. */
function exactly(text: string): Matcher {
  const address = parseAddress(text);
  return address === undefined ? { kind: "string", text } : { kind: "address", text, first: address, last: address };
}

function exactNumber(text: string): Matcher {
  const value = comparableNumber(text);
  return value === undefined ? { kind: "uncomparable-number", text } : { kind: "number", value };
}

/** Reads one `{ "operator": ... }` from behind its `{`. */
function parseMatchExpression(reader: JsonReader): Matcher {
  if (reader.next() !== "name") refuse("Match expression name not found");
  const operator = reader.value();
  switch (operator) {
    case "exactly":
      return only(reader, { kind: "string", text: stringValue(reader, "exact") });
    case "prefix":
    case "suffix":
      return parsePrefixOrSuffix(reader, operator);
    case "equals-ignore-case":
      return only(reader, { kind: operator, folded: ignoringCase(stringValue(reader, operator)) });
    case "wildcard":
      return only(reader, wildcard(stringValue(reader, operator)));
    case "numeric":
      return parseNumeric(reader);
    case "anything-but":
      return parseAnythingBut(reader);
    case "exists":
      return parseExists(reader);
    case "cidr":
      // event-ruler says "prefix" here too.
      return only(reader, addressBlock(stringValue(reader, "prefix")));
    default:
      return refuse(`Unrecognized match type ${operator}`);
  }
}

/** `wildcard`, with the refusals of event-ruler and of AWS. */
function wildcard(text: string): TextMatcher {
  const parsed = parseWildcard(text);
  if ("reason" in parsed) refuse(parsed.reason);
  if (isTooComplex(parsed)) {
    refuse(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
    );
  }
  return { kind: "wildcard", text, wildcard: parsed };
}

function addressBlock(text: string): Matcher {
  const parsed = parseCidr(text);
  if ("reason" in parsed) refuse(parsed.reason);
  return { kind: "address", text, ...parsed };
}

function parsePrefixOrSuffix(reader: JsonReader, operator: "prefix" | "suffix"): Matcher {
  const token = reader.next();
  if (token === "string") return only(reader, { kind: operator, text: reader.value() });
  if (token !== "{") refuse(`${operator} match pattern must be a string`);
  if (reader.next() !== "name") refuse(`${operator === "prefix" ? "Prefix" : "Suffix"} expression name not found`);
  const inner = reader.value();
  if (inner !== "equals-ignore-case") refuse(`Unsupported ${operator} pattern: ${inner}`);
  const folded = ignoringCase(stringValue(reader, inner));
  return only(reader, only(reader, { kind: `${operator}-ignore-case`, folded }));
}

function parseExists(reader: JsonReader): Matcher {
  const token = reader.next();
  if (token !== "true" && token !== "false") refuse("exists match pattern must be either true or false.");
  return only(reader, { kind: token === "true" ? "exists" : "absent" });
}

function stringValue(reader: JsonReader, what: string): string {
  if (reader.next() !== "string") refuse(`${what} match pattern must be a string`);
  return reader.value();
}

/** Demands the end of the object that holds the operator. */
function only(reader: JsonReader, matcher: Matcher): Matcher {
  if (reader.next() !== "}") refuse(ONLY_ONE_KEY);
  return matcher;
}
