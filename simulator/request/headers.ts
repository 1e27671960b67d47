import type { Parameter } from "./parameters";
import { mergeParameters } from "./parameters";
import type { DroppedParameter, PlannedHeader } from "./planned-request";

/**
 * In every request, and not to be overridden.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html#eb-api-destination-headers
 */
const fixed: readonly PlannedHeader[] = [
  { name: "User-Agent", value: "Amazon/EventBridge/ApiDestinations", from: "eventBridge" },
  { name: "Range", value: "bytes=0-1048575", from: "eventBridge" },
  { name: "Accept-Encoding", value: "gzip,deflate", from: "eventBridge" },
  { name: "Connection", value: "close", from: "eventBridge" },
];

const defaultContentType: PlannedHeader = {
  name: "Content-Type",
  value: "application/json; charset=utf-8",
  from: "eventBridge",
};

/**
 * Lower case. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html, "Headers EventBridge
 * removes from requests to API destinations": exactly these 33. Keep-Alive, Proxy-Authenticate and Proxy-Connection,
 * which others take for hop-by-hop headers too, are not among them.
 */
const removed: ReadonlySet<string> = new Set(
  (
    "a-im accept-charset accept-datetime accept-encoding cache-control connection content-encoding content-length " +
    "content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range " +
    "if-unmodified-since max-forwards origin pragma proxy-authorization range referer te trailer transfer-encoding " +
    "user-agent upgrade via warning"
  ).split(" "),
);

/**
 * True for a header that "EventBridge removes for all API destination requests", whoever configures it: target,
 * connection or, as the API key's name, the authorization. Some of them EventBridge then sets itself.
 *
 * That it removes them from an OAuth token call too is a guess: AWS's page speaks of requests to API destinations.
 */
export function isRemovedHeader(name: string): boolean {
  return removed.has(name.trim().toLowerCase());
}

/**
 * What no HTTP header may hold (RFC 9110, 5.5). Nobody has recorded whether EventBridge leaves it out, replaces it or gives
 * the event up; the local hub gives it up.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTER = /[\x00-\x08\x0A-\x1F\x7F]/;

/** The headers of a request, and what is not known or not sent of them. */
export interface PlannedHeaders {
  readonly headers: readonly PlannedHeader[];
  readonly dropped: readonly DroppedParameter[];
  readonly unknowns: readonly string[];
}

/** True when two header names are the same header. */
export function sameHeader(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * The headers of an invocation: EventBridge's own, the target's under the connection's, and the one that authorizes.
 * `Host` and `Content-Length` are left to whoever sends it.
 */
export function planHeaders(
  target: readonly Parameter[],
  connection: readonly Parameter[],
  authorization: PlannedHeader,
): PlannedHeaders {
  const merged = mergeParameters("header", target, connection, sameHeader);
  const kept = merged.parameters.filter(({ key }) => !isRemovedHeader(key));
  const configured = kept.filter(({ key }) => !sameHeader(key, authorization.name));
  const authorizing = isRemovedHeader(authorization.name) ? [] : [authorization];
  const names = [...configured.map(({ key }) => key), ...authorizing.map(({ name }) => name)];
  return {
    headers: [
      ...fixed,
      ...(names.some((name) => sameHeader(name, "content-type")) ? [] : [defaultContentType]),
      ...configured.map(({ key, value, from }) => ({ name: key, value, from })),
      ...authorizing,
    ],
    dropped: [
      ...merged.dropped,
      ...removedHeaders(merged.parameters),
      ...(authorizing.length > 0 ? [] : [neverAuthorizing(authorization.name)]),
    ],
    unknowns: [
      ...configured.flatMap(({ unknown }) => (unknown === undefined ? [] : [`header ${unknown}`])),
      ...configured
        .filter(({ value }) => CONTROL_CHARACTER.test(value))
        .map(({ key }) => `header ${key}: what AWS does with a control character, such as a line break, in its value`),
      ...authorizationUnknowns(kept, authorization.name),
    ],
  };
}

/** Those of the parameters that EventBridge removes, with the reason to show. */
export function removedHeaders(parameters: readonly Parameter[]): DroppedParameter[] {
  return parameters
    .filter(({ key }) => isRemovedHeader(key))
    .map(({ key, from }) => ({
      part: "header",
      name: key,
      from,
      reason: "EventBridge removes it from what is configured",
    }));
}

function neverAuthorizing(name: string): DroppedParameter {
  const reason = "EventBridge removes it from every request, so the API key never arrives";
  return { part: "header", name, from: "authorization", reason };
}

function authorizationUnknowns(kept: readonly Parameter[], name: string): readonly string[] {
  return kept.some(({ key }) => sameHeader(key, name))
    ? [`header ${name}: which wins, the configured one or the one that authorizes`]
    : [];
}
