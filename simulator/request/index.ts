/** The HTTP request EventBridge sends to an API destination, offline and without secrets. Pure. */
export {
  tokenCallOf,
  type ApiDestination,
  type Authorization,
  type ConnectionDescription,
  type ConnectionHttpParameters,
  type ConnectionParameter,
  type HttpMethod,
} from "./destination";
export { planAuthorization } from "./authorization";
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
