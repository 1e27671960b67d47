/** The events that lie beside an environment's files. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isJsonObject, readJson, type JsonObject } from "#simulator/input";

/** Larger files are no events: EventBridge takes 1 MB. */
const LARGEST_BYTES = 1_048_576;

/** An event that lies beside the environment's files, for `hub simulate` and to be looked at. */
export interface SampleEvent {
  /** From the environment's folder. */
  readonly file: string;
  readonly text: string;
  readonly json: JsonObject;
}

/**
 * The events of an environment. What cannot be read, or is no event, is left out: these files are not deployed.
 *
 * @param folder of the environment, with `events/` in it or not
 */
export function* sampleEventsIn(folder: string): Iterable<SampleEvent> {
  const events = path.join(folder, "events");
  for (const name of namesIn(events)) {
    const text = textOf(path.join(events, name));
    const json = text === undefined ? undefined : objectIn(text);
    if (text !== undefined && json !== undefined) yield { file: `events/${name}`, text, json };
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    const status = statSync(file);
    return status.isFile() && status.size <= LARGEST_BYTES ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = readJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
