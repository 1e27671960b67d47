import { renderHttpParameters, type RenderedHttpParameters } from "../../input";
import { planRequest, type DeliveredBody, type PlannedRequest } from "../../request";
import type { ApiDestinationResource, Connection } from "../../topology";
import {
  nothing,
  unknown,
  unreadPlan,
  withoutRole,
  type DeadLetterPlan,
  type NothingPlan,
  type PlannedTarget,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";
import { renderInput } from "./render-input";

/** A request to an API destination. */
export interface ApiDestinationPlan extends PlannedTarget {
  readonly kind: "apiDestination";
  readonly destination: ApiDestinationResource;
  readonly connection: Connection;
  /** The request, without secrets. */
  readonly request: PlannedRequest;
  /** What the request is made of, for those who add the secrets. */
  readonly httpParameters: RenderedHttpParameters;
  readonly body: DeliveredBody;
  /** What the body rests on that AWS does not document, a phrase each. */
  readonly assumptions: readonly string[];
}

/** Plans the request that an API destination gets for an event. */
export function planApiDestination(
  given: TargetEvent,
  destination: ApiDestinationResource,
): ApiDestinationPlan | DeadLetterPlan | NothingPlan | UnknownPlan {
  const { rule, target, event } = given;
  const { connection } = destination;
  const unread = unreadPlan(given, [target, destination, ...(connection === undefined ? [] : [connection])]);
  if (unread !== undefined) return unread;
  if (target.roleArn === undefined) return withoutRole(given, destination.arn);
  if (connection === undefined) return unknown(given, ["the connection of the API destination"]);

  const rendered = renderInput(given);
  if (rendered.kind !== "rendered") return rendered;
  const { body, assumptions } = rendered;
  const httpParameters = renderHttpParameters(target.httpParameters, event.json);
  const plan = planRequest({ destination, connection: connection.description, httpParameters, body });
  if (plan.kind === "impossible") return nothing(given, "impossible", plan.reason);
  const { request } = plan;
  return { kind: "apiDestination", rule, target, destination, connection, request, httpParameters, body, assumptions };
}
