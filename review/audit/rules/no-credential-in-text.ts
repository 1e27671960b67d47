import { holdsIssuedCredential } from "../../plan/redaction/credential-shapes";
import { visibleText } from "../../plan/redaction/visible-text";
import { broken, type AuditRule } from "../rule";

export const noCredentialInText: AuditRule = {
  severity: "high",
  title: "No text of Terraform holds a credential.",
  reason: "Descriptions, templates, tags and environment variables are read by many who may not read secrets.",
  remedy:
    "Revoke the credential, since it is known already, and read the new one from Secrets Manager when it is needed.",
  publicIds: ["CKV_AWS_45", "CKV_AWS_46", "CKV_AWS_41"],
  *check({ resources }) {
    for (const resource of resources) {
      for (const argument of resource.arguments) {
        if (holdsCredential(resource.value(argument)))
          yield broken(resource, `${visibleText(argument)} holds what has the shape of a credential`);
      }
    }
  },
};

function holdsCredential(value: unknown): boolean {
  if (typeof value === "string") return holdsIssuedCredential(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => holdsIssuedCredential(key) || holdsCredential(member));
}
