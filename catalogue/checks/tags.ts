import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { quote } from "../wording";

/** Tags that the stacks set themselves. */
const OWN_TAGS = ["environment", "managed-by", "owner", "stack", "tenant", "EventBridgeApiDestinations"];

/** IAM compares tag keys without regard to case: `Owner` beside our `owner` is a duplicate that it refuses. */
export function* tags({ hub }: SoundFiles): Iterable<Finding> {
  if (hub === undefined) return;
  const taken = new Map(OWN_TAGS.map((key) => [key.toLowerCase(), "the stacks set this tag themselves"]));
  for (const key of Object.keys(hub.value.tags)) {
    const wrong = taken.get(key.toLowerCase());
    if (wrong !== undefined) yield hub.file.findingAtKey("tag-taken", ["tags", key], `${wrong}; leave it out`);
    taken.set(key.toLowerCase(), `IAM does not tell it from ${quote(key)}, which differs only in case`);
  }
}
