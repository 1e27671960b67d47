import type { Delivery } from "../delivery";
import { renderHttpParameters, renderTargetInput } from "../input";
import type { DeliveredBody } from "../request";
import type { ApiDestinationResource, Rule, Target } from "../topology";
import type { HubEvent } from "./hub-event";

/** What an API destination target makes of an event. */
export type TargetDelivery =
  | {
      readonly kind: "delivery";
      readonly delivery: Delivery;
      /** What it rests on that AWS does not document. */
      readonly unknowns: readonly string[];
    }
  /** Nothing is sent. */
  | { readonly kind: "nothing"; readonly reason: string };

/** Renders an event for a target: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html */
export function targetDelivery(
  event: HubEvent,
  rule: Rule,
  target: Target,
  destination: ApiDestinationResource,
): TargetDelivery {
  const { connection } = destination;
  if (connection === undefined) return nothing("the connection of its API destination is not in this Terraform");
  const input = renderTargetInput({
    target: target.input,
    event: event.json,
    rule: { name: rule.name, arn: rule.arn },
    ingestionTime: new Date(event.acceptedAt).toISOString(),
  });
  switch (input.kind) {
    case "notDelivered":
      return nothing(input.reason);
    case "putTargetsError":
      return nothing(`AWS refuses the target: ${input.message}`);
    case "unknown": {
      if (input.assumedBody === undefined) return nothing(`unknown: ${input.unknowns.join("; ")}`);
      const delivery = build(event, rule, target, destination, connection.arn, assumed(input.assumedBody));
      return { kind: "delivery", delivery, unknowns: input.unknowns };
    }
    case "json":
    case "rawText":
      return {
        kind: "delivery",
        delivery: build(event, rule, target, destination, connection.arn, input),
        unknowns: [],
      };
  }
}

function nothing(reason: string): TargetDelivery {
  return { kind: "nothing", reason };
}

function assumed(body: string): DeliveredBody {
  try {
    JSON.parse(body);
    return { kind: "json", body };
  } catch {
    return { kind: "rawText", body };
  }
}

function build(
  event: HubEvent,
  rule: Rule,
  target: Target,
  { arn, endpoint, httpMethod, rateLimitPerSecond }: ApiDestinationResource,
  connectionArn: string,
  body: DeliveredBody,
): Delivery {
  return {
    id: `${event.id}/${rule.arn}/${target.id}`,
    event: event.text,
    acceptedAt: event.acceptedAt,
    ruleArn: rule.arn,
    targetArn: target.arn,
    destination: { arn, endpoint, httpMethod, rateLimitPerSecond },
    connectionArn,
    httpParameters: renderHttpParameters(target.httpParameters, event.json),
    body,
    retryPolicy: target.retryPolicy,
    deadLetterArn: target.deadLetterArn,
  };
}
