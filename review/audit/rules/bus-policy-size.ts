import { isSymbolic } from "#simulator/topology";
import { BUS_POLICY_CHARACTERS } from "../../../aws/limits";
import { broken, type AuditRule } from "../rule";

export const busPolicySize: AuditRule = {
  severity: "medium",
  title: "The policy of a bus has at most 10,240 characters.",
  reason: "AWS refuses a longer one and does not raise the limit: the apply fails, and the policy stays as it was.",
  remedy: "Name fewer sources or detail-types, or let some accounts publish through a bus of their own.",
  publicIds: [],
  *check({ ofType }) {
    for (const resource of ofType("aws_cloudwatch_event_bus_policy")) {
      const policy = resource.value("policy");
      if (typeof policy !== "string" || policy.length <= BUS_POLICY_CHARACTERS) continue;
      yield isSymbolic(policy)
        ? { resource, kind: "unknown", says: "policy: how long it is, is known only after apply" }
        : broken(resource, `has a policy of ${policy.length} characters`);
    }
  },
};
