/** What differs from a base, for the scripts that make jobs of it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

/** What a program prints. What it complains of goes to the log, and where it fails this ends as it does. */
export function run(program, ...args) {
  const options = { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: Infinity };
  const { status, stdout, error } = spawnSync(program, args, options);
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

/**
 * What `./hub affected --jobs 50 --json` says of a base, which must be a commit that this one has come from. Of an empty one,
 * that every stack is added.
 */
export function affectedBy(base) {
  if (base !== "") {
    run(".github/scripts/require-ancestor.sh", base);
    return comparedWith(base);
  }
  const nothing = mkdtempSync(path.join(tmpdir(), "nothing-"));
  process.on("exit", () => {
    rmSync(nothing, { recursive: true });
  });
  writeFileSync(path.join(nothing, "manifest.json"), '{"version":"0.21.0","stacks":{}}');
  return comparedWith(nothing);
}

function comparedWith(base) {
  return JSON.parse(run("./hub", "affected", "--base", base, "--jobs", "50", "--json"));
}
