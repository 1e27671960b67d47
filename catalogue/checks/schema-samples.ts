import path from "node:path";
import { eventFindings } from "../event-schemas/event-findings";
import type { Finding } from "../files/findings";
import { readJsonFile } from "../files/json-file";
import { sampleEventsIn } from "../sample-events";
import type { SoundFiles } from "../sound-files";

/**
 * The environment's own events are as their schemas say.
 *
 * @param folder of the environment, with `events/` in it or not
 */
export function* schemaSamples({ eventTypes }: SoundFiles, folder: string): Iterable<Finding> {
  if (eventTypes.all.length === 0) return;
  for (const { file, json } of sampleEventsIn(folder)) {
    if (eventTypes.find(json["source"], json["detail-type"]) === undefined) continue;
    const read = readJsonFile(path.join(folder, file));
    if ("file" in read) yield* eventFindings(eventTypes, read.file, [], read.file.value);
  }
}
