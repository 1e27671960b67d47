import type { InvalidInput } from "../../input";
import type { Declared, Rule, Target } from "../../topology";
import type { BusEvent, Hop } from "../bus-event";
import type { TopologyIndex } from "../topology-index";

/** A target of a rule that fires for an event. */
export interface TargetEvent {
  readonly index: TopologyIndex;
  readonly rule: Rule;
  readonly target: Target;
  readonly event: BusEvent;
  /** How rules have taken the event from bus to bus until now. */
  readonly hops: readonly Hop[];
}

/** Whose plan it is. */
export interface PlannedTarget {
  readonly rule: Rule;
  readonly target: Target;
}

/** What the target's input makes of the event is no JSON: the target gets nothing, its dead-letter queue what was rendered. */
export interface DeadLetterPlan extends PlannedTarget {
  readonly kind: "deadLetter";
  readonly letter: InvalidInput;
  readonly reason: string;
}

/** Nothing is sent. */
export interface NothingPlan extends PlannedTarget {
  readonly kind: "nothing";
  /**
   * - `empty`: the target's input makes nothing of this event, which neither the target nor a queue was seen to get
   * - `putTargetsError`: AWS refuses such a target
   * - `impossible`: no request can be made; AWS refuses such an API destination
   */
  readonly cause: "empty" | "putTargetsError" | "impossible";
  readonly reason: string;
}

/** What is sent cannot be said. */
export interface UnknownPlan extends PlannedTarget {
  readonly kind: "unknown";
  /** A phrase each. */
  readonly unknowns: readonly string[];
}

/** Whether a target gets something else than the event as it came. */
export function hasInput({ input: { Input, InputPath, InputTransformer } }: Target): boolean {
  return Input !== undefined || InputPath !== undefined || InputTransformer !== undefined;
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
