import { findJsonSyntaxError } from "./json-syntax";
import { parseInputPath } from "./path";
import { isReservedPlaceholder } from "./placeholders";
import type { InputTransformer, PutTargetsError, TargetInput } from "./target-input";
import { parseInputTemplate } from "./template";

/**
 * The error PutTargets answers a target's input with, or undefined when it takes it. AWS's order among several errors
 * is not known; here the coarser comes first.
 *
 * Sources: the messages on exclusive fields and undefined placeholders are recorded against AWS; those on Input,
 * InputPath and `aws.events.event.json` were measured against AWS by badmintoncryer/cdk-preflight (September 2026);
 * lengths and the key pattern are in https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
export function findPutTargetsError(target: TargetInput): PutTargetsError | undefined {
  const id = target.Id ?? "<target-id>";
  const { Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((field) => field !== undefined).length > 1) {
    return refuse(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (Input !== undefined && findJsonSyntaxError(Input) !== undefined) {
    return refuse(`JSON syntax error in input for target ${id}`);
  }
  if (InputPath !== undefined) return pathError(id, InputPath);
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
  const because =
    template.length < 1 || template.length > 8192
      ? `an InputTemplate has 1 to 8192 characters, this one ${template.length}`
      : keys.length > 100
        ? `an InputPathsMap has at most 100 entries, this one ${keys.length}`
        : keys.map(keyProblem).find((problem) => problem !== undefined);
  return because === undefined ? undefined : refuse("1 validation error detected", because);
}

function keyProblem(key: string): string | undefined {
  if (isReservedPlaceholder(key)) return `${key} is filled by EventBridge and cannot be defined`;
  if (key.startsWith("AWS.")) return `the key ${key} starts with "AWS."`;
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

function templateError(id: string, map: Readonly<Record<string, string>>, source: string): PutTargetsError | undefined {
  const template = parseInputTemplate(source);
  const undefinedOne = template.placeholders.find(({ name, reserved }) => !reserved && !Object.hasOwn(map, name));
  if (undefinedOne !== undefined) {
    return refuse(`InputTemplate for target ${id} contains invalid placeholder ${undefinedOne.name}.`);
  }
  const usesEventJson = template.placeholders.some(({ name }) => name === "aws.events.event.json");
  return usesEventJson && template.kind !== "json"
    ? refuse(`InputTemplate for target ${id} contains placeholder aws.events.event.json valid only for JSON template.`)
    : undefined;
}

function refuse(message: string, because?: string): PutTargetsError {
  const error = { kind: "putTargetsError", code: "ValidationException", message } as const;
  return because === undefined ? error : { ...error, because };
}
