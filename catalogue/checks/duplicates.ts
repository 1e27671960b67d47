import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { quote } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";

/** A value written twice does no harm, but one of the two was meant to be another. */
export function* duplicates({ hub, sources }: SoundFiles): Iterable<Finding> {
  if (hub) {
    yield* repeated(hub.file, ["alerts", "emails"], hub.value.alerts.emails);
    yield* repeated(hub.file, ["operators", "principals"], hub.value.operators.principals);
  }
  for (const { value, file } of sources) {
    yield* repeated(file, ["publishes", "sources"], value.publishes.sources);
    yield* repeated(file, ["publishes", "detailTypes"], value.publishes.detailTypes ?? []);
  }
}

function* repeated(file: YamlFile, path: Path, list: readonly string[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const [index, value] of list.entries()) {
    if (seen.has(value))
      yield file.finding("repeated-value", [...path, index], `${quote(value)} is in the list already; leave it out`);
    seen.add(value);
  }
}
