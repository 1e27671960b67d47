import { parsePolicy } from "#simulator/policy";
import { isSymbolic } from "#simulator/topology";
import { granting } from "../policies";
import { broken, type AuditRule } from "../rule";

/** Services that deliver for others: what they take on a role for is one destination. */
const DELIVER = /^(?:events|apigateway|pipes)\.amazonaws\.com/;

export const roleOfRuleLimited: AuditRule = {
  severity: "medium",
  title: "The role of a rule or a route may do one thing to one destination.",
  reason: "Whoever may write a rule could otherwise send to everything that the role reaches.",
  remedy:
    "Give every target a role of its own with one action, such as `events:InvokeApiDestination`, on one ARN without a wildcard.",
  publicIds: ["CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355"],
  *check({ topology, at }) {
    for (const role of topology.roles) {
      const resource = at(role);
      if (resource === undefined || !delivers(role.trustPolicy)) continue;
      const [unread] = role.unreadPolicies;
      if (unread !== undefined) yield { resource, kind: "unknown", says: "not all of its policies are known" };
      const parsed = role.policies.map((policy) => parsePolicy(policy));
      if (parsed.some(({ ok }) => !ok))
        yield { resource, kind: "unknown", says: "one of its policies is not understood" };
      const grants = parsed.flatMap((one) => (one.ok ? granting(one.statements) : []));
      const resources = new Set(grants.flatMap((one) => one.resources));
      const actions = new Set(grants.flatMap((one) => one.actions));
      if (grants.some((one) => one.notActions !== undefined || one.notResources !== undefined))
        yield broken(resource, "may do everything but what its policy names");
      else if ([...resources, ...actions].some((one) => /[*?]/.test(withoutSymbols(one))))
        yield broken(resource, "may do what a wildcard takes in");
      else if (resources.size > 1 || actions.size > 1)
        yield broken(resource, `may do ${actions.size} things to ${resources.size} resources`);
    }
  },
};

function withoutSymbols(text: string): string {
  return isSymbolic(text) ? text.replace(/<[^>]*>/g, "") : text;
}

function delivers(trustPolicy: string | undefined): boolean {
  const parsed = trustPolicy === undefined ? undefined : parsePolicy(trustPolicy);
  return (
    parsed?.ok === true &&
    parsed.statements.some(({ principal = {} }) => principal["Service"]?.some((one) => DELIVER.test(one)))
  );
}
