import type { TargetDestination } from "../topology";
import type { Delivery, SimulatedRequest } from "./simulation";
import type { ApiDestinationPlan, EventBusPlan, QueuePlan, TargetPlan } from "./targets";

/** A plan as a simulation shows it. */
export function simulatedDelivery(plan: TargetPlan, eventText: string): Delivery {
  const { rule, target } = plan;
  const { destination, rateLimitPerSecond } = shown(target.destination);
  return {
    stack: rule.stack,
    rule: rule.name,
    target: target.id,
    destination,
    request: null,
    authorization: null,
    rateLimitPerSecond,
    retry: target.retryPolicy,
    deadLetterQueue: target.deadLetterArn ?? null,
    input: null,
    notDelivered: null,
    deadLetter: null,
    dropped: [],
    unknown: [],
    ...outcomeOf(plan, eventText),
  };
}

function shown(destination: TargetDestination): Pick<Delivery, "destination" | "rateLimitPerSecond"> {
  switch (destination.kind) {
    case "apiDestination": {
      const { name, rateLimitPerSecond } = destination.apiDestination;
      return { destination: name, rateLimitPerSecond };
    }
    case "eventBus":
      return { destination: destination.busArn, rateLimitPerSecond: null };
    case "function":
      return { destination: destination.functionArn, rateLimitPerSecond: null };
    case "queue":
      return { destination: destination.queueArn, rateLimitPerSecond: null };
    case "other":
      return { destination: destination.arn, rateLimitPerSecond: null };
  }
}

function outcomeOf(plan: TargetPlan, eventText: string): Partial<Delivery> {
  switch (plan.kind) {
    case "apiDestination":
      return requestOf(plan);
    case "eventBus":
      return forwardingOf(plan, eventText);
    case "function":
    case "otherService":
      return { input: plan.input };
    case "queue":
      return messageOf(plan, eventText);
    case "deadLetter":
      return { notDelivered: plan.reason, deadLetter: plan.letter };
    case "nothing":
      return { notDelivered: plan.reason };
    case "unknown":
      return { unknown: plan.unknowns };
  }
}

function requestOf({ request, assumptions }: ApiDestinationPlan): Partial<Delivery> {
  const { method, url, headers, body, authorization, dropped, unknowns } = request;
  const simulated: SimulatedRequest = {
    method,
    url,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body,
  };
  return { request: simulated, authorization, dropped, unknown: [...assumptions, ...unknowns] };
}

function messageOf({ input, queue, shadowOf }: QueuePlan, eventText: string): Partial<Delivery> {
  if (shadowOf !== undefined) return { input, shadowOf: simulatedDelivery(shadowOf, eventText) };
  const product = queue?.shadowOf;
  // Plans and states show no locals, where the rest of the request stands.
  return product === undefined ? { input } : { input, unknown: [`the request to ${product}, but for its body`] };
}

function forwardingOf({ busArn, forwarding }: EventBusPlan, eventText: string): Partial<Delivery> {
  switch (forwarding.kind) {
    case "arrives":
      return { input: eventText, forwardedTo: busArn };
    case "elsewhere":
      return { input: eventText, unknown: ["what becomes of it there: the bus is not in this Terraform"] };
  }
}
