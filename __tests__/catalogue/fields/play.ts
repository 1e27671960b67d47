/** Writes one value into the full environment and runs the checks over it, as `./hub check` does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "../../../catalogue";
import { readYamlFile } from "../../../catalogue/files/read-yaml";
import type { Path } from "../../../catalogue/files/yaml-file";
import { functionsSchema } from "../../../catalogue/language/functions-schema";
import { ingressSchema } from "../../../catalogue/language/ingress-schema";
import { hubSchema } from "../../../catalogue/language/hub-schema";
import { sourceSchema, tenantSchema } from "../../../catalogue/language/schema";
import { load } from "../environment-folder";
import { FULL_ENVIRONMENT, kindOfFile, type Files } from "./full-environment";
import { json, replaced, valueAt } from "./values";
import { sitesIn, type FileKind, type Site } from "./schema-fields";

/** A site, and the file that it is in. */
export interface FileSite extends Site {
  readonly file: string;
}

/** Where the full environment has each field first. */
export const SITES: ReadonlyMap<string, FileSite> = new Map(
  Object.entries(FULL_ENVIRONMENT)
    .flatMap(([file, value]) => sitesIn(kindOfFile(file), value).map((site): FileSite => ({ ...site, file })))
    .reverse()
    .map((site) => [site.field.id, site]),
);

/** Environments as files are written for, changed and checked; one folder for many. */
export class Playground {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "fields-"));
  private readonly written = new Map<string, string>();

  /**
   * The errors of an environment of these files, each of which says what to write and stands at the path: at its key, its
   * value or a part of it.
   *
   * @throws Error for an error that does not
   */
  errorsAt(files: Files, file: string, at: Path): readonly Finding[] {
    this.write(files);
    const errors = load(this.folder).findings.filter(({ severity }) => severity === "error");
    if (errors.length === 0) return errors;
    const read = readYamlFile(path.join(this.folder, file));
    if (!("file" in read)) throw new Error(`${file} cannot be read`);
    const first = read.file.atKey(at).line;
    const last = first + json(valueAt(files[file], at)).split("\n").length - 1;
    for (const error of errors) {
      if (path.resolve(error.file) !== path.join(this.folder, file) || error.line < first || error.line > last)
        throw new Error(`${error.file}:${error.line} is not ${file}:${first} to ${last}: ${error.message}`);
      if (!/^[^]+; [^]+$/.test(error.message)) throw new Error(`Nothing to write instead: ${error.message}`);
    }
    return errors;
  }

  /** Nothing is left of it. */
  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Writes what is not written so already, and removes what is no part of these files. */
  private write(files: Files): void {
    for (const name of this.written.keys()) {
      if (name in files) continue;
      rmSync(path.join(this.folder, name));
      this.written.delete(name);
    }
    for (const [name, value] of Object.entries(files)) {
      const text = json(value);
      if (this.written.get(name) === text) continue;
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), text);
      this.written.set(name, text);
    }
  }
}

const SCHEMAS = {
  hub: hubSchema,
  source: sourceSchema,
  tenant: tenantSchema,
  functions: functionsSchema,
  ingress: ingressSchema,
} satisfies Record<FileKind, unknown>;

/** Whether a file fits its schema, whatever the checks across files say. */
export function fitsSchema(files: Files, file: string): boolean {
  return SCHEMAS[kindOfFile(file)].safeParse(files[file]).success;
}

/** The files that a file of the full environment is checked with, itself among them. */
export function filesAround(file: string): Files {
  const with_: Readonly<Record<FileKind, readonly string[]>> = {
    hub: ["sources/shop.yaml"],
    source: ["hub.yaml"],
    tenant: ["hub.yaml", "sources/shop.yaml"],
    functions: ["hub.yaml", "sources/shop.yaml"],
    ingress: ["hub.yaml", "sources/shop.yaml", "functions/apps.yaml"],
  };
  return Object.fromEntries([file, ...with_[kindOfFile(file)]].map((name) => [name, FULL_ENVIRONMENT[name]]));
}

/** Files with a value at a site: in its place, as one more item of its list, or as the key of one more entry. */
export function writtenAt(site: FileSite, value: unknown): { readonly files: Files; readonly at: Path } {
  const around = filesAround(site.file);
  const at = placeOf(site, value);
  const entry = site.field.kind === "name" ? entryOf(around[site.file], site.path) : value;
  return { files: { ...around, [site.file]: replaced(around[site.file], at, entry) }, at };
}

function placeOf({ field, path: at, file }: FileSite, value: unknown): Path {
  const above = at.slice(0, -1);
  if (field.kind === "name") return [...above, String(value)];
  if (!field.id.endsWith("[]")) return at;
  const list = valueAt(FULL_ENVIRONMENT[file], above);
  return [...above, Array.isArray(list) ? list.length : 0];
}

function entryOf(file: unknown, at: Path): unknown {
  return structuredClone(valueAt(file, at));
}
