/** A file that stands on others, as YAML with where each line comes from. */
import { Document, isCollection, isMap, isScalar, type Node } from "yaml";
import { isMapping } from "../../catalogue/files/merge";
import { tenantSchema } from "../../catalogue/language/schema";
import type { YamlFile } from "../../catalogue/files/yaml-file";

/** The merged file. A comment behind a value names the file that says it, where that is another. */
export function mergedInYaml(file: YamlFile): string {
  const document = new Document(inOrder(file.value));
  // Of a mapping or a list it is said once, where all of it comes from one place.
  comment(document.contents, [], file, file.shown);
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** In the order in which people write a tenant's file, whichever file said it. */
function inOrder(value: unknown): unknown {
  if (!isMapping(value)) return value;
  const known = Object.keys(tenantSchema.shape).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !known.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key]]));
}

/** How the note of a place in a preset begins; what follows names the preset and the line. */
const OF_PRESET = "from the ";

/** Comments what comes from another file than its surroundings. */
function comment(node: Node | null, at: readonly PropertyKey[], file: YamlFile, around: string): void {
  if (!isMap(node)) return;
  for (const pair of node.items) {
    if (!isScalar(pair.key)) continue;
    const path = [...at, String(pair.key.value)];
    const { file: shown, note } = file.at(path);
    const origin = note?.startsWith(OF_PRESET) === true ? note.slice(OF_PRESET.length) : shown;
    const value = pair.value as Node | null;
    if (isMap(value)) comment(value, path, file, around);
    else if (origin !== around) {
      const says = ` ${origin}`;
      // Behind a block of text or a list a comment would stand at its end.
      if (isCollection(value) || (isScalar(value) && String(value.value).includes("\n"))) pair.key.commentBefore = says;
      else if (isScalar(value)) value.comment = says;
    }
  }
}
