import { Unresolved } from "#simulator/topology";
import type { PolicyStatement } from "#simulator/policy";
import { matchingValues } from "../conditions";
import { granting } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { visibleText } from "../../plan/redaction/visible-text";

export const oidcTrustNarrowed: AuditRule = {
  severity: "high",
  title: "A role that pipelines take on by OIDC names the audience and whose pipelines.",
  reason:
    "The provider signs tokens for all its customers: without a condition on `sub`, any repository of anybody may take on the role.",
  remedy:
    "Add `StringEquals` on the provider's `sub`, such as `repo:ORG/REPO:environment:prod`, and on its `aud`, `sts.amazonaws.com`.",
  publicIds: ["CKV_AWS_358"],
  *check({ policies }) {
    for (const { resource, kind, argument, statements } of policies.filter((one) => one.kind === "trust")) {
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements)) {
        const wrong = kind === "trust" ? problemOf(statement) : undefined;
        if (wrong !== undefined) yield broken(resource, `${wrong}: ${visibleText(statement.label)}`);
      }
    }
  },
};

function problemOf(statement: PolicyStatement): string | undefined {
  if (!statement.actions.some((one) => /^(?:\*|sts:(?:\*|AssumeRoleWithWebIdentity))$/i.test(one))) return undefined;
  const federated = statement.principal?.["Federated"] ?? [];
  if (!federated.some((one) => one.includes("oidc-provider/") || one.includes("<"))) return undefined;
  const { values: subjects } = matchingValues(statement, /:sub$/);
  const { values: audiences } = matchingValues(statement, /:aud$/);
  if (subjects.length === 0) return "takes tokens of every subject";
  if (subjects.some((one) => /^(?:repo:|project_path:)?[^/]*\*/.test(one)))
    return "takes tokens of subjects by a wildcard for their owner";
  return audiences.length === 0 ? "takes tokens for every audience" : undefined;
}
