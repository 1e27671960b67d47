import path from "node:path";
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { createInterface } from "node:readline";
import type { LambdaFunction } from "../../topology";
import type { FunctionError, InvocationOutcome } from "./invocation";

/** "The init phase is limited to 10 seconds" (Lambda Developer Guide, lambda-runtime-environment). */
const INIT_MILLISECONDS = 10_000;

/** What one environment runs. */
export interface EnvironmentOptions {
  readonly lambda: LambdaFunction;
  /** Where its zip is unpacked. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Takes a line that the function wrote to its console. */
  readonly log: (line: string) => void;
}

type Message =
  { readonly kind: "ready" } | InvocationOutcome | { readonly kind: "broken"; readonly error: FunctionError };

/**
 * One execution environment of a function: a worker thread with environment variables and a console of its own. It
 * handles one invocation at a time, and is gone after a timeout, an exit or an error that nobody caught, as on Lambda.
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  #listener: ((message: Message) => void) | undefined;
  /** False when it can take no more invocations. */
  alive = true;

  constructor(private readonly options: EnvironmentOptions) {
    const { lambda, folder, variables, log } = options;
    this.#worker = new Worker(workerFile(), {
      workerData: { folder, handler: lambda.handler },
      env: variables,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: lambda.memoryMegabytes },
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) createInterface({ input }).on("line", log);
    this.#worker
      .on("message", (message: Message) => {
        if (message.kind === "broken") this.#breakOff(message.error);
        else this.#listener?.(message);
      })
      .on("error", (error) => {
        const outOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
        const errorType = outOfMemory ? "Runtime.OutOfMemory" : "Runtime.Unknown";
        this.#breakOff({ errorType, errorMessage: error.message });
      })
      .on("exit", (code) => {
        const why = code === 0 ? "exited without providing a reason" : `exited with error: exit status ${code}`;
        this.#breakOff({ errorType: "Runtime.ExitError", errorMessage: `Runtime ${why}` });
      });
  }

  /** Resolves when the handler is loaded; to an error when that failed. */
  init(): Promise<FunctionError | undefined> {
    return new Promise((resolve) => {
      this.#await(INIT_MILLISECONDS, "Task timed out in its init phase after", (message) => {
        resolve(message.kind === "failed" || message.kind === "broken" ? message.error : undefined);
      });
    });
  }

  /**
   * Runs the handler, within the function's timeout.
   *
   * @param event JSON text
   */
  invoke(event: string, requestId: string): Promise<InvocationOutcome> {
    const { lambda } = this.options;
    const timeout = lambda.timeoutSeconds * 1000;
    return new Promise((resolve) => {
      this.#await(timeout, `RequestId: ${requestId} Error: Task timed out after`, (message) => {
        if (message.kind === "succeeded") resolve(message);
        else if (message.kind !== "ready") resolve({ kind: "failed", error: message.error });
      });
      const deadline = Date.now() + timeout;
      this.#worker.postMessage({ requestId, event, deadline, context: contextOf(lambda, requestId) });
    });
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    this.alive = false;
    await this.#worker.terminate();
  }

  /** Waits for the next message; after so long the environment ends. */
  #await(milliseconds: number, said: string, take: (message: Message) => void): void {
    const timer = setTimeout(() => {
      this.#breakOff({
        errorType: "Sandbox.Timedout",
        errorMessage: `${said} ${(milliseconds / 1000).toFixed(2)} seconds`,
      });
    }, milliseconds);
    this.#listener = (message) => {
      clearTimeout(timer);
      this.#listener = undefined;
      take(message);
    };
    if (!this.alive) this.#breakOff({ errorType: "Runtime.ExitError", errorMessage: "Runtime exited" });
  }

  #breakOff(error: FunctionError): void {
    this.alive = false;
    void this.#worker.terminate();
    this.#listener?.({ kind: "broken", error });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ name, arn, memoryMegabytes }: LambdaFunction, requestId: string) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
  };
}

/** The worker is started from its source, wherever this module itself was bundled to. */
function workerFile(): string {
  const wanted = path.join("simulator", "local", "functions", "worker.cjs");
  let folder = __dirname;
  while (!existsSync(path.join(folder, wanted))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`No ${wanted} above ${__dirname}`);
    folder = parent;
  }
  return path.join(folder, wanted);
}
