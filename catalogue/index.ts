/** The catalogue: an environment's YAML files, read, checked and typed. */
export { findEnvironment, type FoundEnvironment } from "./find-environment";
export { formatFinding, type Finding, type Severity } from "./findings";
export { loadEnvironment, type LoadResult } from "./load";
export type * from "./model";
export { openEnvironment } from "./open-environment";
