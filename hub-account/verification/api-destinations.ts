import { isAuthorized } from "../../connection/state";
import { formatNumber } from "../../catalogue/wording";
import { INVOCATIONS_PER_SECOND } from "../../aws/limits";
import type { ApiDestinationResource, Topology } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";

/** API destinations are there, active, and call the declared endpoint with the connection that exists. */
export function apiDestinationChecks({ apiDestinations }: Topology): Check[] {
  return apiDestinations.map((destination) => ({
    stack: destination.stack,
    kind: "API destination",
    name: destination.name,
    find: (hub) => findApiDestination(destination, hub),
  }));
}

async function findApiDestination(declared: ApiDestinationResource, hub: LiveHub): Promise<Found> {
  const live = await hub.apiDestination(declared.name);
  if (live === undefined) return missing();
  const { name } = declared.connection ?? {};
  const { InvocationRateLimitPerSecond: rate = INVOCATIONS_PER_SECOND } = live;
  const connection = name === undefined ? undefined : await hub.connection(name);
  return existing([
    // It follows its connection, of which another check tells.
    ...(live.ApiDestinationState === "ACTIVE" || (connection !== undefined && !isAuthorized(connection))
      ? []
      : [`is ${live.ApiDestinationState ?? "in no state"}; not ACTIVE`]),
    ...(live.InvocationEndpoint === declared.endpoint
      ? []
      : [`calls ${live.InvocationEndpoint ?? "nothing"}; it is declared to call ${declared.endpoint}`]),
    ...(live.HttpMethod === declared.httpMethod
      ? []
      : [`calls with ${live.HttpMethod ?? "no method"}; it is declared with ${declared.httpMethod}`]),
    ...(rate === declared.rateLimitPerSecond
      ? []
      : [
          `makes ${formatNumber(rate)} calls a second at most; ` +
            `it is declared with ${formatNumber(declared.rateLimitPerSecond)}`,
        ]),
    ...(connection === undefined || live.ConnectionArn === connection.ConnectionArn
      ? []
      : [
          `uses ${live.ConnectionArn ?? "no connection"}; the connection that exists is ${connection.ConnectionArn ?? ""}`,
        ]),
  ]);
}
