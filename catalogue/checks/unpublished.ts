import type { Finding } from "../files/findings";
import type { SourceFile } from "../model";
import type { Entry } from "../sound-files";
import { insteadOf, quote } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";

/** A value that the account's statement in the bus policy does not allow: the central bus would refuse the event. */
export function* unpublished(
  file: YamlFile,
  path: Path,
  account: Entry<SourceFile>,
  field: "source" | "detail-type",
  value: string,
): Iterable<Finding> {
  const { sources, detailTypes } = account.value.publishes;
  const known = field === "source" ? sources : detailTypes;
  if (known === undefined || known.includes(value)) return;
  const shown = `sources/${account.id}.yaml`;
  const wrong = `${shown} does not publish the ${field} ${quote(value)}`;
  yield file.finding(
    "not-published",
    path,
    `${wrong}; write ${insteadOf(value, known, `it there, or one that ${shown} publishes`)}`,
  );
}
