/** The way of an event, offline: from its arrival on a bus to what each target gets. Nothing is sent. */
export { NotAnEventError, parseEvent, type PutEvent } from "./event";
export type { Arrival, BusEvent } from "./bus-event";
export { EventRouter, type Arrived } from "./event-router";
export { hubBus, NoSuchBusError, simulate, type SimulationRequest } from "./simulate";
export type {
  ApiDestinationPlan,
  DeadLetterPlan,
  EventBusPlan,
  Forwarding,
  FunctionPlan,
  NothingPlan,
  OtherServicePlan,
  QueuePlan,
  TargetPlan,
  UnknownPlan,
} from "./targets";
export { hasInput } from "./targets";
export type { Delivery, SimulatedRequest, Simulation, Unmatched } from "./simulation";
