import { INPUT_PATHS, INPUT_TEMPLATE_CHARACTERS } from "../../aws/limits";
import { findJsonSyntaxError } from "./json-syntax";
import { parseInputPath } from "./path";
import { isReservedPlaceholder } from "./placeholders";
import type { InputTransformer, PutTargetsError, TargetInput } from "./target-input";
import { parseInputTemplate, type InputTemplate, type Placeholder, type TemplateSyntax } from "./template";

/**
 * The error PutTargets answers a target's input with, or undefined when it takes it. AWS's order among several errors
 * is not known; here the coarser comes first.
 *
 * The messages are recorded on AWS; lengths and the key pattern are in
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html, too.
 */
export function findPutTargetsError(target: TargetInput): PutTargetsError | undefined {
  const id = target.Id ?? "<target-id>";
  const { Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((field) => field !== undefined).length > 1) {
    return refuse(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  // An empty Input is taken, and nothing comes of it.
  const inputError = Input === undefined || Input.trim() === "" ? undefined : findJsonSyntaxError(Input);
  if (Input !== undefined && inputError !== undefined) {
    return refuse(`JSON syntax error in input for target ${id}: ${locationIn(Input, inputError.offset)}`);
  }
  // An empty InputPath is taken, and finds nothing.
  if (InputPath !== undefined) return InputPath === "" ? undefined : pathError(id, InputPath);
  return InputTransformer === undefined ? undefined : transformerError(id, InputTransformer);
}

function transformerError(
  id: string,
  { InputPathsMap = {}, InputTemplate }: InputTransformer,
): PutTargetsError | undefined {
  return (
    requestError(InputPathsMap, InputTemplate) ??
    mapPathError(id, InputPathsMap) ??
    templateError(id, InputPathsMap, InputTemplate)
  );
}

/** What the request model refuses, before the service looks at the target: lengths, counts, patterns. */
function requestError(map: Readonly<Record<string, string>>, template: string): PutTargetsError | undefined {
  const keys = Object.keys(map);
  const wrongKey = keys.map(keyProblem).find((problem) => problem !== undefined);
  if (wrongKey !== undefined) {
    const given = Object.entries(map).map(([key, path]) => `${key}=${path}`);
    return refuse(
      `1 validation error detected: Value '{${given.join(", ")}}' at 'targets.1.member.inputTransformer.inputPathsMap' ` +
        `failed to satisfy constraint: Map keys must satisfy constraint: ${KEY_CONSTRAINTS}`,
      wrongKey,
    );
  }
  const because =
    template.length < 1 || template.length > INPUT_TEMPLATE_CHARACTERS
      ? `an InputTemplate has 1 to ${INPUT_TEMPLATE_CHARACTERS} characters, this one ${template.length}`
      : keys.length > INPUT_PATHS
        ? `an InputPathsMap has at most ${INPUT_PATHS} entries, this one ${keys.length}`
        : undefined;
  return because === undefined ? undefined : refuse("1 validation error detected", because);
}

const KEY_CONSTRAINTS =
  "[Member must have length less than or equal to 256, Member must have length greater than or equal to 1, " +
  "Member must satisfy regular expression pattern: [A-Za-z0-9\\_\\-]+]";

function keyProblem(key: string): string | undefined {
  if (isReservedPlaceholder(key)) return `${key} is filled by EventBridge and cannot be defined`;
  if (/^[A-Za-z0-9_-]{1,256}$/.test(key)) return undefined;
  return `the key ${JSON.stringify(key)} is not 1 to 256 letters, digits, "_" and "-"`;
}

function mapPathError(id: string, map: Readonly<Record<string, string>>): PutTargetsError | undefined {
  return Object.values(map)
    .map((path) => pathError(id, path))
    .find((error) => error !== undefined);
}

function pathError(id: string, source: string): PutTargetsError | undefined {
  const parse = parseInputPath(source);
  if (parse.ok || parse.putTargets === "unknown") return undefined;
  return refuse(`InputPath for target ${id} is invalid.`, `${source}: ${parse.reason}`);
}

/** What PutTargets refuses in a template. */
export type TemplateFault =
  /** Nothing defines the placeholder. */
  | { readonly kind: "undefined"; readonly placeholder: Placeholder }
  /** The placeholder is the key of an object. */
  | { readonly kind: "key"; readonly placeholder: Placeholder }
  /** `<aws.events.event.json>` in a template that is no JSON object. */
  | { readonly kind: "event-json"; readonly placeholder: Placeholder }
  | { readonly kind: "syntax"; readonly syntax: Extract<TemplateSyntax, { ok: false }> };

/**
 * All that PutTargets would refuse in a template, the fault that it names first. A placeholder that nothing defines was
 * refused where there is an InputPathsMap (recorded in 2024), and taken where there is none (September 2026): whether the
 * map or the year makes the difference is not known, and so both hold.
 */
export function findTemplateFaults(
  { placeholders, kind, syntax }: InputTemplate,
  map: Readonly<Record<string, string>>,
): readonly TemplateFault[] {
  const isDefined = ({ name, reserved }: Placeholder) => reserved || Object.hasOwn(map, name);
  const faults = (fault: "undefined" | "key" | "event-json", isOne: (placeholder: Placeholder) => boolean) =>
    placeholders.filter(isOne).map((placeholder): TemplateFault => ({ kind: fault, placeholder }));
  return [
    ...(Object.keys(map).length === 0 ? [] : faults("undefined", (one) => !isDefined(one))),
    ...faults("key", ({ context }) => context === "objectKey"),
    ...(kind === "json" ? [] : faults("event-json", ({ name }) => name === "aws.events.event.json")),
    ...(syntax.ok ? [] : [{ kind: "syntax", syntax } as const]),
  ];
}

function templateError(id: string, map: Readonly<Record<string, string>>, source: string): PutTargetsError | undefined {
  const [fault] = findTemplateFaults(parseInputTemplate(source), map);
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case "undefined":
      return refuse(`InputTemplate for target ${id} contains invalid placeholder ${fault.placeholder.name}.`);
    case "key":
      return refuse(`InputTemplate placeholder present as a JSON object key for target ${id}.`);
    case "event-json":
      return refuse(
        `InputTemplate for target ${id} contains placeholder aws.events.event.json valid only for JSON template.`,
      );
    case "syntax": {
      const { checked, checkedOffset, reason } = fault.syntax;
      return refuse(`Invalid InputTemplate for target ${id} : ${locationIn(checked, checkedOffset)}.`, reason);
    }
  }
}

/** The JSON reader of AWS quotes at most this much of what it was reading. */
const QUOTED_CHARACTERS = 500;

/** A place in a text, as AWS writes it. That it is where the wrong value begins was recorded of texts that are no JSON. */
function locationIn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const rest = text.length - QUOTED_CHARACTERS;
  const quoted = `"${text.slice(0, QUOTED_CHARACTERS)}"${rest > 0 ? `[truncated ${rest} chars]` : ""}`;
  return `[Source: (String)${quoted}; line: ${lines.length}, column: ${column}]`;
}

function refuse(message: string, because?: string): PutTargetsError {
  const error = { kind: "putTargetsError", code: "ValidationException", message } as const;
  return because === undefined ? error : { ...error, because };
}
