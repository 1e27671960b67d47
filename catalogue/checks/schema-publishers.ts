import type { EventType } from "../event-schemas/event-types";
import { fileNameOf } from "../event-schemas/file-names";
import { startOf, finding, type Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { insteadOf, nearest, quote } from "../wording";

/** A schema is of events that somebody publishes. */
export function* schemaPublishers({ eventTypes, publishers }: SoundFiles): Iterable<Finding> {
  if (publishers === undefined) return;
  const { sources } = publishers;
  const unknown = new Set<string>();
  for (const type of eventTypes.all) {
    if (!sources.includes(type.source)) {
      // One name of a folder is one finding.
      if (unknown.has(type.source)) continue;
      unknown.add(type.source);
      const wrong = `no account publishes the source ${quote(type.source)}`;
      const instead = `name the folder ${insteadOf(type.source, sources, "like a source of sources/*.yaml")}`;
      yield atFile(type, `${wrong}; ${instead}, or remove it`);
    } else {
      const known = publishers.detailTypesFor([type.source]);
      if (known === undefined || known.includes(type.detailType)) continue;
      const wrong = `no account publishes the detail-type ${quote(type.detailType)} of ${type.source}`;
      const meant = nearest(type.detailType, known);
      const name = meant === undefined ? "like one that is" : `${fileNameOf(meant)}.json`;
      yield atFile(type, `${wrong}; name the file ${name}, or remove it`);
    }
  }
}

function atFile({ file }: EventType, message: string): Finding {
  return finding("schema-of-no-event", startOf(file.shown), message);
}
