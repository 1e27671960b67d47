import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import type { LambdaFunction } from "../../topology";
import { temporaryFolder } from "../temporary-folder";
import type { FunctionFolders } from "./function-process";

/** The part of a function's folder that holds what was in its zip. */
const CODE = "code";

/** The code of a function cannot be unpacked. The message says why, in a sentence. */
export class NoCodeError extends Error {}

/** A place for another environment of the function that {@link unpackCode} made a folder for. */
export function foldersIn(folder: string): FunctionFolders {
  return { code: path.join(folder, CODE), scratch: mkdtempSync(path.join(folder, "tmp-")) };
}

/**
 * Unpacks the zip that the Terraform of a function names into a new folder. Links in it become plain files: a link would
 * lead the function out of its folder.
 *
 * @throws NoCodeError when there is no such zip
 */
export function unpackCode({ name, codeFile }: LambdaFunction): string {
  if (codeFile === undefined) throw new NoCodeError(`the code of ${name} is not in a file that Terraform names`);
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(readFileSync(codeFile));
  } catch {
    throw new NoCodeError(`the code of ${name} cannot be read from ${codeFile}`);
  }
  // Where it really is: the permission model looks at paths without their links.
  const folder = realpathSync(temporaryFolder("function"));
  const code = path.join(folder, CODE);
  mkdirSync(code);
  for (const [entry, content] of Object.entries(files)) {
    const file = path.join(code, entry);
    // A zip may name files above its folder; none of ours does.
    if (!file.startsWith(code + path.sep)) throw new NoCodeError(`the zip of ${name} holds ${entry}`);
    mkdirSync(entry.endsWith("/") ? file : path.dirname(file), { recursive: true });
    if (!entry.endsWith("/")) writeFileSync(file, content);
  }
  return folder;
}

/** Removes what {@link unpackCode} made. */
export function removeCode(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
