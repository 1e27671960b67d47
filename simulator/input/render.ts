import type { JsonObject } from "./json-value";
import { writeJson } from "./json-text";
import { parseInputPath } from "./path";
import { findPutTargetsError } from "./put-targets-rules";
import { EMPTY, renderTemplate } from "./render-template";
import { resolveInputPath } from "./resolve-path";
import type { TargetInputRequest, TargetInputResult } from "./target-input";

/**
 * Makes the body a target receives of an event. Never throws.
 *
 * Rules: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html (Input, InputPath) and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html (InputTransformer)
 */
export function renderTargetInput(request: TargetInputRequest): TargetInputResult {
  const { target, event } = request;
  const error = findPutTargetsError(target);
  if (error !== undefined) return error;
  if (target.Input !== undefined) return target.Input.trim() === "" ? EMPTY : { kind: "json", body: target.Input };
  if (target.InputPath !== undefined) return renderInputPath(target.InputPath, event);
  if (target.InputTransformer !== undefined) return renderTemplate(target.InputTransformer, request);
  return { kind: "json", body: writeJson(event) };
}

/** The subtree as JSON, so a string arrives with its quotes; an empty object for null and for nothing, as recorded. */
function renderInputPath(source: string, event: JsonObject): TargetInputResult {
  if (source === "") return { kind: "json", body: "{}" };
  const parse = parseInputPath(source);
  if (!parse.ok) {
    return { kind: "unknown", unknowns: [`what AWS makes of the InputPath ${source}: ${parse.reason}`] };
  }
  const resolution = resolveInputPath(parse.path, event);
  return {
    kind: "json",
    body: resolution.found && resolution.value !== null ? writeJson(resolution.value) : "{}",
  };
}
