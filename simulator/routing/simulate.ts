import { randomUUID } from "node:crypto";
import type { Bus, Rule, Topology } from "../topology";
import { receivedEvent, receivedText, type PutEvent } from "./event";
import { EventRouter } from "./event-router";
import { simulatedDelivery } from "./simulated-delivery";
import type { Simulation } from "./simulation";

/** It cannot be said on which bus the event arrives. The message lists those there are. */
export class NoSuchBusError extends Error {}

/** What happens to which event? */
export interface SimulationRequest {
  readonly topology: Topology;
  readonly event: PutEvent;
  /** The bus it arrives on: see {@link hubBus}. */
  readonly bus: Bus;
  /** The account that puts it; the event's own when absent, else that of the bus. */
  readonly account?: string | undefined;
  /** The rule of another bus that forwards it, where it is not put: see `forwardedTo` of its delivery there. */
  readonly forwardedBy?: Pick<Rule, "arn" | "account"> | undefined;
  /** What EventBridge makes up; the clock and random numbers when absent. */
  readonly now?: Date | undefined;
  readonly newId?: (() => string) | undefined;
}

/**
 * The bus that events arrive on: the one of that name or ARN, or the only one that this Terraform declares.
 *
 * @throws NoSuchBusError when there is none, or more than one to choose from
 */
export function hubBus({ buses }: Topology, name?: string): Bus {
  const declared = buses.filter(({ origin }) => origin === "declared");
  const candidates =
    name === undefined
      ? declared.length > 0
        ? declared
        : buses
      : buses.filter((bus) => bus.name === name || bus.arn === name);
  const [bus, ...others] = candidates;
  if (bus !== undefined && others.length === 0) return bus;
  if (buses.length === 0) throw new NoSuchBusError("there is no event bus in this Terraform");
  if (bus !== undefined && name !== undefined) {
    throw new NoSuchBusError(`several event buses are called ${name}: ${candidates.map(({ arn }) => arn).join(", ")}`);
  }
  const names = buses.map(({ name: known, account }) => `${known} of ${account}`).join(", ");
  throw new NoSuchBusError(
    name === undefined
      ? `which event bus does the event arrive on? There are ${names}`
      : `no event bus is called ${name}; there are ${names}`,
  );
}

/**
 * Takes an event that arrives on a bus through the bus policy, the rules of that bus, and each target's input and
 * request. Nothing is sent.
 *
 * @throws NotAnEventError when the event cannot be matched
 */
export function simulate(request: SimulationRequest): Simulation {
  const { topology, bus, forwardedBy } = request;
  const event = busEvent(request);
  const arrival = { event, bus, forwardedBy };
  const router = new EventRouter(topology);
  const arrived = router.arrive(arrival);

  const { decision, statement, reason } = arrived.policy;
  const policy = { decision, statement: statement ?? null, reason };
  if (arrived.kind === "refused") {
    const nothing = { deliveries: [], ifEnabled: [], unmatched: [] };
    return { event: event.json, accepted: false, policy, ...nothing, unknown: topology.unknown };
  }
  return {
    event: event.json,
    accepted: true,
    policy,
    deliveries: arrived.plans.map((plan) => simulatedDelivery(plan, event.text)),
    ifEnabled: router.plansIfEnabled(arrival).map((plan) => simulatedDelivery(plan, event.text)),
    unmatched: router.unmatched(arrival),
    unknown: [...topology.unknown, ...router.unknownRules(bus.arn)],
  };
}

function busEvent({ event: put, bus, account: sender, now = new Date(), newId = randomUUID }: SimulationRequest) {
  const account = sender ?? put.account ?? bus.account;
  const ingestionTime = now.toISOString();
  const time = ingestionTime.replace(/\.\d+Z$/, "Z");
  const receipt = { account, region: bus.region, id: newId(), time };
  const json = receivedEvent(put, receipt);
  const { source, detailType } = put;
  return { account, source, detailType, json, text: receivedText(put, receipt), ingestionTime };
}
