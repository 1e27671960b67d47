import { renderHttpParameters, renderTargetInput, type JsonObject } from "../input";
import { planRequest, type DeliveredBody, type PlannedRequest } from "../request";
import type { Delivery } from "./simulation";
import type { ApiDestinationResource, Rule, Target, Topology } from "../topology";

/** One target of a rule that matched an event. */
export interface TargetEvent {
  readonly topology: Pick<Topology, "unknown">;
  readonly rule: Rule;
  readonly target: Target;
  readonly event: JsonObject;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/** What the target gets: a request, another input, nothing, or what is not known about it. */
export function simulateDelivery(given: TargetEvent): Delivery {
  const { rule, target, event, ingestionTime } = given;
  const unread = unreadArguments(given);
  if (unread.length > 0) return delivery(given, { unknown: unread });

  const forbidden = thirdAccount(given);
  if (forbidden !== undefined) return delivery(given, { notDelivered: forbidden });

  const rendered = renderTargetInput({ target: target.input, event, rule, ingestionTime });
  switch (rendered.kind) {
    case "notDelivered":
      return delivery(given, { notDelivered: rendered.reason });
    case "putTargetsError":
      return delivery(given, {
        notDelivered: `AWS refuses the target: ${[rendered.message, rendered.because ?? ""].join(" ").trim()}`,
      });
    case "unknown":
      return delivery(given, { unknown: rendered.unknowns });
    case "json":
    case "rawText":
      return target.destination.kind === "apiDestination"
        ? requestDelivery(given, target.destination.apiDestination, rendered)
        : delivery(given, { input: rendered.body });
  }
}

function requestDelivery(given: TargetEvent, destination: ApiDestinationResource, body: DeliveredBody): Delivery {
  const { connection } = destination;
  if (connection === undefined) return delivery(given, { unknown: ["the connection of the API destination"] });
  const plan = planRequest({
    destination,
    connection: connection.description,
    httpParameters: renderHttpParameters(given.target.httpParameters, given.event),
    body,
  });
  if (plan.kind === "impossible") return delivery(given, { notDelivered: plan.reason });
  const { authorization, dropped, unknowns } = plan.request;
  return delivery(given, { request: requestOf(plan.request), authorization, dropped, unknown: unknowns });
}

function requestOf({ method, url, headers, body }: PlannedRequest) {
  return { method, url, headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])), body };
}

/** A delivery of which nothing is known yet but where it goes. */
function delivery({ rule, target }: TargetEvent, outcome: Partial<Delivery>): Delivery {
  const { destination } = target;
  const api = destination.kind === "apiDestination" ? destination.apiDestination : undefined;
  return {
    stack: rule.stack,
    rule: rule.name,
    target: target.id,
    destination: api?.name ?? target.arn,
    request: null,
    authorization: null,
    rateLimitPerSecond: api?.rateLimitPerSecond ?? null,
    retry: target.retryPolicy,
    deadLetterQueue: target.deadLetterArn ?? null,
    input: null,
    notDelivered: null,
    dropped: [],
    unknown: [],
    ...outcome,
  };
}

/** What could not be read of the resources that this delivery rests on: it could change the request, so there is none. */
function unreadArguments({ topology, target }: TargetEvent): string[] {
  const api = target.destination.kind === "apiDestination" ? target.destination.apiDestination : undefined;
  const parts = [target, api, api?.connection].filter((part) => part !== undefined);
  return topology.unknown
    .filter(({ stack, address }) => parts.some((part) => part.stack === stack && part.address === address))
    .map(({ address, what }) => `${address}: ${what}`);
}

/**
 * "EventBridge doesn't forward events that a bus received from another account to a third account"
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
 */
function thirdAccount({ rule, target, event }: TargetEvent): string | undefined {
  if (target.destination.kind !== "eventBus") return undefined;
  const owner = target.destination.busArn.split(":")[4];
  const sender = event["account"];
  if (owner === rule.account || sender === rule.account) return undefined;
  return `the event came from account ${JSON.stringify(sender)}; EventBridge does not forward it to a bus of another account`;
}
