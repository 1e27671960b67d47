/** What a file stands on: the file that it extends, that one's own, and the preset of its product. */
import path from "node:path";
import { finding, shownPath, type Finding, type Place } from "./files/findings";
import { isWithin, namesIn } from "./files/file-names";
import { LayeredFile, type Layer } from "./files/layered-file";
import { isMapping } from "./files/merge";
import type { ReadResult } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import type { Path, YamlFile } from "./files/yaml-file";
import { extendingSchema, layeringSchema } from "./language/layering-fields";
import { presetLayer } from "./preset-layer";
import { nearest, quote } from "./wording";

/** The file with all that it stands on, or why that cannot be. */
export type Layered = { readonly file: YamlFile } | { readonly findings: readonly Finding[] };

/** One base on another, on another: more is a mistake. */
const DEEPEST = 10;

/** Where a file lies, and what it may stand on. */
export interface Layering {
  /** The file's own path. */
  readonly location: string;
  /** The folder that holds the environments: what a file extends lies in it, whatever links lead there. */
  readonly root: string;
  /** Whether a file of its kind may name a preset. */
  readonly hasPreset: boolean;
  /** Reads a file that another extends: once, where a thousand extend it. */
  readonly readBase: (file: string) => ReadResult;
}

/**
 * A file together with what it stands on. What it says itself wins; see `files/merge.ts` for how.
 *
 * @param file the file as it is written.
 */
export function withLayers(file: YamlFile, { location, root, hasPreset, readBase }: Layering): Layered {
  if (!isMapping(file.value)) return { file };
  const misspelt = misspeltWords(file, Object.keys(file.value), hasPreset);
  if (misspelt.length > 0) return { findings: misspelt };
  if (!WORDS.some((word) => Object.hasOwn(file.value as object, word))) return { file };
  const bases: Layer[] = [];
  const seen = [path.resolve(location)];
  for (let upper = file; ;) {
    const base = baseOf(upper, seen, file.shown, { root, readBase });
    if (base === undefined) break;
    if ("findings" in base) return base;
    bases.push(new BaseLayer(base.file, file.shown));
    upper = base.file;
  }
  return hasPreset ? withPreset(file, bases) : { file: standingOn(file, bases) };
}

const WORDS = ["extends", "preset", "variables"];

/** What would be said of a file without its base is of no use where the word for that is misspelt. */
function misspeltWords(file: YamlFile, keys: readonly string[], hasPreset: boolean): Finding[] {
  const words = hasPreset ? WORDS : ["extends"];
  return keys.flatMap((key) => {
    const meant = nearest(key, words);
    if (meant === undefined || words.includes(key) || keys.includes(meant)) return [];
    const message = `unknown key ${quote(key)}; write ${quote(meant)}`;
    return [finding("unknown-key", file.atKey([key]), message)];
  });
}

function standingOn(file: YamlFile, layers: readonly Layer[]): YamlFile {
  return layers.length === 0 ? file : new LayeredFile(file, layers);
}

/**
 * The file that a file extends; undefined where it extends none.
 *
 * @param seen the paths of the files so far, this one's the last; the base's is added.
 */
function baseOf(
  file: YamlFile,
  seen: string[],
  top: string,
  { root, readBase }: Pick<Layering, "root" | "readBase">,
): Layered | undefined {
  const shaped = shape(file, extendingSchema);
  if ("findings" in shaped) return shaped;
  const { extends: written } = shaped.value;
  if (written === undefined) return undefined;
  const base = path.resolve(path.dirname(seen.at(-1) ?? ""), written);
  const wrong = (message: string) => ({ findings: [file.finding("base-file", ["extends"], message)] });
  if (seen.includes(base)) return wrong(`${quote(written)} extends this file in turn; write a file that does not`);
  if (seen.length > DEEPEST) return wrong(`there are more than ${DEEPEST} files below ${top}; write fewer`);
  if (!/\.ya?ml$/.test(base)) return wrong(`${quote(written)} is no YAML file; write the path of one`);
  // Before it is read: what a change of a stranger names must not be shown by the machine that checks it.
  if (!isWithin(base, root)) {
    return wrong(`${quote(written)} is outside of the folder of environments; write the path of a file in it`);
  }
  seen.push(base);
  const read = readBase(base);
  if ("file" in read) return read;
  const missing = read.findings.some(({ rule }) => rule === "file-missing");
  if (!missing) return read;
  const instead = neighbourOf(base, written) ?? "the path from this file's folder";
  return wrong(`there is no file ${shownPath(base)}; write ${instead}`);
}

/** The path of a file beside one that is not there, if its name is nearly the same. */
function neighbourOf(base: string, written: string): string | undefined {
  const listed = namesIn(path.dirname(base));
  const near = "names" in listed ? nearest(path.basename(base), listed.names) : undefined;
  return near === undefined ? undefined : written.slice(0, written.length - path.basename(base).length) + near;
}

/** The file on top of what it extends, and of the preset that the uppermost of them names. */
function withPreset(file: YamlFile, bases: readonly Layer[]): Layered {
  const standing = standingOn(file, bases);
  const shaped = shape(standing, layeringSchema);
  if ("findings" in shaped) return shaped;
  const { preset, variables } = shaped.value;
  if (preset === undefined) {
    if (variables === undefined) return { file: standing };
    const message = "there is no preset to ask for them; write preset, or leave them out";
    return { findings: [standing.findingAtKey("preset-variable", ["variables"], message)] };
  }
  const written = [file, ...bases].map(({ value }) => value);
  const result = presetLayer({ file: standing, written }, preset, variables ?? {});
  // Below all of them at once: a null that takes away what a base says takes away the preset's, too.
  return "findings" in result ? result : { file: new LayeredFile(file, [...bases, result.layer]) };
}

/** A file that another one extends: its places are its own, and say whose they are. */
class BaseLayer implements Layer {
  readonly value: unknown;
  readonly shown: string;
  readonly #note: string;

  constructor(
    private readonly file: YamlFile,
    top: string,
  ) {
    this.value = file.value;
    this.shown = file.shown;
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
