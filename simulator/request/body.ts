import { isJsonObject, readJson, writeJson, type TargetInputResult } from "../input";
import type { ConnectionParameter, HttpMethod } from "./destination";
import { REDACTED } from "./planned-request";

/** What a target receives when it receives something: see `renderTargetInput`. */
export type DeliveredBody = Extract<TargetInputResult, { kind: "json" | "rawText" }>;

/** The text of a request's body, secrets redacted, and what is not known of it. */
export interface PlannedBody {
  readonly body: string;
  readonly unknowns: readonly string[];
}

/**
 * Adds the connection's body parameters to a body that is a JSON object. AWS says that they are sent with every
 * invocation (API_ConnectionHttpParameters), and not what happens with any other body; that one is left as it is.
 */
export function planBody(
  delivered: DeliveredBody,
  parameters: readonly ConnectionParameter[],
  method: HttpMethod,
): PlannedBody {
  const unknowns: string[] = [];
  if (method === "GET" || method === "HEAD") unknowns.push(`whether AWS sends a body with ${method}`);
  if (parameters.length === 0) return { body: delivered.body, unknowns };

  const value = delivered.kind === "json" ? readJson(delivered.body) : undefined;
  if (value === undefined || !isJsonObject(value)) {
    unknowns.push("how AWS adds the connection's body parameters to a body that is not a JSON object");
    return { body: delivered.body, unknowns };
  }
  for (const { key } of parameters) {
    if (Object.hasOwn(value, key))
      unknowns.push(`body parameter ${key}: which wins, this one or the field of the body`);
  }
  const added = Object.fromEntries(
    parameters.map((parameter) => [parameter.key, parameter.isValueSecret ? REDACTED : parameter.value]),
  );
  return { body: writeJson({ ...value, ...added }), unknowns };
}
