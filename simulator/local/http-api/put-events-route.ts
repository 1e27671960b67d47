import { parseArn } from "../../../aws/arn";
import type { JsonObject } from "../../input";
import type { RouteIntegration } from "../../topology";
import { AwsError } from "../aws-protocol";
import type { Caller } from "../caller";
import { gatewayAnswer, type ApiAnswer } from "./api-answer";
import type { RequestContext } from "./request-context";
import { selected } from "./selection";

/** An integration of subtype EventBridge-PutEvents. */
export type PutEventsIntegration = Extract<RouteIntegration, { kind: "putEvents" }>;

/** Puts events as a caller, as the hub's own endpoint does. @throws AwsError as AWS would */
export type PutEvents = (input: JsonObject, caller: Caller) => Promise<JsonObject>;

/** Members of the entry that the integration knows beside the four that every route maps. */
const LISTS: ReadonlySet<string> = new Set(["Resources"]);

/**
 * Puts the request on a bus as API Gateway does for EventBridge-PutEvents, and answers what EventBridge answers: 200 with
 * `FailedEntryCount` for an entry that it refuses, and its error for a request that it refuses as a whole.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export async function putEventsAnswer(
  { requestParameters, roleArn, responseParameters }: PutEventsIntegration,
  context: RequestContext,
  putEvents: PutEvents,
): Promise<ApiAnswer> {
  if (roleArn === undefined) {
    return gatewayAnswer(
      500,
      "Internal Server Error",
      "the integration has no credentials_arn, so no role to call with",
    );
  }
  const entry = Object.fromEntries(
    Object.entries(requestParameters).flatMap(([member, mapping]) => {
      const value = selected(mapping, context);
      // Which endpoint is called, not what is put.
      if (value === undefined || member === "Region") return [];
      return [[member, memberValue(member, value)] as const];
    }),
  );
  const account = parseArn(roleArn)?.account ?? context.api.account;
  const caller: Caller = { kind: "role", account, roleArn, session: `route ${context.match.route.key}` };
  const answer = await answered(() => putEvents({ Entries: [entry] }, caller));
  return mapped(answer, responseParameters[String(answer.status)] ?? {}, context);
}

function memberValue(member: string, value: string) {
  if (LISTS.has(member)) return value.split(",");
  if (member === "Time") return Number.isNaN(Number(value)) ? Date.parse(value) / 1000 : Number(value);
  return value;
}

async function answered(put: () => Promise<JsonObject>): Promise<ApiAnswer> {
  const headers = { "Content-Type": "application/json" };
  try {
    return { status: 200, headers, cookies: [], body: JSON.stringify(await put()) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, message, status } = error;
    return { status, headers, cookies: [], body: JSON.stringify({ __type: code, message }), reason: message };
  }
}

/** Applies `overwrite:statuscode` and `append|overwrite|remove:header.<name>`. */
function mapped(answer: ApiAnswer, mappings: Readonly<Record<string, string>>, context: RequestContext): ApiAnswer {
  const lower = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const source = { headers: lower, body: answer.body.toString() };
  let { status } = answer;
  const headers: Record<string, string> = { ...answer.headers };
  for (const [key, mapping] of Object.entries(mappings)) {
    const [action = "", place = ""] = key.split(":");
    const name = place.replace(/^header\./, "");
    const value = selected(mapping, context, source) ?? "";
    if (place === "statuscode") status = Number(value);
    else if (action === "remove") Reflect.deleteProperty(headers, name);
    else headers[name] = action === "append" && name in headers ? `${headers[name] ?? ""},${value}` : value;
  }
  return { ...answer, status, headers };
}
