import type { JsonObject } from "./json-value";
import { parseInputPath } from "./path";
import { findPutTargetsError } from "./put-targets-rules";
import { renderTemplate } from "./render-template";
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
  if (target.Input !== undefined) return { kind: "json", body: target.Input };
  if (target.InputPath !== undefined) return renderInputPath(target.InputPath, event);
  if (target.InputTransformer !== undefined) return renderTemplate(target.InputTransformer, request);
  return { kind: "json", body: JSON.stringify(event) };
}

/** The subtree as JSON, so a string arrives with its quotes. */
function renderInputPath(source: string, event: JsonObject): TargetInputResult {
  const parse = parseInputPath(source);
  if (!parse.ok) return unknown(`what AWS makes of the InputPath ${source}: ${parse.reason}`);
  const resolution = resolveInputPath(parse.path, event);
  return resolution.found
    ? { kind: "json", body: JSON.stringify(resolution.value) }
    : unknown(`what a target receives when its InputPath (${source}) finds nothing in the event`);
}

function unknown(what: string): TargetInputResult {
  return { kind: "unknown", unknowns: [what] };
}
