export * from "./pattern";
export { EVENT_BYTES, NotAnEventError, parseEvent, type PutEvent } from "./event";
export { hubBus, NoSuchBusError, simulate, type SimulationRequest } from "./simulate";
export type { Delivery, SimulatedRequest, Simulation, Unmatched } from "./simulation";
