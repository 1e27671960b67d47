import { granting, isNarrowedBy, principalsOf } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { Unresolved } from "#simulator/topology";
import { visibleText } from "../../plan/redaction/visible-text";

/** Keys of conditions that tell the caller, or for whom a service calls. */
const WHO = [
  ...["aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:userid"],
  ...["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"],
  ...["aws:sourcevpc", "aws:sourcevpce", "aws:sourceip", "kms:calleraccount"],
];

export const noAccessForEverybody: AuditRule = {
  severity: "high",
  title: "No policy lets everybody in.",
  reason:
    "A principal `*` is every AWS account, and often everybody at all: anyone could publish, read, send or take on the role.",
  remedy:
    "Name accounts or roles, or keep `*` within your organization by a condition on `aws:PrincipalOrgID`, or to one caller by `aws:SourceArn`.",
  publicIds: [
    ...["CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_33", "CKV_AWS_301", "CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_70"],
    ...["CKV_AWS_169", "SQS.3", "SNS.4", "KMS.5", "Lambda.1"],
  ],
  *check({ policies }) {
    for (const { resource, kind, argument, statements } of policies) {
      if (kind === "identity") continue;
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements)) {
        const everybody = principalsOf(statement).includes("*") || statement.hasNotPrincipal;
        if (everybody && !isNarrowedBy(statement, WHO))
          yield broken(resource, `lets everybody in: ${argument}, ${visibleText(statement.label)}`);
      }
    }
  },
};
