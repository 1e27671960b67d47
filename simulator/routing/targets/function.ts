import { invokeRefusal } from "../../policy";
import type { LambdaFunction } from "../../topology";
import {
  deadLetter,
  unknown,
  unreadPlan,
  type DeadLetterPlan,
  type NothingPlan,
  type PlannedTarget,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";
import { renderInput } from "./render-input";

/** An invocation of a function. */
export interface FunctionPlan extends PlannedTarget {
  readonly kind: "function";
  /** Undefined where the function is not in this Terraform. */
  readonly lambda: LambdaFunction | undefined;
  /** The event that the function gets. */
  readonly input: string;
}

/** Plans how a function is invoked with an event. */
export function planFunction(
  given: TargetEvent,
  functionArn: string,
): FunctionPlan | DeadLetterPlan | NothingPlan | UnknownPlan {
  const { index, rule, target } = given;
  const unread = unreadPlan(given, [target]);
  if (unread !== undefined) return unread;
  const rendered = renderInput(given);
  if (rendered.kind !== "rendered") return rendered;
  // What a function makes of an input that is only assumed would not be known either.
  if (rendered.assumptions.length > 0) return unknown(given, rendered.assumptions);

  const lambda = index.function(functionArn);
  const input = rendered.body.body;
  const refusal = lambda === undefined ? undefined : invokeRefusal(lambda, "events.amazonaws.com", rule.arn);
  if (refusal === undefined) return { kind: "function", rule, target, lambda, input };
  const message = `${functionArn} may not be invoked: ${refusal}`;
  return deadLetter(
    given,
    { code: "NO_PERMISSIONS", message, body: input },
    `EventBridge may not invoke it: ${refusal}`,
  );
}
