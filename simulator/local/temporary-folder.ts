import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

/** What the folders are for; a part of their names. */
export type TemporaryPurpose = "emitted" | "function" | "demo" | "revision" | "plans" | "profiles" | "smoke" | "tests";

/** Containers may share a folder for what is temporary, and not their processes' numbers. */
const MACHINE = hostname().replace(/[^\w.]/g, "_");

/**
 * Makes a folder for this process. A process that is killed leaves its folders behind: they bear its number, and the next
 * process that needs a folder removes them.
 *
 * @param root where it is made; the system's place for what is temporary
 * @throws Error of Node when it cannot be made
 */
export function temporaryFolder(purpose: TemporaryPurpose, root = tmpdir()): string {
  const prefix = `hub-${purpose}-${MACHINE}-`;
  removeLeftBehind(root, prefix);
  return mkdtempSync(path.join(root, `${prefix}${process.pid}-`));
}

function removeLeftBehind(root: string, prefix: string): void {
  try {
    for (const name of readdirSync(root)) {
      const pid = name.startsWith(prefix) ? /^(\d+)-\w+$/.exec(name.slice(prefix.length))?.[1] : undefined;
      if (pid !== undefined && !runs(Number(pid))) rmSync(path.join(root, name), { recursive: true, force: true });
    }
  } catch {
    // Another user's folder, or somebody else removes it as well: nothing that this process needs.
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is another user's.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
