import { broken, notKnown, type AuditRule } from "../rule";

export const busHasPolicy: AuditRule = {
  severity: "medium",
  title: "A bus of one's own has a policy.",
  reason:
    "Without a policy every identity of the account whose IAM policies allow it may publish anything, and what is added later by hand is noticed by nobody.",
  remedy: "Give the bus an `aws_cloudwatch_event_bus_policy` that names who may publish what.",
  publicIds: ["EventBridge.3"],
  *check({ topology, at }) {
    for (const bus of topology.buses) {
      const resource = bus.origin === "declared" ? at(bus) : undefined;
      if (resource === undefined) continue;
      const [unread] = bus.unread ?? [];
      if (bus.policy.kind === "unknown") yield notKnown(resource, "policy", bus.policy);
      else if (bus.policy.kind === "none")
        yield unread === undefined ? broken(resource, "has no policy") : notKnown(resource, "policy", unread);
    }
  },
};
