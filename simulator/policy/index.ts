/** Who may put which events on a bus, by its resource policy. Pure. */
export { evaluateBusPolicy, type PolicyQuestion, type PolicyVerdict } from "./evaluate-bus-policy";
export type { PublishRequest } from "./request-context";
