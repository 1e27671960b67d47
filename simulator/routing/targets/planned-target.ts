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

/**
 * Why EventBridge gives an event up without an attempt that could be repeated, as `ERROR_CODE` of the dead letter has it:
 * "permission and missing-resource errors skip retries" (eb-rule-dlq).
 */
type RefusalCode = InvalidInput["code"] | "NO_PERMISSIONS" | "THIRD_ACCOUNT_HOP_DETECTED" | "THIRD_REGION_HOP_DETECTED";

/** What a dead-letter queue gets at once. */
export interface RefusedEvent {
  readonly code: RefusalCode;
  /** AWS's, where one is recorded. */
  readonly message: string;
  /** What the target would have received. */
  readonly body: string;
}

/** The target gets nothing, and its dead-letter queue the letter, at once. */
export interface DeadLetterPlan extends PlannedTarget {
  readonly kind: "deadLetter";
  readonly letter: RefusedEvent;
  /** Why, where the letter leaves that open. */
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

/** PutTargets refuses an API destination or a bus without a role, also inside one account (recorded). */
export function withoutRole(given: TargetEvent, targetArn: string): NothingPlan {
  return refusedTarget(given, `RoleArn is required for target ${targetArn}.`);
}

/** A plan that the event becomes a dead letter at once. */
export function deadLetter({ rule, target }: TargetEvent, letter: RefusedEvent, reason: string): DeadLetterPlan {
  return { kind: "deadLetter", rule, target, letter, reason };
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
