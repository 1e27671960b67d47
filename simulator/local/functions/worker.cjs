/**
 * Runs the handler of one function in a worker thread, as Lambda's Node runtime does: loaded once, then one invocation
 * after the other. Plain JavaScript in a file of its own, because a worker thread is started from a file.
 *
 * From the hub come `{ requestId, event, deadline, context }`; to the hub go `{ kind: "ready" }`, then for each
 * invocation `{ kind: "succeeded", payload }` or `{ kind: "failed", error }`, and `{ kind: "broken", error }` when the
 * environment cannot go on. `event` and `payload` are JSON text, as between Lambda and its runtime.
 */
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { parentPort, workerData } = require("node:worker_threads");
const { stayOnThisMachine } = require("./stay-on-this-machine.cjs");

/** Errors as Lambda's Node runtime writes them. */
function written(error) {
  if (error instanceof Error || typeof error?.stack === "string") {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split("\n") };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function runtimeError(errorType, errorMessage) {
  return { errorType, errorMessage, trace: [] };
}

async function loadHandler() {
  const { folder, handler } = workerData;
  const dot = handler.lastIndexOf(".");
  const [module, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = [".js", ".mjs", ".cjs"].map((end) => path.join(folder, module + end)).find((one) => existsSync(one));
  if (file === undefined) {
    throw Object.assign(new Error(`Error: Cannot find module '${module}'`), { name: "Runtime.ImportModuleError" });
  }
  const loaded = file.endsWith(".mjs") ? await import(pathToFileURL(file).href) : require(file);
  if (typeof loaded[name] !== "function") {
    throw Object.assign(new Error(`${handler} is undefined or not exported`), { name: "Runtime.HandlerNotFound" });
  }
  return loaded[name];
}

/** Handlers that return a promise, and those that take a callback. */
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error === null || error === undefined ? resolve(result) : reject(error));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
    else if (handler.length < 3) resolve(null);
  });
}

async function answer(handler, { event, deadline, context }) {
  const withTime = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  try {
    const result = await run(handler, JSON.parse(event), withTime);
    return { kind: "succeeded", payload: JSON.stringify(result ?? null) };
  } catch (error) {
    return { kind: "failed", error: written(error) };
  }
}

async function main() {
  stayOnThisMachine();
  const breakOff = (error) => parentPort.postMessage({ kind: "broken", error });
  process.on("uncaughtException", (error) => breakOff(written(error)));
  process.on("unhandledRejection", (reason) =>
    breakOff(runtimeError("Runtime.UnhandledPromiseRejection", String(reason))),
  );
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    breakOff(written(error));
    return;
  }
  parentPort.on("message", async (invocation) => {
    parentPort.postMessage(await answer(handler, invocation));
  });
  parentPort.postMessage({ kind: "ready" });
}

void main();
