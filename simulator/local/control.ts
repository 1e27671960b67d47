import type { DeliveryCounts } from "../delivery";
import { tokenCallOf } from "../request";
import type { Queue, Topology } from "../topology";
import type { DeadLetterQueues } from "./dead-letter-queues";
import { readFaultOrder } from "./fault";
import type { Outage } from "./outage";
import type { Recorder } from "./recorder";

/** What the hub shows of itself beside AWS's protocols. */
export interface ControlContext {
  readonly topology: Topology;
  readonly recorder: Recorder;
  readonly queues: DeadLetterQueues;
  readonly outage: Outage;
  readonly counts: () => DeliveryCounts;
  readonly stateOf: (connectionArn: string) => string;
}

/** Status and JSON of an answer. */
export interface ControlAnswer {
  readonly status: number;
  readonly output: unknown;
}

/** What there is to be asked of the hub itself, for whoever asks. */
const CONTROL_PATHS = {
  "GET /_hub/requests": "what arrived at the recorder",
  "GET /_hub/dead-letters": "every dead letter, left where it is",
  "GET /_hub/shadows": "every message of a shadow queue, left where it is",
  "GET /_hub/status": "counts of deliveries, states of connections",
  "POST /_hub/faults": "makes a product fail",
  "GET /_hub/publishes": "what was published to topics of IoT Core",
  "GET /_hub/access-log": "the access logs of all HTTP APIs",
  "GET /_hub/schedules": "schedules and their expressions",
  "POST /_hub/schedules": "fires a schedule",
  "POST /_hub/tokens": "a token for a JWT authorizer",
} as const;

/**
 * The hub's own paths, beside those of application-control.ts:
 *
 * - `GET /_hub`: these paths
 * - `GET /_hub/requests`: what arrived at the recorder
 * - `GET /_hub/dead-letters`: every dead letter, left where it is
 * - `GET /_hub/shadows`: every message of a shadow queue, left where it is
 * - `GET /_hub/status`: counts of deliveries, states of connections
 * - `POST /_hub/faults`: orders a fault, for example `{"destination": "acme-dev-jira_issues", "status": 503, "times": 2}`,
 *   or of EventBridge itself: `{"service": "events", "status": 503, "times": 2}`
 */
export async function control(
  method: string,
  path: string,
  body: string,
  context: ControlContext,
): Promise<ControlAnswer> {
  const { topology, recorder, queues, counts, stateOf } = context;
  switch (`${method} ${path}`) {
    case "GET /_hub":
    case "GET /_hub/":
      return { status: 200, output: { paths: CONTROL_PATHS } };
    case "GET /_hub/requests":
      return { status: 200, output: await recorder.requests() };
    case "GET /_hub/dead-letters":
      return { status: 200, output: lettersIn(queues, ({ shadowOf }) => shadowOf === undefined) };
    case "GET /_hub/shadows":
      return {
        status: 200,
        output: lettersIn(queues, ({ shadowOf }) => shadowOf !== undefined).map(({ queue, body }) => ({ queue, body })),
      };
    case "GET /_hub/status": {
      const connections = topology.connections.map(({ name, arn }) => ({ name, state: stateOf(arn) }));
      return { status: 200, output: { deliveries: counts(), connections } };
    }
    case "POST /_hub/faults":
      return orderFault(body, context);
    default:
      return {
        status: 404,
        output: { message: `the local hub has no ${method} ${path}; GET /_hub lists what it has` },
      };
  }
}

function lettersIn(queues: DeadLetterQueues, isMeant: (queue: Queue) => boolean) {
  const meant = queues.queues.filter(isMeant);
  return meant.flatMap(({ arn }) => queues.letters(arn).map((letter) => ({ queue: arn, ...letter })));
}

async function orderFault(body: string, { topology, recorder, outage }: ControlContext): Promise<ControlAnswer> {
  const { apiDestinations, connections } = topology;
  const wrong = (message: string): ControlAnswer => ({ status: 400, output: { message } });
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return wrong("the body is not JSON");
  }
  const order = readFaultOrder(json);
  if (typeof order === "string") return wrong(order);
  const { place, fault } = order;
  if ("service" in place) {
    if (fault.answer !== "reset") outage.order(fault.answer.status, fault.times);
    return { status: 200, output: { ordered: fault } };
  }
  if ("destination" in place) {
    const found = apiDestinations.find(({ name }) => name === place.destination);
    if (found === undefined) return wrong(`no API destination is called ${place.destination}`);
    await recorder.inject({ method: found.httpMethod, endpoint: found.endpoint }, fault);
    return { status: 200, output: { ordered: fault } };
  }
  const connection = connections.find(({ name }) => name === place.connection);
  const call = connection && tokenCallOf(connection.description.authorization);
  if (call === undefined) return wrong(`no OAuth connection is called ${place.connection}`);
  await recorder.inject({ method: call.httpMethod, endpoint: call.authorizationEndpoint }, fault);
  return { status: 200, output: { ordered: fault } };
}
