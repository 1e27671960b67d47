/** Who may publish what, before and after: asked of the bus policies for everything that a statement of either names. */
import { evaluateBusPolicy, parsePolicy, type PolicyStatement, type PolicyVerdict } from "#simulator/policy";
import type { Bus, Topology } from "#simulator/topology";
import { parseArn } from "../aws/arn";

/** One cell of the matrix. */
export interface PublishingCell {
  /** Name of the bus. */
  readonly bus: string;
  /** Twelve digits, another principal as the policy writes it, or `*` for any account. */
  readonly account: string;
  /** As the policy writes it; `*` for any. */
  readonly source: string;
  /** As the policy writes it; `*` for any. */
  readonly detailType: string;
  /** `absent` where there is no such bus on that side. */
  readonly before: Decision;
  readonly after: Decision;
}

/** What a bus policy says of an event, or that there is none. */
type Decision = PolicyVerdict["decision"] | "absent";

/** What stands for "any": no policy names these, so only a statement for everybody or everything allows them. */
const ANY_ACCOUNT = "000000000000";
const ANY_TEXT = "named by no policy";

type Asked = Pick<PublishingCell, "bus" | "account" | "source" | "detailType">;

/**
 * Every cell that a bus policy of either side names in an Allow statement, with the verdict of both sides. A Deny, and a
 * condition of a statement, count in the verdict.
 */
export function publishingOf(base: Topology, head: Topology): PublishingCell[] {
  const cells = new Map<string, Asked>();
  for (const bus of [...declared(base), ...declared(head)]) {
    for (const cell of namedBy(bus)) cells.set(JSON.stringify(cell), cell);
  }
  return [...cells.values()]
    .map((cell) => ({ ...cell, before: decisionOf(base, cell), after: decisionOf(head, cell) }))
    .filter(({ before, after }) => [before, after].some((one) => one === "allowed" || one === "unknown"))
    .sort((a, b) => order(a).localeCompare(order(b), "en"));
}

function order({ bus, account, source, detailType }: Asked): string {
  return [bus, account, source, detailType].join("\n");
}

function declared({ buses }: Topology): Bus[] {
  return buses.filter(({ origin }) => origin === "declared");
}

function* namedBy({ name: bus, policy }: Bus): Iterable<Asked> {
  const parsed = policy.kind === "document" ? parsePolicy(policy.document) : undefined;
  if (parsed?.ok !== true) return;
  for (const statement of parsed.statements) {
    if (statement.effect !== "Allow") continue;
    for (const account of accountsOf(statement)) {
      for (const source of valuesOf(statement, "events:source")) {
        for (const detailType of valuesOf(statement, "events:detail-type")) {
          yield { bus, account, source, detailType };
        }
      }
    }
  }
}

function accountsOf({ principal }: PolicyStatement): string[] {
  return (principal?.["AWS"] ?? []).map((one) => {
    const arn = parseArn(one);
    return arn?.kind === "account root" ? arn.account : one;
  });
}

/** The values that a statement's conditions name for a key; `*` where they name none. */
function valuesOf({ condition }: PolicyStatement, key: string): string[] {
  const named = Object.entries(condition)
    .filter(([operator]) => /String(?:Equals|Like)/i.test(operator) && !/Not/i.test(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .flatMap(([name, values]) => (name.toLowerCase() === key ? values : []));
  return named.length === 0 ? ["*"] : [...new Set(named)];
}

function decisionOf(topology: Topology, { bus: name, account, source, detailType }: Asked): Decision {
  const bus = declared(topology).find((one) => one.name === name);
  if (bus === undefined) return "absent";
  const arn = parseArn(account);
  const request = {
    principalAccount: /^\d{12}$/.test(account) ? account : (arn?.account ?? ANY_ACCOUNT),
    principalArn: arn === undefined ? undefined : account,
    source: exampleOf(source),
    detailType: exampleOf(detailType),
  };
  return evaluateBusPolicy({ bus, request }).decision;
}

/** A text that a pattern of StringLike takes, and no other value of a policy is likely to. */
function exampleOf(text: string): string {
  return text.replaceAll("*", ANY_TEXT).replaceAll("?", "x");
}
