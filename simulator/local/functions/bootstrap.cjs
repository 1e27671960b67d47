/**
 * Runs the handler of one function in a process of its own, as Lambda's Node runtime does: loaded once, then one
 * invocation after the other. Plain JavaScript in a file of its own, because the process is started from a file.
 *
 * Its argument is `{ folder, handler, mostBytes }` as JSON. From the hub come `{ requestId, event, deadline, context }`; to
 * the hub go `{ kind: "ready" }`, then for each invocation `{ kind: "succeeded", payload }` or `{ kind: "failed", error }`,
 * and `{ kind: "broken", error }` when the environment cannot go on. `event` and `payload` are JSON text, as between
 * Lambda and its runtime.
 */
const { Buffer } = require("node:buffer");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { stayOnThisMachine } = require("./stay-on-this-machine.cjs");

/** Errors as Lambda's Node runtime writes them. */
function written(error) {
  if (error instanceof Error || typeof error?.stack === "string") {
    return {
      errorType: String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack).split("\n"),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function runtimeError(errorType, errorMessage) {
  return { errorType, errorMessage, trace: [] };
}

async function loadHandler({ folder, handler }) {
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

async function answer(handler, { event, deadline, context }, mostBytes) {
  const withTime = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  try {
    const result = await run(handler, JSON.parse(event), withTime);
    const payload = JSON.stringify(result ?? null) ?? "null";
    if (Buffer.byteLength(payload) <= mostBytes) return { kind: "succeeded", payload };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${mostBytes} bytes).`;
    return { kind: "failed", error: { errorType: "Function.ResponseSizeTooLarge", errorMessage } };
  } catch (error) {
    return { kind: "failed", error: written(error) };
  }
}

/** The way to the hub, which a function does not find: what it writes there would be taken for an answer. */
function takeChannel() {
  const send = process.send.bind(process);
  const receive = (take) => process.on("message", take);
  process.send = undefined;
  return { send, receive };
}

async function main() {
  const options = JSON.parse(process.argv[2]);
  process.argv.length = 2;
  const { send, receive } = takeChannel();
  // The hub has ended, however it did. Its Ctrl-C reaches this process too, and is the hub's to act on.
  process.on("disconnect", () => process.exit(0));
  process.on("SIGINT", () => undefined);
  stayOnThisMachine();
  const breakOff = (error) => send({ kind: "broken", error });
  process.on("uncaughtException", (error) => breakOff(written(error)));
  process.on("unhandledRejection", (reason) =>
    breakOff(runtimeError("Runtime.UnhandledPromiseRejection", String(reason))),
  );
  let handler;
  try {
    handler = await loadHandler(options);
  } catch (error) {
    breakOff(written(error));
    return;
  }
  receive(async (invocation) => {
    send(await answer(handler, invocation, options.mostBytes));
  });
  send({ kind: "ready" });
}

void main();
