/** Delivery of events to API destinations over real HTTP, with injected time and randomness. Knows no Terraform. */
export { systemClock, type Clock, type Hold } from "./clock";
export { VirtualClock } from "./virtual-clock";
export { DeliveryEngine, type DeliveryEngineOptions } from "./engine";
export type { Delivery, DeliveryCounts, LimitedDestination, Outcome, Progress } from "./delivery";
export { deadLetter } from "./dead-letter";
export type {
  DeadLetter,
  DeadLetterAttributes,
  DeadLetterReceipt,
  ExhaustedRetryCondition,
  SendDeadLetter,
} from "./dead-letter";
export { hasUnknownPart } from "./attempt";
export {
  credentialOf,
  type ConnectionSecrets,
  type Credential,
  type CredentialKey,
  type SecretParameter,
} from "./credentials";
export { tryCredentials, type CredentialTrial, type TrialRequest } from "./credential-trial";
export type { Route, Router } from "./exchange";
export type { ErrorCode, Failure } from "./failure";
export { tokenCall } from "./token";
