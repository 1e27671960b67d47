/** The way of an event, offline: from its arrival on a bus to what each target gets. Nothing is sent. */
export { EVENT_BYTES, NotAnEventError, parseEvent, type PutEvent } from "./event";
export { hubBus, NoSuchBusError, simulate, type SimulationRequest } from "./simulate";
export type { Delivery, SimulatedRequest, Simulation, Unmatched } from "./simulation";
