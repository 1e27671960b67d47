/** The kinds of targets that rules of this project send to: a file each. */
import type { Construct } from "constructs";
import { bindApiDestination, type ApiDestinationTarget } from "./api-destination";
import type { BoundTarget, SendingRule } from "./bound-target";
import { bindEventBus, type EventBusTarget } from "./event-bus";
import { bindShadowQueue, type ShadowQueueTarget } from "./shadow-queue";
import { bindFunction, type FunctionTarget } from "./lambda-function";

/** Where a rule sends events, and what that kind of target needs to be reached. */
export type RuleTarget = ApiDestinationTarget | EventBusTarget | FunctionTarget | ShadowQueueTarget;

/** Makes what lets a rule reach its target, in the rule's scope. */
export function bindTarget(scope: Construct, rule: SendingRule, target: RuleTarget): BoundTarget {
  switch (target.kind) {
    case "apiDestination":
      return bindApiDestination(scope, rule, target);
    case "eventBus":
      return bindEventBus(target);
    case "function":
      return bindFunction(scope, rule, target);
    case "queue":
      return bindShadowQueue(scope, rule, target);
  }
}
