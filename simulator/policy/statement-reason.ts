import type { Cause } from "./conditions";
import type { JudgedStatement, Verdict } from "./verdict";

/** Why a statement does not apply to a request, or why nobody knows whether it does. */
export interface StatementReason {
  /** The statement's Sid, or `statement 2` where it has none. */
  readonly statement: string;
  readonly cause: Cause;
  /** The same as a phrase. */
  readonly reason: string;
}

/**
 * The statements that somebody has to look at: of a verdict that is not known the one that is unsure; where nothing
 * allows the request, each Allow that fails for a reason other than `far`.
 *
 * @param far what makes a statement one about something else altogether
 */
export function statementReasons(
  { decision, by }: Verdict,
  judged: readonly JudgedStatement[],
  far: Cause["part"],
): readonly StatementReason[] {
  if (decision === "unknown") return reasonOf(by);
  if (decision === "allowed" || by !== undefined) return [];
  return judged
    .filter(({ statement }) => statement.effect === "Allow")
    .flatMap(reasonOf)
    .filter(({ cause }) => cause.part !== far);
}

/** Statement reasons in words, each after its statement. */
export function inWords(reasons: readonly StatementReason[]): string {
  return reasons.map(({ statement, reason }) => `${statement}: ${reason}`).join("; ");
}

function reasonOf({ statement, outcome }: JudgedStatement): readonly StatementReason[] {
  if (outcome.kind === "holds") return [];
  return [{ statement: statement.label, cause: outcome.cause, reason: outcome.reason }];
}
