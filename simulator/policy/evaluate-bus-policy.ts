import { parseArn } from "../../aws/arn";
import { isSymbolic, type Bus, type BusPolicy, type UnreadStatements } from "../topology";
import { failing, HOLDS, unknownOutcome, type Outcome } from "./conditions";
import { judgeStatement } from "./judge-statement";
import { parsePolicy, type ParsedPolicy, type PolicyStatement } from "./policy-statement";
import { contextValue, type PublishRequest } from "./request-context";
import { inWords, statementReasons, type StatementReason } from "./statement-reason";
import { decide, type JudgedStatement } from "./verdict";

/** What a bus policy is asked. */
export interface PolicyQuestion {
  readonly bus: Pick<Bus, "arn" | "account" | "policy" | "unread">;
  readonly request: PublishRequest;
}

/** The answer. */
export interface PolicyVerdict {
  readonly decision: "allowed" | "denied" | "unknown";
  /** The Sid of the statement that decided; none when nothing allows the event, or none is needed. */
  readonly statement: string | undefined;
  /** True when a statement denies the event; false when it is denied because nothing allows it. */
  readonly explicit: boolean;
  /** Why, in a sentence; what is assumed stands in it. */
  readonly reason: string;
  /** The statements behind a reason that nothing allows the event, or that it is not known. */
  readonly statements: readonly StatementReason[];
}

/**
 * May this account put this event on the bus? An explicit deny wins, then an allow. Without either, an account other
 * than the bus's own is refused; within the bus's own, the identity's permissions are enough. Something that is not
 * known and could change the answer makes it `unknown`, never `allowed`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluateBusPolicy({ bus, request }: PolicyQuestion): PolicyVerdict {
  const policy = statementsOf(bus.policy);
  if (!policy.ok) return unreadable(policy.reason);

  const read = policy.statements.map((statement) =>
    judgeStatement(statement, {
      action: "events:PutEvents",
      resource: bus.arn,
      resourceMayBeAbsent: true,
      principal: (one) => principalOutcome(one, request),
      context: (key, wanted) => contextValue(key, request, wanted),
    }),
  );
  const judged = [...read, ...(bus.unread ?? []).flatMap(judgedUnread)];
  const ownAccount = request.principalAccount === bus.account;
  const verdict = decide(judged, ownAccount ? "allowed" : "denied");
  if (!ownAccount && (isSymbolic(bus.account) || isSymbolic(request.principalAccount))) {
    const asOwner = decide(judged, "allowed");
    if (asOwner.decision !== verdict.decision) return unreadable(whoseAccount(bus, request));
  }
  const { decision, by } = verdict;
  const statements = statementReasons(verdict, judged, "principal");
  return {
    decision,
    statement: by?.statement.label,
    explicit: decision === "denied" && by !== undefined,
    statements,
    reason: decision === "unknown" ? inWords(statements) : whyDecided(decision, by, judged, statements, bus, request),
  };
}

/** Every event that comes to a bus asks its policy, and reading one takes longer than all else that is done for an event. */
const alreadyRead = new WeakMap<BusPolicy, ParsedPolicy>();

function statementsOf(policy: BusPolicy): ParsedPolicy {
  const known = alreadyRead.get(policy);
  if (known !== undefined) return known;
  const read = readPolicy(policy);
  alreadyRead.set(policy, read);
  return read;
}

function readPolicy(policy: BusPolicy): ParsedPolicy {
  switch (policy.kind) {
    case "document":
      return parsePolicy(policy.document);
    case "none":
      return { ok: true, statements: [] };
    case "unknown":
      return { ok: false, reason: policy.what };
  }
}

/** Statements of which nobody knows whether they are for the event. */
function judgedUnread({ label, what, mayDeny }: UnreadStatements): JudgedStatement[] {
  const outcome = unknownOutcome({ part: "principal" }, what);
  const statement = (effect: PolicyStatement["effect"]): PolicyStatement => ({
    label,
    effect,
    principal: undefined,
    hasNotPrincipal: false,
    actions: [],
    notActions: undefined,
    resources: [],
    notResources: undefined,
    condition: {},
  });
  return (mayDeny ? (["Allow", "Deny"] as const) : (["Allow"] as const)).map((effect) => ({
    statement: statement(effect),
    outcome,
  }));
}

function whoseAccount({ account }: Pick<Bus, "account">, { principalAccount }: PublishRequest): string {
  return isSymbolic(account)
    ? `the Terraform does not tell the ${account.replace(/[<>]/g, "")}: if it is ${principalAccount}, ` +
        "the event needs no statement of the bus policy, and else no statement allows it"
    : `the Terraform does not tell the ${principalAccount.replace(/[<>]/g, "")}, which puts the event: if it is ` +
        `${account}, the event needs no statement of the bus policy, and else no statement allows it`;
}

function unreadable(reason: string): PolicyVerdict {
  return { decision: "unknown", statement: undefined, explicit: false, reason, statements: [] };
}

function whyDecided(
  decision: "allowed" | "denied",
  by: JudgedStatement | undefined,
  judged: readonly JudgedStatement[],
  statements: readonly StatementReason[],
  bus: Pick<Bus, "account">,
  request: PublishRequest,
): string {
  const { principalAccount, source, detailType } = request;
  const event = `${JSON.stringify(detailType)} of ${source} from account ${principalAccount}`;
  if (by !== undefined) {
    const passedOver = decision === "denied" ? [] : judged.filter(({ statement }) => statement.effect === "Deny");
    const does = `${by.statement.label} ${decision === "denied" ? "denies" : "allows"} ${event}`;
    return [does, ...new Set([by, ...passedOver].flatMap(assumptionsOf))].join("; ");
  }
  if (decision === "denied") {
    // The statements that are for the account and want something else are what somebody has to look at.
    const why = statements.length > 0 ? inWords(statements) : `none is for account ${principalAccount}`;
    return `no statement allows ${event} (${why})`;
  }
  return (
    `account ${bus.account} owns the bus and no statement denies the event; ` +
    "the identity that publishes is taken to have events:PutEvents"
  );
}

function assumptionsOf({ outcome }: JudgedStatement): readonly string[] {
  return outcome.kind === "unknown" ? [] : outcome.assumptions;
}

function principalOutcome({ principal, hasNotPrincipal }: PolicyStatement, request: PublishRequest): Outcome {
  const cause = { part: "principal" } as const;
  if (hasNotPrincipal) return unknownOutcome(cause, "NotPrincipal is not known here");
  if (principal === undefined) return unknownOutcome(cause, "the statement has no Principal");
  const account = request.principalAccount;
  const accepted = principal["AWS"] ?? [];
  const names = (one: string) =>
    one === "*" || one === account || isRootOf(one, account) || one === request.principalArn;
  if (accepted.some(names)) return HOLDS;
  const unresolved = accepted.find(isSymbolic);
  if (unresolved !== undefined) return unknownOutcome(cause, `which account ${unresolved} is of is not known`);
  const identity = accepted.find((one) => parseArn(one)?.account === account);
  if (identity !== undefined && request.principalArn === undefined) {
    return unknownOutcome(cause, `whether it is ${identity} that publishes is not known here`);
  }
  return failing(cause, `it is for ${Object.values(principal).flat().join(", ")}`);
}

function isRootOf(arn: string, account: string): boolean {
  const parsed = parseArn(arn);
  return parsed?.kind === "account root" && parsed.account === account;
}
