import { tokenCall } from "#simulator/delivery";
import { REDACTED, type TokenRequest } from "#simulator/request";
import { hubBus, NoSuchBusError, NotAnEventError, simulate, type Delivery, type Simulation } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import { nameOfArn } from "../aws/arn";
import { ScriptError } from "./failure";
import type { ScriptNames } from "./names";
import type { EventObservation, SeenLetter, SeenRequest } from "./observation";
import { HIDDEN } from "./hidden";
import type { ScriptedEvent } from "./scripted-event";

/** What EventBridge makes up, in a simulation: no sample has these. */
const MADE_UP = { id: "00000000-0000-4000-8000-c0ffee000001", now: new Date(1_000) };

/** What a simulation says that a script looks at. */
export interface SimulatedEvent extends EventObservation {
  /** The token calls that the requests need, were it the first time. */
  readonly tokenCalls: readonly SeenRequest[];
  /** What cannot be said of the event, a sentence each. */
  readonly unknown: readonly string[];
}

/**
 * What becomes of an event, offline.
 *
 * @throws ScriptError when the event cannot be matched
 */
export function simulatedEvent(
  topology: Topology,
  names: ScriptNames,
  { event, account, called }: ScriptedEvent,
): SimulatedEvent {
  const simulation = ofBus(called, () =>
    simulate({ topology, event, bus: hubBus(topology), account, now: MADE_UP.now, newId: () => MADE_UP.id }),
  );
  const { accepted, policy, deliveries, unmatched } = simulation;
  const all = deliveries.filter(({ rule }) => names.deliveryOfRule(rule) !== undefined);
  const seen = {
    refused: accepted ? undefined : policy.reason,
    unmatched: unmatched.flatMap(({ rule, reason }) => {
      const delivery = names.deliveryOfRule(rule);
      return delivery === undefined ? [] : [{ delivery, reason }];
    }),
    requests: all.flatMap((delivery) => requestOf(delivery, names)),
    deadLetters: all.flatMap((delivery) => letterOf(delivery, names)),
    tokenCalls: all.flatMap(tokenCallsOf),
    unknown: unknownOf(simulation, all, names),
  };
  return shown(seen);
}

function ofBus(called: string, work: () => Simulation): Simulation {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotAnEventError) throw new ScriptError(`${called} ${error.message}`);
    if (error instanceof NoSuchBusError) throw new ScriptError(error.message);
    throw error;
  }
}

/** With the placeholders of a script. */
function shown<T>(value: T): T {
  const text = JSON.stringify(value)
    .replaceAll(REDACTED, HIDDEN)
    .replaceAll(encodeURIComponent(REDACTED), HIDDEN)
    .replaceAll(MADE_UP.id, "<id-1>")
    .replaceAll(/1970-01-01T00:00:01(\.000)?Z/g, "<now>");
  return JSON.parse(text) as T;
}

function requestOf({ rule, request }: Delivery, names: ScriptNames): SeenRequest[] {
  if (request === null) return [];
  return [{ ...request, kind: "invocation", answer: 200, delivery: names.deliveryOfRule(rule) }];
}

function letterOf({ rule, deadLetter, deadLetterQueue }: Delivery, names: ScriptNames): SeenLetter[] {
  if (deadLetter === null) return [];
  const { code, message } = deadLetter;
  const queue = deadLetterQueue === null ? "" : nameOfArn("queue", deadLetterQueue);
  return [{ queue, code, message, retries: "0", delivery: names.deliveryOfRule(rule) }];
}

function tokenCallsOf({ request, authorization }: Delivery): SeenRequest[] {
  if (request === null || authorization?.type !== "OAUTH_CLIENT_CREDENTIALS") return [];
  const { method, url, headers, body } = tokenCall(withoutSecrets(authorization.tokenRequest), {
    clientId: HIDDEN,
    clientSecret: HIDDEN,
  });
  const byName = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return [{ kind: "token", method, url, headers: byName, body, answer: 200, delivery: undefined }];
}

/** A form would write what stands for a secret in another way. */
function withoutSecrets(planned: TokenRequest): TokenRequest {
  const bodyParameters = planned.bodyParameters.map(({ key, value }) => ({
    key,
    value: value === REDACTED ? HIDDEN : value,
  }));
  return { ...planned, bodyParameters };
}

/** What a request rests on is no doubt of the request: see `hub simulate`. */
function unknownOf({ accepted, policy }: Simulation, all: readonly Delivery[], names: ScriptNames): string[] {
  return [
    ...(!accepted && policy.decision === "unknown" ? [`whether the bus accepts it: ${policy.reason}`] : []),
    ...all.flatMap(({ rule, request, notDelivered, deadLetter, unknown }) => {
      const delivery = names.deliveryOfRule(rule) ?? rule;
      if (notDelivered !== null && deadLetter === null) return [`${delivery} sends nothing: ${notDelivered}`];
      return request === null && deadLetter === null ? unknown.map((what) => `${delivery}: ${what}`) : [];
    }),
  ];
}
