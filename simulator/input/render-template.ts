import { findJsonSequenceError, findJsonSyntaxError, type JsonSyntaxError } from "./json-syntax";
import { minifyJson, type JsonObject, type JsonValue } from "./json-value";
import { parseInputPath } from "./path";
import { isReservedPlaceholder, type ReservedPlaceholder } from "./placeholders";
import { renderValue, type RenderedValue } from "./rendered-value";
import { resolveInputPath, type Resolution } from "./resolve-path";
import type { InputTransformer, TargetInputRequest, TargetInputResult } from "./target-input";
import { parseInputTemplate, type InputTemplate, type Placeholder } from "./template";

/** Fills an input template from an event. PutTargets has accepted the transformer. */
export function renderTemplate(transformer: InputTransformer, request: TargetInputRequest): TargetInputResult {
  const template = parseInputTemplate(transformer.InputTemplate);
  const filled = fillTemplate(template, (placeholder) =>
    renderPlaceholder(placeholder, template, transformer, request),
  );
  const outcome = template.kind === "json" ? object(filled) : otherThanObject(template, filled);
  // Nothing that is unknown about other places of the template can mend broken JSON.
  if (filled.unknowns.length === 0 || outcome.kind === "notDelivered") return outcome;
  return { kind: "unknown", unknowns: filled.unknowns, assumedBody: outcome.body };
}

/** A template with its placeholders filled, and where in the text each value starts. */
interface FilledTemplate {
  readonly text: string;
  readonly starts: readonly { readonly name: string; readonly offset: number }[];
  readonly unknowns: readonly string[];
}

function fillTemplate(template: InputTemplate, render: (placeholder: Placeholder) => RenderedValue): FilledTemplate {
  let text = "";
  let done = 0;
  const starts: { name: string; offset: number }[] = [];
  const unknowns: string[] = [];
  for (const placeholder of template.placeholders) {
    const value = render(placeholder);
    text += template.source.slice(done, placeholder.offset);
    starts.push({ name: placeholder.name, offset: text.length });
    text += value.text;
    done = placeholder.offset + placeholder.length;
    if (value.unknown !== undefined) unknowns.push(`<${placeholder.name}>: ${value.unknown}`);
  }
  return { text: text + template.source.slice(done), starts, unknowns };
}

function renderPlaceholder(
  placeholder: Placeholder,
  template: InputTemplate,
  { InputPathsMap = {} }: InputTransformer,
  request: TargetInputRequest,
): RenderedValue {
  const { name, context } = placeholder;
  if (isReservedPlaceholder(name)) {
    const rendered = renderValue({ found: true, value: reservedValue(name, request) }, context);
    return name === "aws.events.event" && template.kind !== "json"
      ? { ...rendered, unknown: "how AWS writes it in text; its page allows it as a JSON value only" }
      : rendered;
  }
  const source = Object.hasOwn(InputPathsMap, name) ? InputPathsMap[name] : undefined;
  // A name that nothing defines stays as it stands.
  if (source === undefined) return { text: `<${name}>` };
  const parse = parseInputPath(source);
  if (!parse.ok) {
    const nothing: Resolution = { found: false };
    return { ...renderValue(nothing, context), unknown: `what AWS makes of the path ${source}: ${parse.reason}` };
  }
  return renderValue(resolveInputPath(parse.path, request.event), context);
}

function reservedValue(
  name: ReservedPlaceholder,
  { event, rule, ingestionTime }: TargetInputRequest,
): string | JsonObject {
  switch (name) {
    case "aws.events.rule-arn":
      return rule.arn;
    case "aws.events.rule-name":
      return rule.name;
    case "aws.events.event.ingestion-time":
      return ingestionTime;
    case "aws.events.event.json":
      return event;
    case "aws.events.event":
      return envelopeOf(event);
  }
}

const ENVELOPE = ["id", "account", "detail-type", "time", "source", "region", "resources", "version"];

/**
 * `<aws.events.event>` as recorded: the event without its `detail`, with `detail-type` spelled `detailType`, the time in
 * milliseconds since 1970, and the fields in an order of their own.
 */
function envelopeOf(event: JsonObject): JsonObject {
  const fields = ENVELOPE.flatMap((key): [string, JsonValue][] => {
    const value = Object.hasOwn(event, key) ? event[key] : undefined;
    if (value === undefined) return [];
    if (key === "detail-type") return [["detailType", value]];
    return [[key, key === "time" ? inMilliseconds(value) : value]];
  });
  return Object.fromEntries(fields);
}

function inMilliseconds(time: JsonValue): JsonValue {
  const milliseconds = typeof time === "string" ? Date.parse(time) : NaN;
  return Number.isNaN(milliseconds) ? time : milliseconds;
}

type Outcome = Extract<TargetInputResult, { kind: "json" | "rawText" | "notDelivered" }>;

/** Of an empty input neither a target nor its dead-letter queue got anything in a minute and a half (recorded with queues). */
export const EMPTY: Outcome = { kind: "notDelivered", reason: "what is rendered is empty, and AWS sends it to nobody" };

/** An object: "The JSON that is passed to the target is minified" (eb-transform-target-input, common issues). */
function object(filled: FilledTemplate): Outcome {
  const error = findJsonSyntaxError(filled.text);
  return error === undefined ? { kind: "json", body: minifyJson(filled.text) } : invalidInput(filled, error);
}

/** Any other template is sent as it comes out, as long as that is JSON: one value or several, one behind the other. */
function otherThanObject({ kind }: InputTemplate, filled: FilledTemplate): Outcome {
  const { text } = filled;
  if (text.trim() === "") return EMPTY;
  const error = findJsonSequenceError(text);
  if (error !== undefined) return invalidInput(filled, error);
  const isJson = kind === "otherJson" && findJsonSyntaxError(text) === undefined;
  return { kind: isJson ? "json" : "rawText", body: text };
}

function invalidInput({ text, starts }: FilledTemplate, error: JsonSyntaxError): Outcome {
  const culprit = starts.findLast(({ offset }) => offset <= error.offset);
  const filledIn = culprit === undefined ? "" : ` with <${culprit.name}> filled in`;
  const place = `${error.reason}, at character ${error.offset} of the rendered text`;
  return {
    kind: "notDelivered",
    reason: `the template is not JSON${filledIn}: ${place}`,
    deadLetter: { code: "INVALID_JSON", message: "Invalid input for target.", body: text },
  };
}
