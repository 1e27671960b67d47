/** What a file stands on: the file that it extends, that one's own, and the preset of its product. */
import path from "node:path";
import { shownPath, type Finding, type Place } from "./files/findings";
import { LayeredFile, type Layer } from "./files/layered-file";
import { isMapping } from "./files/merge";
import { readYamlFile } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import type { Path, YamlFile } from "./files/yaml-file";
import { layeringSchema } from "./language/layering-fields";
import { presetLayer } from "./preset-layer";
import { quote } from "./wording";

/** The file with all that it stands on, or why that cannot be. */
export type Layered = { readonly file: YamlFile } | { readonly findings: readonly Finding[] };

/** One base on another, on another: more is a mistake. */
const DEEPEST = 10;

/**
 * A file together with what it stands on. What it says itself wins; see `files/merge.ts` for how.
 *
 * @param file the file as it is written.
 * @param location its path.
 * @param hasPreset whether a file of its kind may name a preset.
 */
export function withLayers(file: YamlFile, location: string, hasPreset: boolean): Layered {
  if (!isMapping(file.value) || !WORDS.some((word) => Object.hasOwn(file.value as object, word))) return { file };
  const bases: Layer[] = [];
  const seen = [path.resolve(location)];
  for (let upper = file; ;) {
    const base = baseOf(upper, seen, file.shown);
    if (base === undefined) break;
    if ("findings" in base) return base;
    bases.push(new BaseLayer(base.file, file.shown));
    upper = base.file;
  }
  const standing = bases.length === 0 ? file : new LayeredFile(file, bases);
  return hasPreset ? withPreset(standing) : { file: standing };
}

const WORDS = ["extends", "preset", "variables"];

/**
 * The file that a file extends; undefined where it extends none.
 *
 * @param seen the paths of the files so far, this one's the last; the base's is added.
 */
function baseOf(file: YamlFile, seen: string[], top: string): Layered | undefined {
  const shaped = shape(file, layeringSchema);
  if ("findings" in shaped) return shaped;
  const { extends: written } = shaped.value;
  if (written === undefined) return undefined;
  const base = path.resolve(path.dirname(seen.at(-1) ?? ""), written);
  const wrong = (message: string) => ({ findings: [file.finding("base-file", ["extends"], message)] });
  if (seen.includes(base)) return wrong(`${quote(written)} extends this file in turn; write a file that does not`);
  if (seen.length > DEEPEST) return wrong(`there are more than ${DEEPEST} files below ${top}; write fewer`);
  if (!/\.ya?ml$/.test(base)) return wrong(`${quote(written)} is no YAML file; write the path of one`);
  seen.push(base);
  const read = readYamlFile(base);
  if ("file" in read) return read;
  const missing = read.findings.some(({ rule }) => rule === "file-missing");
  return missing ? wrong(`there is no file ${shownPath(base)}; write the path from this file's folder`) : read;
}

/** The file on top of the preset that it names. */
function withPreset(file: YamlFile): Layered {
  const shaped = shape(file, layeringSchema);
  if ("findings" in shaped) return shaped;
  const { preset, variables } = shaped.value;
  if (preset === undefined) {
    if (variables === undefined) return { file };
    const message = "there is no preset to ask for them; write preset, or leave them out";
    return { findings: [file.findingAtKey("preset-variable", ["variables"], message)] };
  }
  const result = presetLayer(file, preset, variables ?? {});
  return "findings" in result ? result : { file: new LayeredFile(file, [result.layer]) };
}

/** A file that another one extends: its places are its own, and say whose they are. */
class BaseLayer implements Layer {
  readonly value: unknown;
  readonly #note: string;

  constructor(
    private readonly file: YamlFile,
    top: string,
  ) {
    this.value = file.value;
    this.#note = `${top} extends it`;
  }

  at(path: Path): Place {
    return { ...this.file.at(path), note: this.#note };
  }

  atKey(path: Path): Place {
    return { ...this.file.atKey(path), note: this.#note };
  }

  atCharacter(path: Path, index: number): Place {
    return { ...this.file.atCharacter(path, index), note: this.#note };
  }

  plainText(path: Path): string | undefined {
    return this.file.plainText(path);
  }
}
