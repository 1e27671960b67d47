/** The HTTP request EventBridge sends to an API destination, offline and without secrets. Pure. */
export type {
  ApiDestination,
  Authorization,
  ConnectionDescription,
  ConnectionHttpParameters,
  ConnectionParameter,
  HttpMethod,
} from "./destination";
export {
  REDACTED,
  UNKNOWN,
  type DroppedParameter,
  type HeaderSource,
  type PlannedAuthorization,
  type PlannedHeader,
  type PlannedRequest,
  type TokenParameter,
  type TokenRequest,
} from "./planned-request";
export type { DeliveredBody } from "./body";
export { isRemovedHeader } from "./headers";
export { planRequest, type RequestParts, type RequestPlan } from "./plan-request";
