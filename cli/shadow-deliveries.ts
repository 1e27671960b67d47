/** The deliveries of a tenant that are in shadow, and what a simulation says of their requests. */
import type { Destination, Environment, Hub } from "../catalogue";
import { deliveryNames, stackIds } from "../catalogue/names";
import type { SampleEvent } from "../review";
import {
  hasInput,
  hubBus,
  NotAnEventError,
  parseEvent,
  simulate,
  type Delivery,
  type PutEvent,
} from "#simulator/routing";
import type { Target, Topology } from "#simulator/topology";
import { CommandFailure } from "./failure";

/** One delivery in shadow. */
export interface ShadowDelivery {
  readonly destination: string;
  readonly event: string;
  readonly rule: string;
  readonly queue: string;
  readonly stack: string;
}

/** What stands around the body of a request, and the event that it is made from. */
export interface SimulatedRequestOf {
  /** What people call the event. */
  readonly from: string;
  readonly delivery: Delivery;
}

/** A message of a shadow queue. */
interface RenderedMessage {
  readonly id: string;
  /** RFC 3339. */
  readonly sentAt: string;
  /** As EventBridge made it. */
  readonly body: string;
}

/** A delivery in shadow with what was read. */
export interface ShownShadow {
  readonly delivery: ShadowDelivery;
  /** What its queue stands in for. */
  readonly target: Target | undefined;
  /** About how many messages wait in its queue. */
  readonly waiting: number;
  readonly messages: readonly {
    readonly message: RenderedMessage;
    /** Where the message is the whole event, and so tells the rest. */
    readonly simulated: SimulatedRequestOf | undefined;
  }[];
  /** From sample events that its rule matches, where messages do not tell. */
  readonly samples: readonly SimulatedRequestOf[];
}

/**
 * The deliveries of destinations that are in shadow.
 *
 * @param meant some or all destinations of the tenant
 * @throws CommandFailure where there are none
 */
export function shadowDeliveries(hub: Hub, tenantId: string, meant: readonly Destination[]): ShadowDelivery[] {
  const shadows = meant.filter(({ state }) => state === "shadow");
  if (shadows.length === 0) {
    const states = meant.map(({ id, state }) => `${id} is ${state === "draft" ? "a draft" : state}`).join(", ");
    throw new CommandFailure(
      `nothing of tenant ${tenantId} is in shadow: ${states}; write "state: shadow" in tenants/${tenantId}.yaml, for all of it or for a destination, and ` +
        `apply stack ${stackIds.tenant(tenantId)}`,
    );
  }
  return shadows.flatMap(({ id: destination, events }) =>
    events.map(({ id: event }) => {
      const { rule, shadowQueue: queue } = deliveryNames(hub, tenantId, destination, event);
      return { destination, event, rule, queue, stack: stackIds.tenant(tenantId) };
    }),
  );
}

/** What messages and samples are looked at with. */
interface ShadowGround {
  readonly topology: Topology;
  readonly environment: Pick<Environment, "sources">;
  readonly samples: readonly SampleEvent[];
}

/** What was read of a delivery's queue, and what a simulation makes of it: of the messages where they tell enough. */
export function shownShadow(
  ground: ShadowGround,
  delivery: ShadowDelivery,
  { messages, waiting }: Pick<ShownShadow, "waiting"> & { readonly messages: readonly RenderedMessage[] },
): ShownShadow {
  const target = ground.topology.rules.find(({ name }) => name === delivery.rule)?.targets[0]?.shadowOf;
  const isWholeEvent = target !== undefined && !hasInput(target);
  return {
    delivery,
    target,
    waiting,
    messages: messages.map((message) => ({
      message,
      simulated: isWholeEvent ? requestOfMessage(ground, delivery, message.body) : undefined,
    })),
    samples:
      isWholeEvent && messages.length > 0
        ? []
        : ground.samples.flatMap((sample) => requestFor(ground, delivery, sample) ?? []),
  };
}

/** Somebody may have put something else into the queue by hand, which is shown all the same. */
function requestOfMessage(ground: ShadowGround, delivery: ShadowDelivery, body: string) {
  try {
    return requestFor(ground, delivery, { name: "the message", event: parseEvent(body) });
  } catch (error) {
    if (error instanceof NotAnEventError) return undefined;
    throw error;
  }
}

/** What would be sent for an event; undefined where its rule does not match the event, or the bus refuses it. */
function requestFor(
  { topology, environment }: ShadowGround,
  { rule }: ShadowDelivery,
  { name: from, event }: SampleEvent,
): SimulatedRequestOf | undefined {
  const account = event.account ?? publisherOf(environment.sources, event);
  const { deliveries } = simulate({ topology, event, bus: hubBus(topology), account });
  const delivery = deliveries.find((one) => one.rule === rule)?.shadowOf;
  return delivery && { from, delivery };
}

/** Who publishes an event that does not say it: no rule matches one of the hub's own account. */
function publisherOf(sources: Environment["sources"], { source, detailType }: PutEvent): string | undefined {
  return sources.find(
    ({ publishes }) => publishes.sources.includes(source) && publishes.detailTypes?.includes(detailType) !== false,
  )?.account;
}
