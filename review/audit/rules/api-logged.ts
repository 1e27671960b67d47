import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const apiLogged: AuditRule = {
  severity: "low",
  title: "Every stage of an HTTP API logs its requests.",
  reason: "Who has called what, and was refused, cannot be told afterwards.",
  remedy: "Set `access_log_settings` with a log group and a format.",
  publicIds: ["CKV_AWS_76", "CKV_AWS_95", "APIGateway.9"],
  *check({ ofType }) {
    for (const resource of ofType("aws_apigatewayv2_stage")) {
      const blocks = resource.blocks("access_log_settings");
      if (blocks instanceof Unresolved) yield notKnown(resource, "access_log_settings", blocks);
      else if (blocks.length === 0) yield broken(resource, "does not log its requests");
    }
  },
};
