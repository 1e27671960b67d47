/** Who may put which events on a bus, and what a role or a service may do, by the policies of both sides. Pure. */
export { evaluateBusPolicy, type PolicyQuestion, type PolicyVerdict } from "./evaluate-bus-policy";
export { evaluateIdentityPolicies, type IdentityRequest, type IdentityVerdict } from "./evaluate-identity-policies";
export { evaluateServiceAccess, type AccessVerdict, type ServiceRequest } from "./evaluate-service-access";
export { parsePolicy, type ParsedPolicy, type PolicyStatement } from "./policy-statement";
export { queueRefusal } from "./queue-policy";
export { invokeRefusal } from "./function-permission";
export type { Cause } from "./conditions";
export type { StatementReason } from "./statement-reason";
export type { PublishRequest } from "./request-context";
