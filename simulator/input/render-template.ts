import { findJsonSyntaxError } from "./json-syntax";
import { minifyJson, type JsonObject } from "./json-value";
import { parseInputPath } from "./path";
import { isReservedPlaceholder, type ReservedPlaceholder } from "./placeholders";
import { renderValue, type RenderedValue } from "./rendered-value";
import { resolveInputPath, type Resolution } from "./resolve-path";
import type { InputTransformer, TargetInputRequest, TargetInputResult } from "./target-input";
import { parseInputTemplate, type InputTemplate, type Placeholder } from "./template";

/**
 * Fills an input template from an event. PutTargets has accepted the transformer: every placeholder is reserved or
 * defined.
 */
export function renderTemplate(transformer: InputTransformer, request: TargetInputRequest): TargetInputResult {
  const template = parseInputTemplate(transformer.InputTemplate);
  const filled = fillTemplate(template, (placeholder) =>
    renderPlaceholder(placeholder, template, transformer, request),
  );
  const outcome = template.kind === "text" ? rawText(filled) : json(template, filled);
  const unknowns = [...templateUnknowns(template), ...filled.unknowns];
  // Dropped is dropped: nothing that is unknown about other places of the template can mend broken JSON.
  if (unknowns.length === 0 || outcome.kind === "notDelivered") return outcome;
  return { kind: "unknown", unknowns, assumedBody: outcome.body };
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
    return name === "aws.events.event" && template.kind === "text"
      ? { ...rendered, unknown: "how AWS writes it in text; its page allows it as a JSON value only" }
      : rendered;
  }
  const source = InputPathsMap[name];
  const parse = source === undefined ? undefined : parseInputPath(source);
  if (parse?.ok === false) {
    const nothing: Resolution = { found: false };
    return { ...renderValue(nothing, context), unknown: `what AWS makes of the path ${source ?? ""}: ${parse.reason}` };
  }
  return renderValue(parse === undefined ? { found: false } : resolveInputPath(parse.path, request.event), context);
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

/** `<aws.events.event>`: the event without its `detail`, and with `detail-type` spelled `detailType`. */
function envelopeOf(event: JsonObject): JsonObject {
  const fields = Object.entries(event).filter(([key]) => key !== "detail");
  return Object.fromEntries(fields.map(([key, value]) => [key === "detail-type" ? "detailType" : key, value]));
}

type Outcome = Extract<TargetInputResult, { kind: "json" | "rawText" | "notDelivered" }>;

function rawText({ text }: FilledTemplate): Outcome & { kind: "rawText" } {
  return { kind: "rawText", body: text };
}

function json(template: InputTemplate, { text, starts }: FilledTemplate): Outcome {
  const error = findJsonSyntaxError(text);
  // "The JSON that is passed to the target is minified" (eb-transform-target-input, common issues)
  if (error === undefined) return { kind: "json", body: minifyJson(text) };
  if (!template.syntax.ok) {
    const { offset, reason } = template.syntax;
    return {
      kind: "notDelivered",
      reason: `the template is not JSON with any event: ${reason}, at character ${offset}`,
    };
  }
  const culprit = starts.findLast(({ offset }) => offset <= error.offset);
  const filledIn = culprit === undefined ? "" : ` with <${culprit.name}> filled in`;
  const place = `${error.reason}, at character ${error.offset} of the rendered text`;
  return { kind: "notDelivered", reason: `the template is not JSON${filledIn}: ${place}` };
}

/** What AWS does not document about a template itself, whatever the event. */
function templateUnknowns(template: InputTemplate): readonly string[] {
  const unknowns = template.placeholders
    .filter(({ context }) => context === "objectKey")
    .map(({ name }) => `<${name}>: what AWS makes of a placeholder in an object key, which its page forbids`);
  if (template.kind === "otherJson") unknowns.push("how AWS renders a template that is JSON but not an object");
  if (template.kind === "text" && !template.syntax.ok) {
    unknowns.push(`what AWS makes of a text that is not quoted as its page demands: ${template.syntax.reason}`);
  }
  return unknowns;
}
