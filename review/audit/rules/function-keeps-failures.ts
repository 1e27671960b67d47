import { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "../audited-resource";
import { broken, type AuditRule } from "../rule";

export const functionKeepsFailures: AuditRule = {
  severity: "low",
  title: "Every function keeps the events it failed on.",
  reason: "An event that a function fails on three times is dropped without a trace.",
  remedy: "Set `dead_letter_config` of the function, or `on_failure` of its `aws_lambda_function_event_invoke_config`.",
  publicIds: ["CKV_AWS_116"],
  *check({ ofType }) {
    const configs = ofType("aws_lambda_function_event_invoke_config");
    for (const resource of ofType("aws_lambda_function")) {
      const own = resource.value("dead_letter_config", "target_arn");
      if (own !== undefined) continue;
      if (configs.some((one) => one.stack === resource.stack && keepsFor(one, resource))) continue;
      if (configs.some((one) => one.stack === resource.stack && one.value("function_name") instanceof Unresolved))
        yield { resource, kind: "unknown", says: "which function an event_invoke_config is about, is not known" };
      else yield broken(resource, "does not keep the events it failed on");
    }
  },
};

function keepsFor(config: AuditedResource, resource: AuditedResource): boolean {
  return (
    [resource.name, resource.arn].includes(String(config.value("function_name"))) &&
    config.value("destination_config", "on_failure", "destination") !== undefined
  );
}
