/** Who may put which events on a bus, by its resource policy. Pure. */
export { evaluateBusPolicy, type PolicyQuestion, type PolicyVerdict } from "./evaluate-bus-policy";
export { evaluateIdentityPolicies, type IdentityRequest, type IdentityVerdict } from "./evaluate-identity-policies";
export type { PublishRequest } from "./request-context";
