import { KNOWN_REGIONS } from "../../aws/regions";
import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { nearest, quote } from "../wording";

/** The hub's Region is one that is known. */
export function* regions({ hub }: SoundFiles): Iterable<Finding> {
  if (hub === undefined || KNOWN_REGIONS.includes(hub.value.region)) return;
  const { region } = hub.value;
  const instead = nearest(region, KNOWN_REGIONS);
  const message = `no Region called ${quote(region)} is known; write ${instead ?? "another"}, unless it is a new one`;
  yield hub.file.finding("region-unknown", ["region"], message);
}
