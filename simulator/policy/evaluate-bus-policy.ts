import type { Bus } from "../topology";
import { parsePolicy } from "./policy-statement";
import type { PublishRequest } from "./request-context";
import { evaluateStatement, type EvaluatedStatement } from "./statement-outcome";

/** What a bus policy is asked. */
export interface PolicyQuestion {
  readonly bus: Pick<Bus, "arn" | "account" | "policy">;
  readonly request: PublishRequest;
}

/** The answer. */
export interface PolicyVerdict {
  readonly decision: "allowed" | "denied" | "unknown";
  /** The Sid of the statement that decided; none when nothing allows the event, or none is needed. */
  readonly statement: string | undefined;
  /** Why, in a sentence; what is assumed stands in it. */
  readonly reason: string;
}

/**
 * May this account put this event on the bus? An explicit deny wins, then an allow. Without either, an account other
 * than the bus's own is refused; within the bus's own, the identity's permissions are enough. Something that is not
 * known and could change the answer makes it `unknown`, never `allowed`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluateBusPolicy({ bus, request }: PolicyQuestion): PolicyVerdict {
  if (bus.policy.kind === "unknown") return verdict("unknown", undefined, bus.policy.what);
  const policy = bus.policy.kind === "none" ? { ok: true as const, statements: [] } : parsePolicy(bus.policy.document);
  if (!policy.ok) return verdict("unknown", undefined, policy.reason);

  const evaluated = policy.statements.map((statement) => evaluateStatement(statement, bus.arn, request));
  const denies = evaluated.filter(({ statement }) => statement.effect === "Deny");
  const allows = evaluated.filter(({ statement }) => statement.effect === "Allow");

  const denied = denies.find(({ outcome }) => outcome.kind === "holds");
  if (denied !== undefined) return decidedBy("denied", denied, [], `denies ${inWords(request)}`);

  const allowed = allows.find(({ outcome }) => outcome.kind === "holds");
  const ownAccount = request.principalAccount === bus.account;
  // Where nothing allows the event, an unknown deny changes nothing; an unknown allow does.
  const couldDecide = allowed !== undefined || ownAccount ? denies : allows;
  const unsure = couldDecide.find(({ outcome }) => outcome.kind === "unknown");
  if (unsure?.outcome.kind === "unknown") {
    return verdict("unknown", unsure.statement.label, `${unsure.statement.label}: ${unsure.outcome.reason}`);
  }
  if (allowed !== undefined) return decidedBy("allowed", allowed, denies, `allows ${inWords(request)}`);
  if (!ownAccount) return verdict("denied", undefined, whyNothingAllows(allows, request));
  return verdict(
    "allowed",
    undefined,
    `account ${bus.account} owns the bus and no statement denies the event; ` +
      "the identity that publishes is taken to have events:PutEvents",
  );
}

function verdict(decision: PolicyVerdict["decision"], statement: string | undefined, reason: string): PolicyVerdict {
  return { decision, statement, reason };
}

function decidedBy(
  decision: "allowed" | "denied",
  decisive: EvaluatedStatement,
  passedOver: readonly EvaluatedStatement[],
  does: string,
): PolicyVerdict {
  const assumptions = [decisive, ...passedOver].flatMap(({ outcome }) =>
    outcome.kind === "unknown" ? [] : outcome.assumptions,
  );
  const { label } = decisive.statement;
  return verdict(decision, label, [`${label} ${does}`, ...new Set(assumptions)].join("; "));
}

function inWords({ principalAccount, source, detailType }: PublishRequest): string {
  return `${JSON.stringify(detailType)} of ${source} from account ${principalAccount}`;
}

/** The statements that are for the account and want something else are what somebody has to look at. */
function whyNothingAllows(allows: readonly EvaluatedStatement[], request: PublishRequest): string {
  const reasons = allows.flatMap(({ statement, outcome, concernsPrincipal }) =>
    concernsPrincipal && outcome.kind === "fails" ? [`${statement.label}: ${outcome.reason}`] : [],
  );
  const why = reasons.length > 0 ? reasons.join("; ") : `none is for account ${request.principalAccount}`;
  return `no statement allows ${inWords(request)} (${why})`;
}
