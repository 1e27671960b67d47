import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const functionTraced: AuditRule = {
  severity: "low",
  title: "Every function is traced.",
  reason: "After an incident, nobody can tell which event made a function do what.",
  remedy: 'Set `tracing_config` with `mode = "Active"`.',
  publicIds: ["CKV_AWS_50", "Lambda.7"],
  *check({ ofType }) {
    for (const resource of ofType("aws_lambda_function")) {
      const mode = resource.value("tracing_config", "mode");
      if (mode instanceof Unresolved) yield notKnown(resource, "tracing_config", mode);
      else if (mode !== "Active") yield broken(resource, "is not traced");
    }
  },
};
