import path from "node:path";
import { findingsOfTests, readContractTests, type ContractTest } from "./contract-tests";
import { findEnvironment } from "./files/find-environment";
import { sortFindings } from "./files/findings";
import { loadEnvironment, type LoadResult } from "./load";

/**
 * Finds and loads an environment: what `--env` and `HUB_ENV` name. An environment that does not exist is a finding like
 * any other.
 *
 * @param nameOrPath a folder of `environments/`, or a path
 */
export function openEnvironment(nameOrPath: string): LoadResult {
  const { folder, findings } = findEnvironment(nameOrPath);
  return folder === undefined ? { environment: undefined, findings } : loadEnvironment(folder);
}

/** An environment with its contract tests. */
export interface TestedLoadResult extends LoadResult {
  /** Absolute path; undefined where there is no such environment. */
  readonly folder: string | undefined;
  /** None where the environment has errors of its own: what tests name could not be looked up. */
  readonly tests: readonly ContractTest[];
  /** Of the environment and of its tests. */
  readonly findings: LoadResult["findings"];
}

/**
 * {@link openEnvironment} for those who look at contract tests as well. What is wrong with a test leaves the environment
 * sound: tests are not deployed.
 */
export function openWithTests(nameOrPath: string): TestedLoadResult {
  const found = findEnvironment(nameOrPath);
  const { environment, findings } = openEnvironment(nameOrPath);
  const folder = found.folder === undefined ? undefined : path.resolve(found.folder);
  if (folder === undefined || environment === undefined) return { environment, findings, folder, tests: [] };
  const read = readContractTests(folder, environment);
  return { environment, folder, tests: read.tests, findings: sortFindings([...findings, ...findingsOfTests(read)]) };
}
