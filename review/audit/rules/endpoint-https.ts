import { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "../audited-resource";
import { broken, notKnown, type AuditRule, type Observation } from "../rule";

/** Where addresses stand that are called, by type. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_api_destination: ["invocation_endpoint"],
  aws_cloudwatch_event_connection: ["auth_parameters", "oauth", "authorization_endpoint"],
  aws_apigatewayv2_integration: ["integration_uri"],
};

export const endpointHttps: AuditRule = {
  severity: "high",
  title: "Every address that is called is an https one.",
  reason: "Events and credentials would go over the network for everybody on the way to read and to change.",
  remedy: "Write the address with `https://`.",
  publicIds: [],
  *check({ ofType }) {
    for (const [type, [argument = "", ...inner]] of Object.entries(ADDRESSES)) {
      for (const resource of ofType(type)) yield* ofAddress(resource, argument, inner);
    }
    for (const resource of ofType("aws_sns_topic_subscription")) {
      if (resource.value("protocol") === "http") yield broken(resource, "is sent by http");
    }
  },
};

function* ofAddress(resource: AuditedResource, argument: string, inner: readonly string[]): Iterable<Observation> {
  const address = resource.value(argument, ...inner);
  const name = [argument, ...inner].join(".");
  if (address instanceof Unresolved) yield notKnown(resource, name, address);
  else if (typeof address === "string" && /^http:/i.test(address)) yield broken(resource, `${name} is not https`);
}
