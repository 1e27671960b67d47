import { Unresolved } from "#simulator/topology";
import type { PolicyStatement } from "#simulator/policy";
import { granting, isNarrowedBy, type AuditedPolicy } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { visibleText } from "../../plan/redaction/visible-text";

/** Keys by which a service says for whom it acts. */
const FOR_WHOM = [
  ...["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"],
  ...["aws:principalorgid", /^kms:encryptioncontext:/, "kms:calleraccount"],
];

/** Services that say for whom they act when they take on a role. */
const SAY_SO = /^(?:events|scheduler|pipes|states|sns|config|cloudtrail|vpc-flow-logs|delivery\.logs)\.amazonaws\.com/;

export const serviceNamesItsCaller: AuditRule = {
  severity: "medium",
  title: "An AWS service is trusted only for accounts or resources that are named.",
  reason:
    "A service acts for all its customers: without a condition, somebody else's rule or topic could use your queue, key, function or role through it (the confused deputy).",
  remedy: "Add a condition on `aws:SourceArn` or `aws:SourceAccount`; for a function, `source_arn` of the permission.",
  publicIds: ["CKV_AWS_364"],
  *check({ policies }) {
    for (const policy of policies.filter(({ kind }) => kind !== "identity")) {
      const { resource, argument, statements } = policy;
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements).filter((one) => trustsService(policy, one))) {
        if (!isNarrowedBy(statement, FOR_WHOM))
          yield broken(resource, `trusts a service for everybody: ${argument}, ${visibleText(statement.label)}`);
      }
    }
  },
};

function trustsService({ kind }: AuditedPolicy, { principal = {} }: PolicyStatement): boolean {
  const services = principal["Service"] ?? [];
  return kind === "trust" ? services.some((service) => SAY_SO.test(service)) : services.length > 0;
}
