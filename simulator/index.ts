/** EventBridge offline: what would happen to an event, asked of emitted Terraform. */
export * from "./pattern";
export { renderHttpParameters, renderTargetInput } from "./input";
export { evaluateBusPolicy } from "./policy";
export { planRequest } from "./request";
export { readTopology } from "./topology";
export { EVENT_BYTES, NotAnEventError, parseEvent, type PutEvent } from "./event";
export { hubBus, NoSuchBusError, simulate, type SimulationRequest } from "./simulate";
export type { Delivery, SimulatedRequest, Simulation, Unmatched } from "./simulation";
