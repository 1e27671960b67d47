/** What a step is. */
import type { Answerer, StepAnswer } from "../answer";
import type { SmokeContext } from "../context";

/** The steps in their order. */
export const STEP_IDS = [
  "quotas",
  "state",
  "apply-hub",
  "endpoint",
  "apply-tenants",
  "second-plan",
  "bad-credentials",
  "good-credentials",
  "verify",
  "direct-event",
  "forwarded-event",
  "route",
  "foreign-source",
  "dead-letter",
  "facts",
  "alarm",
  "key",
  "drift",
  "destroy",
  "tidy",
  "left",
] as const;

export type StepId = (typeof STEP_IDS)[number];

/** One thing that a run asks AWS. */
export interface Step {
  /** What is shown to hold, in a sentence without a full stop. */
  readonly sentence: string;
  /** Steps that must have passed. */
  readonly needs: readonly StepId[];
  /** It takes away what others have made: it is tried however those ended. */
  readonly cleansUp?: true;
  /** May be run again after it failed or was cut off. What it throws is a failure, too. */
  readonly run: (context: SmokeContext) => Promise<StepAnswer>;
}

export function passed(by: Answerer, ...says: readonly string[]): StepAnswer {
  return { kind: "passed", by, says: [...says] };
}

export function failed(...because: readonly string[]): StepAnswer {
  return { kind: "failed", because: [...because] };
}

export function notAnswered(because: string): StepAnswer {
  return { kind: "not answered", because };
}
