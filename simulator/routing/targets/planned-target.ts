import type { Declared, Rule, Target } from "../../topology";
import type { BusEvent } from "../bus-event";
import type { TopologyIndex } from "../topology-index";

/** A target of a rule that fires for an event. */
export interface TargetEvent {
  readonly index: TopologyIndex;
  readonly rule: Rule;
  readonly target: Target;
  readonly event: BusEvent;
  /** Over how many buses the event came. */
  readonly hops: number;
}

/** Whose plan it is. */
export interface PlannedTarget {
  readonly rule: Rule;
  readonly target: Target;
}

/** Nothing is sent. */
export interface NothingPlan extends PlannedTarget {
  readonly kind: "nothing";
  /**
   * - `undeliverable`: EventBridge drops what this event makes of the target's input
   * - `putTargetsError`: AWS refuses such a target
   * - `impossible`: no request can be made; AWS refuses such an API destination
   */
  readonly cause: "undeliverable" | "putTargetsError" | "impossible";
  readonly reason: string;
}

/** What is sent cannot be said. */
export interface UnknownPlan extends PlannedTarget {
  readonly kind: "unknown";
  /** A phrase each. */
  readonly unknowns: readonly string[];
}

/** A plan that nothing is sent. */
export function nothing({ rule, target }: TargetEvent, cause: NothingPlan["cause"], reason: string): NothingPlan {
  return { kind: "nothing", rule, target, cause, reason };
}

/** PutTargets refuses the target, with this message. */
export function refusedTarget(given: TargetEvent, message: string): NothingPlan {
  return nothing(given, "putTargetsError", `AWS refuses the target: ${message}`);
}

/** A plan of which it is not known what is sent. */
export function unknown({ rule, target }: TargetEvent, unknowns: readonly string[]): UnknownPlan {
  return { kind: "unknown", rule, target, unknowns };
}

/** What could not be read of the resources that a plan rests on: it could change what is sent, so nobody can say it. */
export function unreadPlan(given: TargetEvent, resources: readonly Declared[]): UnknownPlan | undefined {
  const unread = given.index.unread(resources);
  return unread.length === 0 ? undefined : unknown(given, unread);
}
