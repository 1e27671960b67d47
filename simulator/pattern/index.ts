export { compileEventPattern } from "./compile-event-pattern";
export type { EventMatcher, PatternInput } from "./compile-event-pattern";
export { testEventPattern } from "./test-event-pattern";
export { InvalidEventError, InvalidEventPatternError } from "./errors";
export type { CrowdedWildcards, EventProblem, PatternProblem } from "./errors";
export type { EventInput } from "./event-leaves";
export { compileRules } from "./compile-rules";
export type { Rule, RuleIndex } from "./compile-rules";
export { explainMismatch } from "./explain-mismatch";
