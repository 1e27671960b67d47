import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { openEnvironment } from "../catalogue";
import { compareOutputs, readOutput } from "../review";
import { environmentApp } from "../stacks/environment-app";
import { generateEnvironment } from "./generated-environment";

const TENANTS = 1000;
const RUNS = 5;

/** Reading and comparing two outputs of 1,000 tenants: nothing, one stack, and every stack changed. */
export function benchAffected(): void {
  const root = mkdtempSync(path.join(tmpdir(), "hub-bench-"));
  try {
    const base = path.join(root, "base");
    const { environment } = openEnvironment(generateEnvironment(root, TENANTS));
    if (environment === undefined) throw new Error("the generated environment has errors");
    environmentApp(environment, base).synth();
    console.log(`Node ${process.version}, ${availableParallelism()} processors, ${TENANTS} tenants, ${RUNS} runs\n`);
    console.log("changed stacks     median     least    most");
    for (const [label, isChanged] of [
      ["none", () => false],
      ["one", (stack: string) => stack === "tenant-t7"],
      ["all", () => true],
    ] as const) {
      const head = path.join(root, label);
      cpSync(base, head, { recursive: true });
      for (const { name, file } of readOutput(head)) {
        if (isChanged(name))
          writeFileSync(file, readFileSync(file, "utf8").replaceAll("3600", "3601").replace("acme", "acmo"));
      }
      const seconds = Array.from({ length: RUNS }, () => {
        const start = performance.now();
        compareOutputs(readOutput(base), readOutput(head));
        return (performance.now() - start) / 1000;
      }).sort((a, b) => a - b);
      const shown = [seconds[Math.floor(RUNS / 2)], seconds[0], seconds.at(-1)];
      console.log(label.padEnd(14) + shown.map((one = Number.NaN) => `${one.toFixed(3)} s`.padStart(10)).join(""));
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}
