import { findEnvironment } from "./files/find-environment";
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
