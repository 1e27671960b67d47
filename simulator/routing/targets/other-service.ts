import { parseArn } from "../../../aws/arn";
import {
  refusedTarget,
  unknown,
  unreadPlan,
  type DeadLetterPlan,
  type NothingPlan,
  type PlannedTarget,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";
import { renderInput } from "./render-input";

/** What a target of another AWS service receives, which is as far as it is simulated. */
export interface OtherServicePlan extends PlannedTarget {
  readonly kind: "otherService";
  readonly arn: string;
  readonly input: string;
}

/** Plans what a target of another AWS service gets for an event. A log group is refused with a role (recorded). */
export function planOtherService(
  given: TargetEvent,
  arn: string,
): OtherServicePlan | DeadLetterPlan | NothingPlan | UnknownPlan {
  const { rule, target } = given;
  const unread = unreadPlan(given, [target]);
  if (unread !== undefined) return unread;
  if (target.roleArn !== undefined && parseArn(arn)?.service === "logs") {
    return refusedTarget(given, `RoleArn is not supported for target ${arn}.`);
  }
  const rendered = renderInput(given);
  if (rendered.kind !== "rendered") return rendered;
  if (rendered.assumptions.length > 0) return unknown(given, rendered.assumptions);
  return { kind: "otherService", rule, target, arn, input: rendered.body.body };
}
