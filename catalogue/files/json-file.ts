/** Reads a JSON file. Its positions are looked for when a finding needs one: most files have none. */
import { findJsonSyntaxError } from "#simulator/input";
import type { RuleId } from "../finding-rules";
import { finding, shownPath, startOf, type Finding, type Place } from "./findings";
import { readText } from "./read-text";
import { DEEPEST, isNestedDeeperThan, nestedMessage, readYamlFile, type ReadResult } from "./read-yaml";
import { pathPrefix, type Path, type YamlFile } from "./yaml-file";

/** Reads and parses a file, as `readYamlFile` does. Whatever is wrong with it becomes a finding: nothing is thrown. */
export function readJsonFile(file: string): ReadResult {
  const text = readText(file);
  if (typeof text !== "string") return { findings: [text] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { findings: [notJson(file, text, error)] };
  }
  if (isNestedDeeperThan(value, DEEPEST)) {
    return { findings: [finding("nested-too-deep", startOf(file), nestedMessage)] };
  }
  return { file: new JsonFile(file, value, text) };
}

function notJson(file: string, text: string, error: unknown): Finding {
  const syntax = findJsonSyntaxError(text);
  const before = text.slice(0, syntax?.offset ?? 0).split("\n");
  const place = { ...startOf(file), line: before.length, column: (before.at(-1) ?? "").length + 1 };
  return finding("json-syntax", place, `not JSON: ${syntax?.reason ?? String(error)}; write JSON`);
}

/** JSON is YAML, so that one reader finds positions in both. */
class JsonFile implements YamlFile {
  readonly shown: string;
  #positions: YamlFile | undefined | "unread" = "unread";

  constructor(
    private readonly path: string,
    readonly value: unknown,
    private readonly text: string,
  ) {
    this.shown = shownPath(path);
  }

  get start(): Place {
    return { file: this.shown, line: 1, column: 1 };
  }

  finding(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.at(path), `${pathPrefix(path)}${message}`);
  }

  findingAtKey(rule: RuleId, path: Path, message: string): Finding {
    return finding(rule, this.atKey(path), `${pathPrefix(path)}${message}`);
  }

  at(path: Path): Place {
    return this.positions?.at(path) ?? this.start;
  }

  atKey(path: Path): Place {
    return this.positions?.atKey(path) ?? this.start;
  }

  atCharacter(path: Path, index: number): Place {
    return this.positions?.atCharacter(path, index) ?? this.start;
  }

  plainText(path: Path): string | undefined {
    return this.positions?.plainText(path);
  }

  strayName(): undefined {
    return undefined;
  }

  /** Undefined for the few texts that are JSON and no YAML to this reader, such as one with a key twice. */
  private get positions(): YamlFile | undefined {
    if (this.#positions === "unread") {
      const read = readYamlFile(this.path, this.text);
      this.#positions = "file" in read ? read.file : undefined;
    }
    return this.#positions;
  }
}
