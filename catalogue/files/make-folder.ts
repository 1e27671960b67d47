import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";

/** Makes a folder and those it lies in. Node's own `recursive` never ends where the system allows no folder. */
export function makeFolder(folder: string): void {
  const whole = path.resolve(folder);
  if (existsSync(whole)) return;
  makeFolder(path.dirname(whole));
  mkdirSync(whole);
}
