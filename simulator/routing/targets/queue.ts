import { queueRefusal } from "../../policy";
import type { Queue } from "../../topology";
import { planApiDestination, type ApiDestinationPlan } from "./api-destination";
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

/** A message in a queue. */
export interface QueuePlan extends PlannedTarget {
  readonly kind: "queue";
  readonly queueArn: string;
  /** Undefined where the queue is not in this Terraform. */
  readonly queue: Queue | undefined;
  /** The message. */
  readonly input: string;
  /** Of a queue that stands in for an API destination: what that would get. */
  readonly shadowOf: ApiDestinationPlan | DeadLetterPlan | NothingPlan | UnknownPlan | undefined;
}

/** Plans the message that a queue gets for an event. */
export function planQueue(
  given: TargetEvent,
  queueArn: string,
): QueuePlan | DeadLetterPlan | NothingPlan | UnknownPlan {
  const { index, rule, target } = given;
  const queue = index.queue(queueArn);
  const unread = unreadPlan(given, [target, ...(queue === undefined ? [] : [queue])]);
  if (unread !== undefined) return unread;
  const rendered = renderInput(given);
  if (rendered.kind !== "rendered") return rendered;
  if (rendered.assumptions.length > 0) return unknown(given, rendered.assumptions);

  const input = rendered.body.body;
  const refusal = queue === undefined ? undefined : queueRefusal(queue, rule.arn);
  if (refusal !== undefined) {
    const message = `${queueArn} takes no message: ${refusal}`;
    return deadLetter(given, { code: "NO_PERMISSIONS", message, body: input }, refusal);
  }
  return { kind: "queue", rule, target, queueArn, queue, input, shadowOf: shadowPlan(given) };
}

function shadowPlan(given: TargetEvent): QueuePlan["shadowOf"] {
  const { shadowOf } = given.target;
  if (shadowOf?.destination.kind !== "apiDestination") return undefined;
  return planApiDestination({ ...given, target: shadowOf }, shadowOf.destination.apiDestination);
}
