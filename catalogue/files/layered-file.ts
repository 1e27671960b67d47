/** A file that stands on others: what they say together, and which of them says it where. */
import type { RuleId } from "../finding-rules";
import { finding, type Finding, type Place } from "./findings";
import { isMapping, merged } from "./merge";
import { nearest } from "../wording";
import { pathPrefix, type Path, type StrayName, type YamlFile } from "./yaml-file";

/** One of the files, as it looks from the merged one. */
export interface Layer {
  /** What it says, where the merged file would say it. */
  readonly value: unknown;
  /** Where a path of the merged file stands. */
  at(path: Path): Place;
  /** Where its key stands. */
  atKey(path: Path): Place;
  /** As {@link YamlFile.atCharacter}. */
  atCharacter(path: Path, index: number): Place;
  /** As {@link YamlFile.plainText}. */
  plainText(path: Path): string | undefined;
  /** The file that it is, as findings show it; undefined where its names are those of the files above it. */
  readonly shown: string | undefined;
}

/** Layers over each other, merged by `merge.ts`. */
export class LayeredFile implements YamlFile {
  readonly value: unknown;
  /** What the layers say that the file stands on; undefined where none says anything. */
  readonly lower: unknown;

  /**
   * @param top the file that the others belong to: what nobody says is missing there.
   * @param below what it stands on, the nearest first.
   */
  constructor(
    private readonly top: YamlFile,
    private readonly below: readonly Layer[],
  ) {
    this.lower = below.reduceRight<unknown>((lower, { value }) => merged(lower, value), undefined);
    this.value = merged(this.lower, top.value);
  }

  /** What the file says itself. */
  get own(): unknown {
    return this.top.value;
  }

  get shown(): string {
    return this.top.shown;
  }

  get start(): Place {
    return this.top.start;
  }

  finding(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.at(path), `${pathPrefix(path)}${message}`);
  }

  findingAtKey(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.atKey(path), `${pathPrefix(path)}${message}`);
  }

  at(path: Path): Place {
    return this.sayer(path).at(path);
  }

  atKey(path: Path): Place {
    return this.sayer(path).atKey(path);
  }

  atCharacter(path: Path, index: number): Place {
    return this.sayer(path).atCharacter(path, index);
  }

  plainText(path: Path): string | undefined {
    return this.sayer(path).plainText(path);
  }

  strayName(path: Path): StrayName | undefined {
    for (let length = 2; length <= path.length; length++) {
      const parent = path.slice(0, length - 1);
      const name = String(path[length - 1]);
      const own = keysAt(this.top.value, parent);
      if (!own.includes(name)) return undefined;
      for (const { shown, value } of this.below) {
        const others = keysAt(value, parent);
        const meant = shown === undefined || others.includes(name) ? undefined : nearest(name, others);
        if (shown === undefined || meant === undefined || own.includes(meant)) continue;
        return { path: path.slice(0, length), meant, shown };
      }
    }
    return undefined;
  }

  /** The layer that says the value at a path, or that comes nearest to it: of several, the uppermost. */
  private sayer(path: Path): Layer {
    let best: Layer = this.top;
    let steps = depth(this.top.value, path);
    for (const layer of this.below) {
      const reached = depth(layer.value, path);
      if (reached > steps) [best, steps] = [layer, reached];
    }
    return best;
  }
}

function keysAt(value: unknown, path: Path): readonly string[] {
  const inner = path.reduce<unknown>((outer, step) => (isMapping(outer) ? outer[String(step)] : undefined), value);
  return isMapping(inner) ? Object.keys(inner) : [];
}

/** What a file says itself, and what it stands on says. */
export function partsOf(file: YamlFile): { readonly own: unknown; readonly lower: unknown } {
  return file instanceof LayeredFile ? file : { own: file.value, lower: undefined };
}

/** How many steps of a path a value follows. */
function depth(value: unknown, path: Path): number {
  let inner = value;
  for (const [index, step] of path.entries()) {
    const within = Array.isArray(inner) ? (inner as readonly unknown[]) : isMapping(inner) ? inner : undefined;
    if (within === undefined || !Object.hasOwn(within, step)) return index;
    inner = (within as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return path.length;
}
