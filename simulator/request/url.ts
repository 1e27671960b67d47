import type { HttpParameterValue } from "../input";
import type { Parameter } from "./parameters";
import { REDACTED, UNKNOWN, type DroppedParameter } from "./planned-request";

/** A URL with its path and query parameters, and what is not known or not sent of them. */
export interface PlannedUrl {
  readonly url: string;
  readonly dropped: readonly DroppedParameter[];
  readonly unknowns: readonly string[];
}

/**
 * Fills each `*` in the path of an endpoint, from left to right (API_HttpParameters, PathParameterValues), and adds the
 * query. Values are percent-encoded here; AWS does not document how it encodes, so a value that needs it is unknown.
 */
export function planUrl(
  endpoint: string,
  pathParameters: readonly HttpParameterValue[],
  query: readonly Parameter[],
): PlannedUrl {
  const [, origin = "", path = "", ownQuery = ""] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(endpoint) ?? [];
  const filled = fillPath(path, pathParameters);
  const added = addQuery(ownQuery, query);
  const asterisk = origin.includes("*") || ownQuery.includes("*");
  return {
    url: origin + filled.path + added.query,
    dropped: filled.dropped,
    unknowns: [
      ...(asterisk ? ["what AWS makes of a * outside the path of the endpoint"] : []),
      ...filled.unknowns,
      ...added.unknowns,
    ],
  };
}

function fillPath(path: string, values: readonly HttpParameterValue[]) {
  const unknowns: string[] = [];
  let used = 0;
  const filled = path.replace(/\*/g, () => {
    const value = values[used];
    used += 1;
    if (value === undefined) {
      unknowns.push(`what AWS puts for * number ${used} of the endpoint, which has no path parameter`);
      return "*";
    }
    if (value.kind === "unknown") {
      unknowns.push(`path parameter ${used}: ${value.what}`);
      return UNKNOWN;
    }
    return encode(value.value, `path parameter ${used}`, unknowns);
  });
  const dropped = values.slice(used).map((_, index): DroppedParameter => ({
    part: "pathParameter",
    name: String(used + index + 1),
    from: "target",
    reason: "the endpoint has no * left for it",
  }));
  return { path: filled, dropped, unknowns };
}

function addQuery(own: string, parameters: readonly Parameter[]) {
  const ownKeys = new URLSearchParams(own);
  const unknowns: string[] = [];
  const pairs = parameters.map(({ key, value, unknown }) => {
    if (unknown !== undefined) unknowns.push(`query parameter ${unknown}`);
    if (ownKeys.has(key)) unknowns.push(`query parameter ${key}: which wins, this one or that of the endpoint`);
    return `${encode(key, `query parameter ${key}`, unknowns)}=${encode(value, `query parameter ${key}`, unknowns)}`;
  });
  const all = own === "" ? pairs : [own, ...pairs];
  return { query: all.length === 0 ? "" : `?${all.join("&")}`, unknowns };
}

function encode(value: string, what: string, unknowns: string[]): string {
  if (value === REDACTED || value === UNKNOWN) return value;
  const encoded = encodeURIComponent(wellFormed(value));
  if (encoded !== value) unknowns.push(`${what}: how AWS encodes ${JSON.stringify(value)} in a URL`);
  return encoded;
}

/** Half a surrogate pair, which JSON may hold and UTF-8 may not, becomes the replacement character. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
