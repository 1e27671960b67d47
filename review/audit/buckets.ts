import { Unresolved } from "#simulator/topology";
import type { AuditedResource } from "./audited-resource";
import type { AuditedTerraform } from "./audited-terraform";
import { broken, notKnown, type Observation } from "./rule";

/**
 * What a rule says of each bucket whose setting is a resource of its own type.
 *
 * @param type of the setting
 * @param wrong what to say of a bucket without it
 * @param isRight whether a setting is as it should be; `Unresolved` where that is not known
 * @param except names of buckets that need none
 */
export function* ofBuckets(
  { ofType }: AuditedTerraform,
  type: string,
  wrong: string,
  isRight: (setting: AuditedResource) => unknown,
  except: ReadonlySet<unknown> = new Set(),
): Iterable<Observation> {
  const settings = ofType(type);
  for (const bucket of ofType("aws_s3_bucket")) {
    const names = namesOf(bucket);
    if (names.some((name) => except.has(name))) continue;
    const own = settings.filter((one) => names.includes(one.value("bucket")));
    const answers = own.map(isRight);
    if (answers.includes(true)) continue;
    const open = answers.find((one) => one instanceof Unresolved) ?? openBucket(settings);
    yield open === undefined ? broken(bucket, wrong) : notKnown(bucket, type, open);
  }
}

/** A setting of which nobody can tell whose it is may be that of any bucket. */
function openBucket(settings: readonly AuditedResource[]): Unresolved | undefined {
  return settings.map((one) => one.value("bucket")).find((bucket) => bucket instanceof Unresolved);
}

/** What settings may call a bucket by: its name, or what stands for the name that only AWS knows. */
function namesOf(bucket: AuditedResource): unknown[] {
  return [bucket.value("bucket"), bucket.attribute("id"), bucket.attribute("bucket")].filter(
    (name) => name !== undefined,
  );
}
