import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import type { Path, YamlFile } from "../files/yaml-file";

const TOKEN = "{TfToken[";

/**
 * CDKTF replaces what looks like one of its tokens by a reference to some resource, of any stack, and has no escape for
 * it. Nothing a catalogue could mean looks like that.
 */
export function* cdktfTokens({ hub, sources, tenants, functions, ingress }: SoundFiles): Iterable<Finding> {
  for (const entry of [...(hub ? [hub] : []), ...sources, ...tenants, ...functions, ...ingress]) {
    // Almost no file holds one, and the whole file is searched much faster than every text of it.
    if (JSON.stringify(entry.value).includes(TOKEN)) yield* tokensIn(entry.file, [], entry.value);
  }
}

function* tokensIn(file: YamlFile, path: Path, value: unknown): Iterable<Finding> {
  if (typeof value === "string" && value.includes(TOKEN)) {
    yield file.finding(
      "cdktf-token",
      path,
      `"${TOKEN}" stands for a reference of CDK for Terraform; write it differently`,
    );
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* tokensIn(file, [...path, index], item);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key.includes(TOKEN)) {
        yield file.findingAtKey(
          "cdktf-token",
          [...path, key],
          `"${TOKEN}" stands for a reference of CDK for Terraform; write another key`,
        );
      }
      yield* tokensIn(file, [...path, key], item);
    }
  }
}
