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
 * Names EventBridge removes from what is configured: hop-by-hop and conditional headers, and those it sets by itself.
 * The list is known at second hand: the emulator ministack gives it as what AWS removes.
 */
const removed: ReadonlySet<string> = new Set(
  (
    "a-im accept-charset accept-datetime accept-encoding cache-control connection content-encoding content-length " +
    "content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range " +
    "if-unmodified-since max-forwards origin pragma proxy-authorization range referer te trailer transfer-encoding " +
    "user-agent upgrade via warning"
  ).split(" "),
);

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
  const isRemoved = ({ key }: Parameter) => removed.has(key.trim().toLowerCase());
  const kept = merged.parameters.filter((parameter) => !isRemoved(parameter));
  const configured = kept.filter(({ key }) => !sameHeader(key, authorization.name));
  const hasContentType = [...configured, { key: authorization.name }].some(({ key }) =>
    sameHeader(key, "content-type"),
  );
  return {
    headers: [
      ...fixed,
      ...(hasContentType ? [] : [defaultContentType]),
      ...configured.map(({ key, value, from }) => ({ name: key, value, from })),
      authorization,
    ],
    dropped: [
      ...merged.dropped,
      ...merged.parameters.filter(isRemoved).map(({ key, from }): DroppedParameter => ({
        part: "header",
        name: key,
        from,
        reason: "EventBridge removes it from what is configured",
      })),
    ],
    unknowns: [
      ...configured.flatMap(({ unknown }) => (unknown === undefined ? [] : [`header ${unknown}`])),
      ...authorizationUnknowns(kept, authorization.name),
    ],
  };
}

function authorizationUnknowns(kept: readonly Parameter[], name: string): readonly string[] {
  const unknowns: string[] = [];
  if (kept.some(({ key }) => sameHeader(key, name))) {
    unknowns.push(`header ${name}: which wins, the configured one or the one that authorizes`);
  }
  if (removed.has(name.toLowerCase()))
    unknowns.push(`header ${name}: whether EventBridge removes it as the API key's name`);
  return unknowns;
}
