/** Keys of a pattern: at the top an event has few, and a pattern that asks for another one never matches. */
import { EVENT_FIELDS } from "../../aws/event-fields";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import type { EventPattern } from "../model";
import { nearest, quote } from "../wording";

/** Keys at the top of a pattern, and of the alternatives there, that no event has; AWS takes them without a word. */
export function* unknownKeys(file: YamlFile, path: Path, asked: EventPattern): Iterable<Finding> {
  for (const [key, value] of Object.entries(asked)) {
    if (key === "$or") {
      for (const [index, alternative] of (Array.isArray(value) ? value : []).entries()) {
        if (isMapping(alternative)) yield* unknownKeys(file, [...path, "$or", index], alternative);
      }
      continue;
    }
    // "detail.status" is status within detail.
    const [field = ""] = key.split(".");
    if (EVENT_FIELDS.includes(field) || matchesAbsence(value)) continue;
    const meant = nearest(field, EVENT_FIELDS);
    const instead = meant === undefined ? "leave it out, or write it under detail" : `write ${meant}`;
    yield file.findingAtKey(
      "pattern-key-unknown",
      [...path, key],
      `no event has the key ${quote(field)} at the top, so it would never match; ${instead}`,
    );
  }
}

/** `[{ exists: false }]` is the one thing to ask of a field that is never there. */
function matchesAbsence(value: unknown): boolean {
  return Array.isArray(value) && value.some((matcher) => isMapping(matcher) && matcher["exists"] === false);
}

function isMapping(value: unknown): value is EventPattern {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
