import type { Clock } from "#simulator/delivery";
import type { HubReport, LocalHub } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import { stackIds } from "../catalogue/names";
import type { ScriptNames } from "./names";
import type { SeenStacks } from "./observation";

/** What a script is played on: a local hub of what an environment emits. */
export interface Scene {
  /** Absolute path of the environment's folder: files of events are named from there. */
  readonly folder: string;
  readonly hub: LocalHub;
  readonly topology: Topology;
  readonly names: ScriptNames;
  /** The hub's time. */
  readonly clock: Clock;
  /** What the hub reports. Emptied before each step. */
  readonly reports: HubReport[];
  /**
   * Adds the files of a folder beside the script, and starts the hub again with what is emitted then.
   *
   * @throws ScriptError when there is no such folder
   */
  addFiles(folder: string): Promise<SeenStacks>;
}

/**
 * What a functions file makes: `user-signup/users` is the table `users` of `functions/user-signup.yaml`. Its stack is the
 * file's, and its name ends with the id.
 */
export function functionsPart<T extends { readonly stack: string; readonly name: string }>(
  parts: readonly T[],
  reference: string,
): T | undefined {
  const [file = "", id = ""] = reference.split("/");
  return parts.find(({ stack, name }) => stack === stackIds.functions(file) && name.endsWith(`_${id}`));
}
