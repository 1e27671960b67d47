import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const apiThrottled: AuditRule = {
  severity: "medium",
  title: "Every stage of an HTTP API limits its requests.",
  reason: "One caller may use up what the account has for all its APIs.",
  remedy: "Set `throttling_rate_limit` and `throttling_burst_limit` in `default_route_settings`.",
  publicIds: [],
  *check({ ofType }) {
    for (const resource of ofType("aws_apigatewayv2_stage")) {
      for (const limit of ["throttling_rate_limit", "throttling_burst_limit"]) {
        const value = resource.value("default_route_settings", limit);
        if (value instanceof Unresolved) yield notKnown(resource, `default_route_settings.${limit}`, value);
        else if (Number(value ?? 0) === 0) yield broken(resource, `has no ${limit}`);
      }
    }
  },
};
