import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { startFunctionProcess } from "../simulator/local/functions/function-process";
import type { LambdaFunction } from "#simulator/topology";

const COLD_STARTS = 20;
const WARM_INVOCATIONS = 2_000;

const EVENT = JSON.stringify({ detail: { id: "O-1", text: "x".repeat(300) } });
const CODE = "exports.handler = async (event) => ({ ok: true, id: event.detail.id });";

/** The least that runs the same handler in a thread, which guards against less. */
const THREAD = `
const { parentPort, workerData } = require("node:worker_threads");
const { handler } = require(workerData);
parentPort.on("message", async ({ event }) => parentPort.postMessage({ payload: JSON.stringify(await handler(JSON.parse(event))) }));
parentPort.postMessage({ kind: "ready" });
`;

/** Something that runs a function: started, asked, ended. */
interface Runner {
  readonly post: (message: object) => void;
  readonly once: (take: () => void) => void;
  readonly end: () => Promise<void>;
}

/**
 * Cold starts and warm invocations of a function in a process of its own, beside the same handler in a thread, in turn:
 * what the guard of a process costs.
 */
export async function benchFunctions(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-functions-"));
  writeFileSync(path.join(folder, "index.js"), CODE);
  mkdirSync(path.join(folder, "tmp"));
  try {
    const ways = { process: () => inProcess(folder), thread: () => inThread(folder) };
    const cold = { process: [] as number[], thread: [] as number[] };
    for (let run = 0; run < COLD_STARTS; run += 1) {
      for (const way of ["process", "thread"] as const) cold[way].push(await coldStart(ways[way]));
    }
    const warm = { process: await warmInvocation(ways.process), thread: await warmInvocation(ways.thread) };
    console.log(
      `node ${process.version}; milliseconds, median of ${COLD_STARTS} starts and mean of ${WARM_INVOCATIONS} invocations`,
    );
    console.log(row("cold start", median(cold.process), median(cold.thread)));
    console.log(row("warm", warm.process, warm.thread));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(what: string, process: number, thread: number): string {
  return `${what.padEnd(12)}process ${process.toFixed(3)}  thread ${thread.toFixed(3)}  ratio ${(process / thread).toFixed(2)}`;
}

async function coldStart(start: () => Runner): Promise<number> {
  const began = performance.now();
  const runner = start();
  await new Promise<void>((resolve) => {
    runner.once(resolve);
  });
  await ask(runner);
  const milliseconds = performance.now() - began;
  await runner.end();
  return milliseconds;
}

async function warmInvocation(start: () => Runner): Promise<number> {
  const runner = start();
  await new Promise<void>((resolve) => {
    runner.once(resolve);
  });
  for (let run = 0; run < 100; run += 1) await ask(runner);
  const began = performance.now();
  for (let run = 0; run < WARM_INVOCATIONS; run += 1) await ask(runner);
  const milliseconds = (performance.now() - began) / WARM_INVOCATIONS;
  await runner.end();
  return milliseconds;
}

function ask(runner: Runner): Promise<void> {
  return new Promise((resolve) => {
    runner.once(resolve);
    runner.post({ requestId: "1", event: EVENT, deadline: Date.now() + 3_000, context: {} });
  });
}

function inProcess(folder: string): Runner {
  const lambda = { handler: "index.handler", memoryMegabytes: 256 } as LambdaFunction;
  const child = startFunctionProcess(lambda, { code: folder, scratch: path.join(folder, "tmp") }, {});
  return {
    post: (message) => child.send(message),
    once: (take) => child.once("message", take),
    end: () =>
      new Promise((resolve) => {
        child.once("close", () => {
          resolve();
        });
        child.kill("SIGKILL");
      }),
  };
}

function inThread(folder: string): Runner {
  const worker = new Worker(THREAD, { eval: true, workerData: path.join(folder, "index.js") });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    once: (take) => worker.once("message", take),
    end: async () => {
      await worker.terminate();
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
