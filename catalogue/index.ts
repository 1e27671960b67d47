/** The catalogue: an environment's YAML files, read, checked and typed. */
export { findEnvironment } from "./files/find-environment";
export { formatFinding, type Finding } from "./files/findings";
export { loadEnvironment, type LoadResult } from "./load";
export type * from "./model";
export type { ContractTest } from "./contract-tests";
export { openEnvironment, openWithTests, type TestedLoadResult } from "./open-environment";
