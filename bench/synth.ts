import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { generateEnvironment } from "./generated-environment";

const project = process.cwd();
const RUNS = 3;

/** Wall seconds of a whole process. */
function seconds(command: readonly string[], env: string, outdir: string): number {
  const [program = "", ...args] = command;
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd: project,
    env: { ...process.env, HUB_ENV: env, CDKTF_OUTDIR: outdir },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stderr}`);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Seconds from the start of the process to the last file written: check and synthesis by the project's launcher, beside
 * the same main.ts under plain ts-node. Each pair of runs is taken in turn, so that a drift of the machine hits both.
 */
export function benchSynth(): void {
  const root = mkdtempSync(path.join(tmpdir(), "hub-bench-"));
  try {
    console.log(
      `Node ${process.version}, ${availableParallelism()} processors, median of ${RUNS} runs, whole process\n`,
    );
    console.log("tenants     hub synth   plain ts-node   ratio");
    const environments: [string, string][] = [
      ["dev", "dev"],
      ...[100, 1000].map((count): [string, string] => [String(count), generateEnvironment(root, count)]),
    ];
    for (const [label, env] of environments) {
      const runs = Array.from({ length: RUNS }, () => ({
        ours: seconds(["node", "cli/launch.cjs", "main.ts"], env, path.join(root, "out-ours")),
        tsNode: seconds(["node", "-r", "ts-node/register", "main.ts"], env, path.join(root, "out-ts-node")),
      }));
      const ours = median(runs.map((run) => run.ours));
      const tsNode = median(runs.map((run) => run.tsNode));
      const ratio = median(runs.map((run) => run.ours / run.tsNode));
      console.log(
        `${label.padEnd(10)}${`${ours.toFixed(2)} s`.padStart(11)}${`${tsNode.toFixed(2)} s`.padStart(16)}${ratio.toFixed(2).padStart(8)}`,
      );
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}
