import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const oauthIsRetried: AuditRule = {
  severity: "medium",
  title: "Behind OAuth, delivery is tried more than once.",
  reason:
    "EventBridge renews an expired token only when a delivery has failed with it: that event needs a second attempt.",
  remedy: "Set `maximum_retry_attempts` of the target to 1 or more.",
  publicIds: [],
  *check({ topology, at }) {
    for (const target of topology.rules.flatMap(({ targets }) => targets)) {
      const { destination } = target;
      const oauth =
        destination.kind === "apiDestination" &&
        destination.apiDestination.connection?.description.authorization.type === "OAUTH_CLIENT_CREDENTIALS";
      const resource = oauth ? at(target) : undefined;
      const attempts = resource?.value("retry_policy", "maximum_retry_attempts");
      if (resource === undefined) continue;
      if (attempts instanceof Unresolved) yield notKnown(resource, "retry_policy", attempts);
      else if (Number(attempts ?? 1) === 0) yield broken(resource, "is never tried again, and its connection is OAuth");
    }
  },
};
