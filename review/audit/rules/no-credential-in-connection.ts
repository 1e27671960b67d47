import { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "../audited-resource";
import { within } from "../audited-resource";
import { broken, notKnown, type AuditRule, type Observation } from "../rule";

/** Where a connection has its credentials. */
const CREDENTIALS = [
  ["api_key", "value"],
  ["basic", "password"],
  ["oauth", "client_parameters", "client_secret"],
] as const;

/** Where it has parameters of which each may be one. */
const PARAMETERS = [["invocation_http_parameters"], ["oauth", "oauth_http_parameters"]] as const;

export const noCredentialInConnection: AuditRule = {
  severity: "high",
  title: "No connection gets its credential from Terraform.",
  reason: "Whatever Terraform knows stands in its plans and its state, for everybody who may read them.",
  remedy:
    "Let Terraform create the connection with a text that begins with `placeholder` and `ignore_changes = all`, and put the credential from a secret by UpdateConnection, as `./hub credentials put` does.",
  publicIds: [],
  *check({ ofType }) {
    for (const resource of ofType("aws_cloudwatch_event_connection")) {
      for (const path of CREDENTIALS)
        yield* ofValue(resource, resource.value("auth_parameters", ...path), path.join("."));
      for (const path of PARAMETERS) yield* ofParameters(resource, path);
    }
  },
};

function* ofParameters(resource: AuditedResource, path: readonly string[]): Iterable<Observation> {
  for (const kind of ["header", "query_string", "body"]) {
    const blocks = resource.blocks("auth_parameters", ...path, kind);
    if (blocks instanceof Unresolved) {
      yield notKnown(resource, [...path, kind].join("."), blocks);
      continue;
    }
    for (const block of blocks) {
      if (within(block, ["is_value_secret"]) !== true) continue;
      yield* ofValue(resource, within(block, ["value"]), [...path, kind].join("."));
    }
  }
}

function* ofValue(resource: AuditedResource, value: unknown, name: string): Iterable<Observation> {
  if (value instanceof Unresolved) yield notKnown(resource, `auth_parameters.${name}`, value);
  else if (typeof value === "string" && !/^placeholder\b/i.test(value))
    yield broken(resource, `has a credential in auth_parameters.${name}`);
}
