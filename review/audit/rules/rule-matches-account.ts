import { isSymbolic } from "#simulator/topology";
import { parsePolicy } from "#simulator/policy";
import { parseArn } from "../../../aws/arn";
import { jsonOf } from "../../json-changes";
import { granting, principalsOf } from "../policies";
import { broken, type AuditRule } from "../rule";

export const ruleMatchesAccount: AuditRule = {
  severity: "medium",
  title: "A rule on a bus on which other accounts publish matches the account.",
  reason:
    "A source is text that the publisher chooses. Should the bus policy ever let another account use it, the rule would deliver that account's events, too.",
  remedy: "Add `account` with the accounts that own the source to the event pattern.",
  publicIds: [],
  *check({ topology, at }) {
    const shared = new Set(topology.buses.filter(isShared).map(({ arn }) => arn));
    for (const rule of topology.rules) {
      const resource = at(rule);
      if (resource === undefined || !shared.has(rule.busArn) || rule.trigger.kind === "schedule") continue;
      if (rule.trigger.kind === "unknown") yield { resource, kind: "unknown", says: "event_pattern: it is not known" };
      else if (!namesAccount(rule.trigger.pattern)) yield broken(resource, "does not match the account of the event");
    }
  },
};

/** Whether the policy lets in any account but the bus's own. */
function isShared({
  policy,
  account,
}: {
  readonly policy: { kind: string; document?: string };
  account: string;
}): boolean {
  const parsed = policy.document === undefined ? undefined : parsePolicy(policy.document);
  if (parsed?.ok !== true) return false;
  return granting(parsed.statements)
    .flatMap(principalsOf)
    .some((one) => !isSymbolic(one) && (parseArn(one)?.account ?? one) !== account && !one.endsWith(".amazonaws.com"));
}

function namesAccount(pattern: string): boolean {
  const parsed = jsonOf(pattern);
  return typeof parsed === "object" && parsed !== null && ("account" in parsed || "$or" in parsed);
}
