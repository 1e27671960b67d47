import { EXPECTED_PEAK_TAG } from "../../aws/expected-peak";
import { TAGS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { Hub } from "../model";
import { deliveries, writtenFunctions, type Entry, type SoundFiles } from "../sound-files";
import { count, quote } from "../wording";

/** Tags that the stacks set themselves. */
const TENANT_TAGS = ["environment", "managed-by", "owner", "stack", "tenant"];
const OWN_TAGS = [...TENANT_TAGS, "EventBridgeApiDestinations", EXPECTED_PEAK_TAG];

/** How many of them one resource has at most: those of a tenant, and of a rule its peak. The other is for the hub's key. */
function ownTagsOfOne(files: SoundFiles): number {
  const isPeakDeclared = [...deliveries(files)].some(({ event }) => event.expectedPeakPerSecond !== undefined);
  return TENANT_TAGS.length + (isPeakDeclared ? 1 : 0);
}

/** Tags that every service takes, on every resource. */
export function* tags(files: SoundFiles): Iterable<Finding> {
  const { hub } = files;
  if (hub === undefined) return;
  yield* taken(hub);
  yield* tooMany(hub, ownTagsOfOne(files));
  yield* withoutValue(hub, files);
}

/** IAM compares tag keys without regard to case: `Owner` beside our `owner` is a duplicate that it refuses. */
function* taken({ file, value }: Entry<Hub>): Iterable<Finding> {
  const known = new Map(OWN_TAGS.map((key) => [key.toLowerCase(), "the stacks set this tag themselves"]));
  for (const key of Object.keys(value.tags)) {
    const wrong = known.get(key.toLowerCase());
    if (wrong !== undefined) yield file.findingAtKey("tag-taken", ["tags", key], `${wrong}; leave it out`);
    known.set(key.toLowerCase(), `IAM does not tell it from ${quote(key)}, which differs only in case`);
  }
}

function* tooMany({ file, value }: Entry<Hub>, own: number): Iterable<Finding> {
  const { length } = Object.keys(value.tags);
  if (length + own <= TAGS) return;
  const wrong = `${count(length, "tag")} beside the ${own} of the stacks, AWS allows ${TAGS} of a resource`;
  yield file.findingAtKey("too-many-tags", ["tags"], `${wrong}; write ${TAGS - own} or fewer`);
}

/** EventBridge Scheduler (API_Tag) and API Gateway (API_TagResource) want a character; the others take none, too. */
function* withoutValue({ file, value }: Entry<Hub>, files: SoundFiles): Iterable<Finding> {
  const scheduled = [...writtenFunctions(files)].find(({ definition }) => definition.schedule !== undefined);
  const [api] = files.ingress;
  const refusing =
    scheduled === undefined
      ? api && `API Gateway refuses a tag without a value, and there is ingress/${api.id}.yaml`
      : `Scheduler refuses a tag without a value, and functions/${scheduled.functions.id}.yaml has a schedule`;
  if (refusing === undefined) return;
  for (const [key, written] of Object.entries(value.tags)) {
    if (written === "") yield file.finding("tag-without-value", ["tags", key], `${refusing}; write one`);
  }
}
