/** The names of an environment's files and folders: ids are made of them, and what is misnamed would not be read. */
import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { finding, folderItself, startOf, type Finding } from "./findings";
import { systemCode } from "./read-text";
import { inAscii } from "../fitting-text";
import { nearest, quote } from "../wording";

/** A folder of files that are named after what they describe. */
export interface NamedFiles {
  /** As people write it, from the environment's folder. */
  readonly folder: string;
  readonly idPattern: RegExp;
  readonly idExample: string;
}

const EXPECTED_ENTRIES = [
  "hub.yaml",
  "sources",
  "tenants",
  "events",
  "functions",
  "ingress",
  "tests",
  "schemas",
  "audit.yaml",
];

/** Whether there is a folder of this name that one can look at. */
export function isDirectory(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a file, or what a link leads to, lies in a folder. One that is not there is where its name says. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(realPath(folder), realPath(file));
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(realPath(parent), path.basename(file));
  }
}

/** Names in a folder, sorted by code unit. Hidden files are left alone; a missing folder is an empty one. */
export function namesIn(folder: string): { readonly names: readonly string[] } | { readonly finding: Finding } {
  try {
    const names = readdirSync(folder).filter((name) => !name.startsWith("."));
    return { names: names.sort() };
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === "ENOENT") return { names: [] };
    const message =
      code === "ENOTDIR"
        ? "is a file; write a folder of this name"
        : "the folder cannot be read; give yourself read permission";
    return { finding: finding("folder-unreadable", folderItself(folder), message) };
  }
}

/** The id of a source, tenant, functions or ingress is its file's name, so the name has to be an id. */
export function misnamedFile(file: string, name: string, kind: NamedFiles): Finding | undefined {
  const { name: id, ext } = path.parse(name);
  if (ext !== ".yaml" && ext !== ".yml") {
    const instead = isDirectory(file) ? "write its files there without it" : "write <id>.yaml there, or nothing";
    return finding("file-not-read", startOf(file), `${quote(name)} in ${kind.folder}/ is not read; ${instead}`);
  }
  const fitting = kind.idPattern.test(id) ? id : suggestId(id, kind);
  if (ext === ".yaml" && fitting === id) return undefined;
  return finding(
    "file-name",
    startOf(file),
    `the file name ${quote(name)} does not fit; name the file ${fitting}.yaml`,
  );
}

/** `Shop_EU 2` -> `shop-eu-2`, where that is an id. */
function suggestId(id: string, kind: NamedFiles): string {
  const words = inAscii(id)
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
  // An alias may not start a word with a digit.
  const joined = kind.idPattern.test(words) ? words : words.replace(/-(?=\d)/g, "");
  return kind.idPattern.test(joined) ? joined : `after its id, such as ${kind.idExample}`;
}

/** The hub's file. One of the wrong ending is read as well, and reported by {@link strayEntries}. */
export function hubFileIn(folder: string): string {
  const listed = namesIn(folder);
  const names = "names" in listed ? listed.names : [];
  return names.includes("hub.yml") && !names.includes("hub.yaml") ? "hub.yml" : "hub.yaml";
}

/** What lies beside the known files and is not read, where it looks as if it should be. */
export function* strayEntries(folder: string): Iterable<Finding> {
  const listed = namesIn(folder);
  for (const name of "names" in listed ? listed.names : []) {
    if (EXPECTED_ENTRIES.includes(name)) continue;
    const place = startOf(path.join(folder, name));
    const meant = nearest(name, EXPECTED_ENTRIES);
    if (name === "hub.yml") {
      yield finding("file-name", place, `the file name "hub.yml" does not fit; name the file hub.yaml`);
    } else if (isDirectory(path.join(folder, name)) && meant !== undefined) {
      // Without its tenants an environment is sound, and deploying it would take them away.
      yield finding("file-name", place, `the folder name ${quote(name)} does not fit; name the folder ${meant}`);
    } else if (/\.ya?ml$/.test(name)) {
      yield finding(
        "file-not-read",
        place,
        `${quote(name)} is not read; move it to sources/, tenants/, functions/ or ingress/`,
      );
    }
  }
}
