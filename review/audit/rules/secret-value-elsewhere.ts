import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

/** Where Terraform takes the value of a secret, by type. Arguments that are written only, and kept nowhere, are others. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
};

export const secretValueElsewhere: AuditRule = {
  severity: "high",
  title: "No secret gets its value from Terraform.",
  reason: "The value would stand in plans and in the state, for everybody who may read them.",
  remedy:
    "Let Terraform create the secret without a value, and put it by hand, by a rotation, or by a write-only argument.",
  publicIds: [],
  *check({ ofType }) {
    for (const [type, names] of Object.entries(VALUES)) {
      for (const resource of ofType(type)) {
        if (type === "aws_ssm_parameter" && resource.value("type") !== "SecureString") continue;
        for (const argument of names) {
          const value = resource.value(argument);
          if (value instanceof Unresolved) yield notKnown(resource, argument, value);
          else if (value !== undefined) yield broken(resource, `has its value in ${argument}`);
        }
      }
    }
  },
};
