/** A call to AWS as IAM is asked about it, read from the request that makes it. */
import type { Received } from "../../stub-eventbridge/exchange";
import type { Place } from "../../../aws/arn";
import { RESOURCES, type Ask } from "./resources";
import { REST } from "./rest";

/** What IAM is asked: may the caller do this to that? */
export interface AskedOf {
  /** In IAM's spelling, such as `cloudwatch:PutMetricAlarm`. */
  readonly action: string;
  /** ARN, or `*` for an action that AWS asks about no resource. */
  readonly resource: string;
}

/** The name that requests are signed for, to the prefix of actions, where they differ. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Who signs with which key for which service and Region. */
export function signatureOf({ headers }: Received): { service: string; region: string } | undefined {
  const [, region, service] =
    /Credential=[^/,\s]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "") ?? [];
  return region === undefined || service === undefined ? undefined : { service, region };
}

/**
 * What IAM is asked about a request: an action and every resource that it is about.
 *
 * @throws Error for a call of which this file does not know the action or the resource
 */
export function askedOf(request: Received, place: Place): AskedOf[] {
  const signed = signatureOf(request);
  if (signed === undefined) throw new Error(`${request.method} ${request.url} is not signed`);
  const service = PREFIXES[signed.service] ?? signed.service;
  const { name, fields } = operationOf(service, request);
  const resources = RESOURCES[service];
  if (resources === undefined) throw new Error(`Of ${service} it is not known what its calls are about`);
  return resources({ name, fields, place }).map((resource) => ({ action: `${service}:${name}`, resource }));
}

/** The operation of a request, and its input as one level of fields. */
function operationOf(service: string, request: Received): Pick<Ask, "name" | "fields"> {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    return { name: target.split(".").at(-1) ?? "", fields: fieldsOf(request.body.toString()) };
  }
  const form = new URLSearchParams(request.body.toString());
  const action = form.get("Action");
  if (action !== null) return { name: action, fields: Object.fromEntries(form) };
  const rest = REST[service]?.(request.method, new URL(request.url, "http://aws"));
  if (rest === undefined) throw new Error(`${service} has no operation ${request.method} ${request.url}`);
  const isJson = request.headers["content-type"]?.includes("json") === true;
  return { name: rest.name, fields: { ...(isJson ? fieldsOf(request.body.toString()) : {}), ...rest.fields } };
}

function fieldsOf(body: string): Ask["fields"] {
  const parsed = body === "" ? {} : (JSON.parse(body) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, textOf(value)]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
