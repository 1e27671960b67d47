/** How the work on a stack ended. */
import type { Counts } from "../review";
import type { HeldLock, ShownDiagnostic, Step, UnsavedState } from "./diagnostics";

/** Whether what is deployed is what is declared. */
export type Verification =
  | { readonly kind: "fine"; readonly checked: number }
  /** A sentence for each problem. */
  | { readonly kind: "wrong"; readonly problems: readonly string[] }
  /** Nothing was looked at. `again`: it may work once other stacks are applied. */
  | { readonly kind: "not verified"; readonly because: string; readonly again: boolean };

/** How a stack ended. */
export type StackEnding =
  | { readonly kind: "applied" | "destroyed"; readonly counts: Counts }
  /** Nothing was left to do. */
  | { readonly kind: "unchanged" }
  /** Somebody was asked, and did not want it. */
  | { readonly kind: "declined" }
  /** The gate did not let its plan pass. A sentence for each reason. */
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
  | {
      readonly kind: "failed";
      readonly step: Step;
      readonly diagnostics: readonly ShownDiagnostic[];
      readonly lock: HeldLock | undefined;
      readonly unsaved?: UnsavedState | undefined;
    }
  /** Somebody stopped the deployment. What was being applied may be there in part. */
  | {
      readonly kind: "interrupted";
      readonly step: Step;
      readonly diagnostics: readonly ShownDiagnostic[];
      readonly unsaved?: UnsavedState | undefined;
    }
  | { readonly kind: "not begun"; readonly because: string };

/** What became of a stack. */
export interface StackOutcome {
  readonly stack: string;
  readonly ending: StackEnding;
  /** Undefined where there is nothing to verify, or nobody wants it. */
  readonly verification: Verification | undefined;
  readonly seconds: number;
}

/** Whether what depends on it may be applied. */
export function isThere({ ending: { kind } }: Pick<StackOutcome, "ending">): boolean {
  return kind === "applied" || kind === "destroyed" || kind === "unchanged";
}
