import { renderTargetInput } from "../../input";
import type { DeliveredBody } from "../../request";
import {
  deadLetter,
  hasInput,
  nothing,
  refusedTarget,
  unknown,
  type DeadLetterPlan,
  type NothingPlan,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";

/** What a target's input makes of an event. */
export type RenderedInput =
  | {
      readonly kind: "rendered";
      readonly body: DeliveredBody;
      /** What the body rests on that AWS does not document, a phrase each. */
      readonly assumptions: readonly string[];
    }
  | DeadLetterPlan
  | NothingPlan
  | UnknownPlan;

/** Renders the event for a target. A target without an input gets the event as it came, its numbers included. */
export function renderInput(given: TargetEvent): RenderedInput {
  const { rule, target, event } = given;
  if (!hasInput(target)) {
    return { kind: "rendered", body: { kind: "json", body: event.text }, assumptions: [] };
  }
  const result = renderTargetInput({
    target: target.input,
    event: event.json,
    rule: { name: rule.name, arn: rule.arn },
    ingestionTime: event.ingestionTime,
  });
  switch (result.kind) {
    case "json":
    case "rawText":
      return { kind: "rendered", body: result, assumptions: [] };
    case "notDelivered": {
      const { reason, deadLetter: letter } = result;
      return letter === undefined ? nothing(given, "empty", reason) : deadLetter(given, letter, reason);
    }
    case "putTargetsError": {
      const { message, because } = result;
      return refusedTarget(given, because === undefined ? message : `${message} ${because}`);
    }
    case "unknown": {
      const { unknowns, assumedBody } = result;
      if (assumedBody === undefined) return unknown(given, unknowns);
      return { kind: "rendered", body: assumed(assumedBody), assumptions: unknowns };
    }
  }
}

function assumed(body: string): DeliveredBody {
  try {
    JSON.parse(body);
    return { kind: "json", body };
  } catch {
    return { kind: "rawText", body };
  }
}
