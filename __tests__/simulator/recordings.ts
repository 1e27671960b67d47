import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Recordings of AWS, which are not part of this project and may be missing. */
const FOLDER = path.join(__dirname, "../../../shared/vectors");

/** The recordings of a file, `undefined` when it is not there. */
export function readRecordingFile(file: string): unknown {
  const source = path.join(FOLDER, file);
  return existsSync(source) ? JSON.parse(readFileSync(source, "utf8")) : undefined;
}

/**
 * The kinds of thing that recordings and our own cases are known to prove, from a room's `known-kinds.txt`. The list
 * stands in for the recordings where they are missing. Lines with `#` say what it is.
 */
export function readKnownKinds(room: string): readonly string[] {
  const lines = readFileSync(path.join(room, "known-kinds.txt"), "utf8").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
