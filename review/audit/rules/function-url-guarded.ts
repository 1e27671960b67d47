import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

export const functionUrlGuarded: AuditRule = {
  severity: "high",
  title: "The URL of a function asks for authorization.",
  reason: "Anybody who knows the address runs the function.",
  remedy: "Set `authorization_type` to `AWS_IAM`, or put an HTTP API with an authorizer in front.",
  publicIds: ["CKV_AWS_258"],
  *check({ ofType }) {
    for (const resource of ofType("aws_lambda_function_url")) {
      const type = resource.value("authorization_type");
      if (type instanceof Unresolved) yield notKnown(resource, "authorization_type", type);
      else if (type === "NONE") yield broken(resource, "is open to everybody");
    }
  },
};
