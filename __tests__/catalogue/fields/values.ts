/** JSON-like values, looked into, changed by path, and written as the files of an environment. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Path } from "../../../catalogue/files/yaml-file";
import type { Files } from "./full-environment";

/** JSON is YAML, with a line for each value. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}

/** Writes files into a folder that is gone afterwards. */
export function withFiles<T>(files: Files, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), "files-"));
  try {
    for (const [name, value] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), json(value));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mapping = z.record(z.string(), z.unknown());

/** The mapping at a path of a file. */
export function mappingAt(files: Files, file: string, at: Path = []): Readonly<Record<string, unknown>> {
  return mapping.parse(valueAt(files[file], at));
}

/** The value of a path. */
export function valueAt(value: unknown, at: Path): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return value;
  return typeof value === "object" && value !== null && Object.hasOwn(value, step)
    ? valueAt((value as Record<PropertyKey, unknown>)[step], rest)
    : undefined;
}

/** A copy of a value in which something else stands at a path. */
export function replaced(value: unknown, at: Path, instead: unknown): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return instead;
  if (Array.isArray(value)) {
    const copy = Array.from<unknown>(value);
    copy[Number(step)] = replaced(copy[Number(step)], rest, instead);
    return copy;
  }
  const whole = typeof value === "object" && value !== null ? value : {};
  return { ...whole, [step]: replaced((whole as Record<PropertyKey, unknown>)[step], rest, instead) };
}
