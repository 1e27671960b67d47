import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const routeGuarded: AuditRule = {
  severity: "medium",
  title: "Every route of an HTTP API asks for authorization.",
  reason: "Anybody who knows the address may call it, and what it sends goes on as an event of yours.",
  remedy:
    "Set `authorization_type` to `JWT`, `AWS_IAM` or `CUSTOM`; suppress the finding with a reason where the route is meant for everybody.",
  publicIds: ["CKV_AWS_309", "APIGateway.8"],
  *check({ ofType }) {
    for (const resource of ofType("aws_apigatewayv2_route")) {
      const type = resource.value("authorization_type");
      if (type instanceof Unresolved) yield notKnown(resource, "authorization_type", type);
      else if (type === undefined || type === "NONE") yield broken(resource, "is open to everybody");
    }
  },
};
