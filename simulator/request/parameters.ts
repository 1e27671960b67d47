import type { RenderedHttpParameter } from "../input";
import type { ConnectionParameter } from "./destination";
import { REDACTED, UNKNOWN, type DroppedParameter } from "./planned-request";

/** A header or query parameter on its way into the request. */
export interface Parameter {
  readonly key: string;
  readonly value: string;
  readonly from: "connection" | "target";
  readonly unknown?: string;
}

/** A connection's parameter, its value redacted if it is secret. */
export function fromConnection(parameter: ConnectionParameter): Parameter {
  const value = parameter.isValueSecret ? REDACTED : parameter.value;
  return { key: parameter.key, value, from: "connection" };
}

/** A target's parameter, after its JSON path was looked up. */
export function fromTarget({ key, value }: RenderedHttpParameter): Parameter {
  return value.kind === "value"
    ? { key, value: value.value, from: "target" }
    : { key, value: UNKNOWN, from: "target", unknown: `${key}: ${value.what}` };
}

/** What is left of two sets of parameters, and what the connection displaced. */
export interface MergedParameters {
  readonly parameters: readonly Parameter[];
  readonly dropped: readonly DroppedParameter[];
}

/**
 * Merges the target's parameters with the connection's, "with any values from the Connection taking precedence"
 * (API_HttpParameters).
 *
 * @param sameName how names compare: header names ignore case, query names do not
 */
export function mergeParameters(
  part: "header" | "queryString",
  target: readonly Parameter[],
  connection: readonly Parameter[],
  sameName: (a: string, b: string) => boolean,
): MergedParameters {
  const displaced = (parameter: Parameter) => connection.some(({ key }) => sameName(key, parameter.key));
  return {
    parameters: [...target.filter((parameter) => !displaced(parameter)), ...connection],
    dropped: target.filter(displaced).map(({ key }) => ({
      part,
      name: key,
      from: "target",
      reason: "the connection sets it too, and its value wins",
    })),
  };
}
