/** What each target of a rule gets for an event: a file for each kind of target. */
import { planApiDestination, type ApiDestinationPlan } from "./api-destination";
import { planEventBus, type EventBusPlan } from "./event-bus";
import { planFunction, type FunctionPlan } from "./function";
import { planQueue, type QueuePlan } from "./queue";
import { parseArn } from "../../../aws/arn";
import { isSymbolic } from "../../topology";
import { planOtherService, type OtherServicePlan } from "./other-service";
import {
  refusedTarget,
  type DeadLetterPlan,
  type NothingPlan,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";

export type { ApiDestinationPlan } from "./api-destination";
export type { EventBusPlan, Forwarding } from "./event-bus";
export type { FunctionPlan } from "./function";
export type { QueuePlan } from "./queue";
export type { OtherServicePlan } from "./other-service";
export { hasInput, type DeadLetterPlan, type NothingPlan, type RefusedEvent, type UnknownPlan } from "./planned-target";

/** What one target gets for one event. */
export type TargetPlan =
  | ApiDestinationPlan
  | EventBusPlan
  | FunctionPlan
  | QueuePlan
  | OtherServicePlan
  | DeadLetterPlan
  | NothingPlan
  | UnknownPlan;

/** Plans what a target gets. */
export function planTarget(given: TargetEvent): TargetPlan {
  const { destination, arn, roleArn } = given.target;
  const malformed = [arn, roleArn].find((each) => each !== undefined && isMalformed(each));
  // In AWS's recorded words, of a target and of its role.
  if (malformed !== undefined) {
    return refusedTarget(given, `Parameter ${malformed} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  switch (destination.kind) {
    case "apiDestination":
      return planApiDestination(given, destination.apiDestination);
    case "eventBus":
      return planEventBus(given, destination.busArn);
    case "function":
      return planFunction(given, destination.functionArn);
    case "queue":
      return planQueue(given, destination.queueArn);
    case "other":
      return planOtherService(given, destination.arn);
  }
}

/** What is known to be no ARN. */
function isMalformed(arn: string): boolean {
  return !isSymbolic(arn) && parseArn(arn) === undefined;
}
