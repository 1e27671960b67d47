import type { Outcome } from "./conditions";
import type { PolicyStatement } from "./policy-statement";

/** A statement, and whether it applies to a request. */
export interface JudgedStatement {
  readonly statement: PolicyStatement;
  readonly outcome: Outcome;
}

/** What the statements of one or several policies come to. */
export type Verdict =
  /** `by` is the statement that allows; none where nothing needs to. */
  | { readonly decision: "allowed"; readonly by: JudgedStatement | undefined }
  /** `by` is the statement that denies; none where nothing allows. */
  | { readonly decision: "denied"; readonly by: JudgedStatement | undefined }
  /** `by` is the statement of which nobody knows whether it applies, and that would decide if it did. */
  | { readonly decision: "unknown"; readonly by: JudgedStatement };

/**
 * IAM's decision: a Deny that applies wins, then an Allow that applies; without either it is what `otherwise` says. A
 * statement of which nobody knows whether it applies makes it `unknown`, never `allowed`, unless it could not change the
 * answer: where nothing allows the request, another Deny changes nothing, and where something does, another Allow.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @param otherwise `allowed` where another policy, which is not asked here, is taken to allow
 */
export function decide(judged: readonly JudgedStatement[], otherwise: "allowed" | "denied"): Verdict {
  const find = (effect: PolicyStatement["effect"], kind: Outcome["kind"]) =>
    judged.find(({ statement, outcome }) => statement.effect === effect && outcome.kind === kind);

  const denying = find("Deny", "holds");
  if (denying !== undefined) return { decision: "denied", by: denying };
  const allowing = find("Allow", "holds");
  const isAllowed = allowing !== undefined || otherwise === "allowed";
  const unsure = find(isAllowed ? "Deny" : "Allow", "unknown");
  if (unsure !== undefined) return { decision: "unknown", by: unsure };
  return { decision: isAllowed ? "allowed" : "denied", by: allowing };
}
