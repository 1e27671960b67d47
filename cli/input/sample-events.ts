import { readdirSync } from "node:fs";
import path from "node:path";
import { NoSuchBusError, NotAnEventError, parseEvent } from "#simulator/routing";
import { findEnvironment } from "../../catalogue/files/find-environment";
import type { SampleEvent } from "../../review";
import { CommandFailure } from "../failure";
import { readInputFile } from "./input-file";

/** `--events`, as commander wants it. */
export const EVENTS_OPTION = ["--events <folder>", "the sample events (default: events/ of the environment)"] as const;

/**
 * The events of a folder, by the names of their files.
 *
 * @param folder what `--events` names; the `events/` of the environment, which need not be there, when left out
 * @throws CommandFailure when a folder that was named cannot be read, or a file is no event
 */
export function sampleEvents(env: string, folder: string | undefined): SampleEvent[] {
  const environment = folder === undefined ? findEnvironment(env).folder : undefined;
  const where = folder ?? path.join(environment ?? "", "events");
  return filesIn(where, folder !== undefined).map((name) => {
    const file = path.join(where, name);
    try {
      return { name, event: parseEvent(readInputFile(file)) };
    } catch (error) {
      if (error instanceof NotAnEventError) throw new CommandFailure(`${file} ${error.message}`);
      throw error;
    }
  });
}

function filesIn(folder: string, isNamed: boolean): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    if (!isNamed) return [];
    throw new CommandFailure(`--events ${folder}: no such folder`);
  }
}

/**
 * What is made of sample events on both sides.
 *
 * @throws CommandFailure where an event cannot be matched, or a side has not one bus
 */
export function ofSampleEvents<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoSuchBusError || error instanceof NotAnEventError) throw new CommandFailure(error.message);
    throw error;
  }
}
