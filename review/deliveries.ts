/** What becomes of sample events on both sides. */
import { hubBus, NotAnEventError, simulate, type Delivery, type PutEvent, type Simulation } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import { jsonChanges, jsonOf, type JsonChange } from "./json-changes";

/** An event that somebody keeps to see what becomes of it. */
export interface SampleEvent {
  /** What people call it, such as its file. */
  readonly name: string;
  readonly event: PutEvent;
}

/** What differs between the two sides for one event. */
export interface EventEffect {
  readonly event: string;
  /** Whether the bus takes it, with the policy's reason where it does not. */
  readonly before: Admission;
  readonly after: Admission;
  readonly lost: readonly Delivery[];
  readonly added: readonly Delivery[];
  readonly changed: readonly ChangedDelivery[];
  /** Deliveries that are the same on both sides. */
  readonly same: number;
}

/** As a simulation tells it. */
interface Admission {
  readonly accepted: boolean;
  readonly reason: string;
}

/** A delivery of the same rule to the same target that is not what it was. */
export interface ChangedDelivery {
  readonly before: Delivery;
  readonly after: Delivery;
  /** Paths begin at the delivery; a body that is JSON on both sides is compared inside. */
  readonly differences: readonly JsonChange[];
}

/** Whom a delivery is to, in words: a queue in the place of a product is not told by its ARN. */
export function recipientOf({ destination, shadowOf }: Pick<Delivery, "destination" | "shadowOf">): string {
  return shadowOf === undefined ? destination : `the shadow queue of ${shadowOf.destination}`;
}

/** What EventBridge would make up must not look like a difference. */
const NOW = new Date("2026-01-01T00:00:00Z");
const ID = "00000000-0000-4000-8000-000000000000";

/**
 * Simulates each event on the hub's bus of both sides. Its account is its own, or else that of the bus.
 *
 * @throws NoSuchBusError where a side has not one bus, and NotAnEventError that names the event which cannot be matched
 */
export function effectsOn(base: Topology, head: Topology, samples: readonly SampleEvent[]): EventEffect[] {
  const buses = { base: hubBus(base), head: hubBus(head) };
  return samples.map(({ name, event }) => {
    const made = { event, now: NOW, newId: () => ID };
    const before = ofEvent(name, () => simulate({ ...made, topology: base, bus: buses.base }));
    const after = ofEvent(name, () => simulate({ ...made, topology: head, bus: buses.head }));
    return { event: name, before: admission(before), after: admission(after), ...compared(before, after) };
  });
}

function ofEvent<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotAnEventError) throw new NotAnEventError(`${name} ${error.message}`);
    throw error;
  }
}

function admission({ accepted, policy }: Simulation): Admission {
  return { accepted, reason: policy.reason };
}

function compared(before: Simulation, after: Simulation) {
  const known = byTarget(before);
  const now = byTarget(after);
  const both = [...now].flatMap(([key, delivery]) => {
    const was = known.get(key);
    return was === undefined ? [] : [{ before: was, after: delivery, differences: differencesOf(was, delivery) }];
  });
  const changed = both.filter(({ differences }) => differences.length > 0);
  return {
    lost: [...known].flatMap(([key, delivery]) => (now.has(key) ? [] : [delivery])),
    added: [...now].flatMap(([key, delivery]) => (known.has(key) ? [] : [delivery])),
    changed,
    same: both.length - changed.length,
  };
}

function byTarget({ deliveries }: Simulation): Map<string, Delivery> {
  // What goes into the shadow is lost to the product, and what comes out of it is new to it.
  return new Map(
    deliveries.map((one) => [JSON.stringify([one.stack, one.rule, one.target, one.shadowOf !== undefined]), one]),
  );
}

/** Of shadows it is what the product would get that differs: the queue gets a part of that. */
function differencesOf(before: Delivery, after: Delivery): JsonChange[] {
  if (before.shadowOf !== undefined && after.shadowOf !== undefined) {
    return differencesOf(before.shadowOf, after.shadowOf);
  }
  return jsonChanges(readable(before, after), readable(after, before));
}

/** Bodies and inputs as JSON, where both sides are. */
function readable(one: Delivery, other: Delivery) {
  const { request, input } = one;
  return {
    ...one,
    request: request && { ...request, body: inside(request.body, other.request?.body) },
    input: input === null ? null : inside(input, other.input ?? undefined),
  };
}

/** As text, too, where only the text differs: 1.10 and 1.1 are one number to JavaScript, and two bodies. */
function inside(text: string, other: string | undefined): unknown {
  if (other === undefined || text === other) return text;
  const [value, sibling] = [jsonOf(text), jsonOf(other)];
  const differ = jsonChanges(value, sibling).length > 0;
  return typeof value === "object" && typeof sibling === "object" && differ ? value : text;
}
