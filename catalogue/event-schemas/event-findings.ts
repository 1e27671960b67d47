/** Whether an example of an event is as its schema says. */
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import type { EventTypes } from "./event-types";
import { mismatches } from "./validate";

/** What EventBridge adds to an event, where an example leaves it out. */
const ADDED = {
  version: "0",
  id: "00000000-0000-0000-0000-000000000000",
  account: "123456789012",
  time: "2026-01-01T00:00:00Z",
  region: "eu-central-1",
  resources: [],
};

/** One event may be wrong in every field; these show what is wrong with it. */
const MOST = 5;

/** What is wrong with an event, by the schema of its type if there is one. `at` is its path in the file. */
export function* eventFindings(types: EventTypes, file: YamlFile, at: Path, event: unknown): Iterable<Finding> {
  if (typeof event !== "object" || event === null) return;
  const { source, "detail-type": detailType } = event as Readonly<Record<string, unknown>>;
  const type = types.find(source, detailType);
  if (type === undefined) return;
  for (const { path, wrong } of mismatches(type.schema, { ...ADDED, ...event }).slice(0, MOST)) {
    yield file.finding("event-not-of-schema", [...at, ...path], `${wrong}; mend the event, or ${type.shown}`);
  }
}
