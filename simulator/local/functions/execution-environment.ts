import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import type { LambdaFunction } from "../../topology";
import { tellLines } from "./console-lines";
import { startFunctionProcess, type FunctionFolders } from "./function-process";
import type { FunctionError, InvocationOutcome } from "./invocation";

/** "The init phase is limited to 10 seconds" (Lambda Developer Guide, lambda-runtime-environment). */
const INIT_MILLISECONDS = 10_000;

/** What one environment runs. */
export interface EnvironmentOptions {
  readonly lambda: LambdaFunction;
  readonly folders: FunctionFolders;
  readonly variables: Readonly<Record<string, string>>;
  /** Takes a line that the function wrote to its console. */
  readonly log: (line: string) => void;
}

const errorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});

/** What bootstrap.cjs sends. */
const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("succeeded"), payload: z.string() }),
  z.object({ kind: z.literal("failed"), error: errorSchema }),
  z.object({ kind: z.literal("broken"), error: errorSchema }),
]);
type Message = z.output<typeof messageSchema>;

/**
 * One execution environment of a function: a process with environment variables, memory and a console of its own. It
 * handles one invocation at a time, and is gone after a timeout, an exit or an error that nobody caught, as on Lambda.
 * Whatever it does, it ends nothing but itself.
 */
export class ExecutionEnvironment {
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #listener: ((message: Message) => void) | undefined;
  /** What an end is reported for; undefined in the init phase. */
  #requestId: string | undefined;
  /** False when it can take no more invocations. */
  alive = true;

  constructor(private readonly options: EnvironmentOptions) {
    const { lambda, folders, variables, log } = options;
    this.#process = startFunctionProcess(lambda, folders, variables);
    for (const output of [this.#process.stdout, this.#process.stderr]) if (output !== null) tellLines(output, log);
    this.#process.on("message", (raw) => {
      const { success, data: message } = messageSchema.safeParse(raw);
      if (!success) return;
      if (message.kind === "broken") this.#breakOff(message.error);
      else this.#listener?.(message);
    });
    this.#process.on("error", ({ message }) => {
      this.#breakOff({ errorType: "Runtime.Unknown", errorMessage: message });
    });
    // Not "exit": what it wrote last is then still on its way.
    this.#ended = new Promise((resolve) => {
      this.#process.on("close", (code, signal) => {
        this.#breakOff(this.#exitError(code, signal));
        resolve();
      });
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
    this.#requestId = requestId;
    return new Promise((resolve) => {
      this.#await(timeout, `RequestId: ${requestId} Error: Task timed out after`, (message) => {
        if (message.kind === "succeeded") resolve(message);
        else if (message.kind !== "ready") resolve({ kind: "failed", error: message.error });
      });
      if (!this.alive) return;
      const deadline = Date.now() + timeout;
      // A process that has ended meanwhile says so by its end.
      this.#process.send({ requestId, event, deadline, context: contextOf(lambda, requestId) }, () => undefined);
    });
  }

  /** Ends the process, whatever it does. */
  async end(): Promise<void> {
    this.alive = false;
    this.#process.kill("SIGKILL");
    await this.#ended;
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
    this.#process.kill("SIGKILL");
    this.#listener?.({
      kind: "broken",
      error: { ...error, trace: error.trace === undefined ? undefined : [...error.trace] },
    });
  }

  /**
   * An end as Lambda reports it. V8 aborts a process that is out of memory, where Lambda kills it, and that is the one
   * signal that a function is likely to meet.
   */
  #exitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
    const request = this.#requestId === undefined ? "" : `RequestId: ${this.#requestId} Error: `;
    if (signal === "SIGABRT") {
      return { errorType: "Runtime.OutOfMemory", errorMessage: `${request}Runtime exited with error: signal: killed` };
    }
    const reason = signal === null ? `exit status ${code}` : `signal: ${signal}`;
    const why = code === 0 ? "exited without providing a reason" : `exited with error: ${reason}`;
    return { errorType: "Runtime.ExitError", errorMessage: `${request}Runtime ${why}` };
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
