import { findJsonSequenceError, findJsonSyntaxError, type JsonSyntaxError } from "./json-syntax";
import { isReservedPlaceholder, scanPlaceholders, type PlaceholderToken } from "./placeholders";

/**
 * What EventBridge takes a template for.
 *
 * - `json`: a JSON object, the only thing AWS calls a JSON template: its first character is `{`.
 * - `text`: text in double quotes, or text that lacks them (then `syntax` says so).
 * - `otherJson`: a list, a number or a lone placeholder, which is filled as text is and has to come out as JSON.
 */
export type TemplateKind = "json" | "text" | "otherJson";

/**
 * Where a placeholder stands, which decides how its value is written.
 *
 * - `jsonValue`: in place of a JSON value, unquoted
 * - `insideString`: within the quotes of a JSON string value
 * - `objectKey`: in a key, quoted or not. "The placeholder cannot be used as an object key" (API_InputTransformer)
 * - `text`: within the quotes of a template that is no object
 * - `bare`: elsewhere in such a template
 */
export type PlaceholderContext = "jsonValue" | "insideString" | "objectKey" | "text" | "bare";

/** One placeholder of a template. `offset` is that of its `<`, in characters from 0; `length` counts both brackets. */
export interface Placeholder extends PlaceholderToken {
  readonly context: PlaceholderContext;
  /** True when EventBridge fills it by itself; otherwise InputPathsMap must define it. */
  readonly reserved: boolean;
}

/** What is wrong with a template, whatever the event. */
type TemplateProblem =
  /** Without a single character, which the request model refuses. */
  | "empty"
  /** JSON that is none even once it is filled. */
  | "not-json"
  /** Text that lacks its quotes, or does not close them, or goes on behind them. */
  | "not-quoted"
  /** A line break, another control character or an odd backslash within the quotes of a text. */
  | "not-escaped";

/**
 * Whether PutTargets takes the template for JSON: an object, or values one behind the other, with `null` in place of each
 * placeholder. One of white space alone it takes.
 */
export type TemplateSyntax =
  { readonly ok: true } | ({ readonly ok: false; readonly problem: TemplateProblem } & CheckedError);

/** Why a template is no JSON. */
interface CheckedError {
  /** Characters of the template, from 0. */
  readonly offset: number;
  readonly reason: string;
  /** What PutTargets looks at in place of the template, and quotes. */
  readonly checked: string;
  /** Where in `checked` it stops being JSON, in characters from 0. */
  readonly checkedOffset: number;
}

/** A parsed InputTemplate. */
export interface InputTemplate {
  readonly source: string;
  readonly kind: TemplateKind;
  readonly placeholders: readonly Placeholder[];
  readonly syntax: TemplateSyntax;
}

/**
 * Parses the InputTemplate of an input transformer. Never throws: what is wrong stands in `syntax`. Whether each
 * placeholder is defined is not looked at here, because that needs the InputPathsMap.
 *
 * Rules: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function parseInputTemplate(template: string): InputTemplate {
  const strings = findStrings(template);
  const tokens = scanPlaceholders(template);
  const placed = tokens.map((token) => placeInJson(template, token, strings));
  const checked = withNulls(template, tokens);
  const found = template.trimStart().startsWith("{") ? findJsonSyntaxError(checked) : findJsonSequenceError(checked);
  const error =
    found === undefined ? undefined : { ...inTemplate(found, tokens), checked, checkedOffset: found.offset };
  const kind = kindOf(template, error === undefined);
  return {
    source: template,
    kind,
    placeholders: placed.map((placement) => ({
      ...placement.token,
      context: contextOf(placement, kind),
      reserved: isReservedPlaceholder(placement.token.name),
    })),
    syntax: kind === "text" ? textSyntax(template, error) : jsonSyntax(error),
  };
}

function kindOf(template: string, isJsonOnceFilled: boolean): TemplateKind {
  const start = template.trimStart();
  if (start.startsWith("{")) return "json";
  if (start.startsWith('"') || start === "") return "text";
  return isJsonOnceFilled || start.startsWith("[") ? "otherJson" : "text";
}

function contextOf({ context, quoted }: PlacedInJson, kind: TemplateKind): PlaceholderContext {
  if (kind === "json" || (kind === "otherJson" && context === "objectKey")) return context;
  return quoted ? "text" : "bare";
}

function jsonSyntax(error: CheckedError | undefined): TemplateSyntax {
  return error === undefined ? { ok: true } : { ok: false, problem: "not-json", ...error };
}

/** A string literal: from its opening quote at `start` to just behind its closing one at `end`. */
interface StringSpan {
  readonly start: number;
  readonly end: number;
}

function findStrings(template: string): readonly StringSpan[] {
  // An unclosed string runs to the end: what stands in it is inside a string, even though the template is broken.
  return Array.from(template.matchAll(/"(?:[^"\\]|\\[^])*(?:"|$)/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Where a placeholder stands when the template is read as JSON. */
interface PlacedInJson {
  readonly token: PlaceholderToken;
  readonly context: Exclude<PlaceholderContext, "text">;
  /** Within double quotes, be it in a value or in a key. */
  readonly quoted: boolean;
}

function placeInJson(template: string, token: PlaceholderToken, strings: readonly StringSpan[]): PlacedInJson {
  const around = strings.find((span) => span.start < token.offset && token.offset < span.end);
  const end = around?.end ?? token.offset + token.length;
  const quoted = around !== undefined;
  const isKey = template.slice(end).trimStart().startsWith(":");
  return { token, quoted, context: isKey ? "objectKey" : quoted ? "insideString" : "jsonValue" };
}

/** As PutTargets looks at a template: `null` in place of every placeholder, quoted or not, whether or not it is defined. */
function withNulls(template: string, tokens: readonly PlaceholderToken[]): string {
  const ends = [0, ...tokens.map(({ offset, length }) => offset + length)];
  return ends.map((end, index) => template.slice(end, tokens[index]?.offset)).join(NULL);
}

const NULL = "null";

/** An error of {@link withNulls} as one of the template itself, in which a placeholder is one place: its bracket. */
function inTemplate({ offset, reason }: JsonSyntaxError, tokens: readonly PlaceholderToken[]): JsonSyntaxError {
  let shift = 0;
  for (const token of tokens) {
    const start = token.offset - shift;
    if (offset < start) break;
    if (offset < start + NULL.length) {
      // Nobody wrote the null that was found there.
      return { offset: token.offset, reason: reason.replace('"n"', () => `<${token.name}>`) };
    }
    shift += token.length - NULL.length;
  }
  return { offset: offset + shift, reason };
}

/**
 * "For strings, quotes are required" (eb-transform-target-input, common issues): one or more double-quoted texts, a quote
 * inside of them written `\"`. What is between them has to be JSON, too.
 */
function textSyntax(template: string, error: CheckedError | undefined): TemplateSyntax {
  if (template === "") {
    return { ok: false, problem: "empty", offset: 0, reason: "the template is empty", checked: "", checkedOffset: 0 };
  }
  if (error === undefined) return { ok: true };
  const { offset } = error;
  const isInside = findStrings(template).some(({ start, end }) => start < offset && offset < end);
  if (isInside) return { ok: false, problem: "not-escaped", ...error };
  const reason =
    template.charAt(offset) === '"'
      ? "a text without its closing double quote"
      : template.slice(0, offset).trim() === ""
        ? 'a text template must be in double quotes: "..."'
        : 'text outside the double quotes, a quote inside a text is written \\"';
  return { ok: false, problem: "not-quoted", ...error, reason };
}
