import { randomUUID } from "node:crypto";
import type { LambdaFunction } from "../../topology";
import { ExecutionEnvironment } from "./execution-environment";
import { foldersIn, removeCode, unpackCode } from "./function-code";
import type { Invocation } from "./invocation";

/** Environments of one function at once: enough to show what concurrency does, few enough for a laptop. */
const MOST_ENVIRONMENTS = 4;

/** What a {@link FunctionRuntime} needs beside the function. */
export interface RuntimeOptions {
  /** All environment variables, the declared ones included. */
  readonly variables: () => Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Runs one function: warm environments are used again, others are started up to a limit, the rest waits its turn. */
export class FunctionRuntime {
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #folder: string | undefined;
  #stopped = false;

  constructor(
    private readonly lambda: LambdaFunction,
    private readonly options: RuntimeOptions,
  ) {}

  /**
   * Invokes the function and waits for its answer.
   *
   * @param event JSON text
   * @throws NoCodeError when the function has no code that could run here
   */
  async invoke(event: string): Promise<Invocation> {
    const most = Math.min(MOST_ENVIRONMENTS, this.lambda.reservedConcurrency ?? MOST_ENVIRONMENTS);
    while (this.#busy >= Math.max(1, most)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy += 1;
    try {
      return await this.#run(event);
    } finally {
      this.#busy -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Ends all environments; invocations under way fail. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#all].map((environment) => environment.end()));
    if (this.#folder !== undefined) removeCode(this.#folder);
  }

  async #run(event: string): Promise<Invocation> {
    const requestId = randomUUID();
    if (this.#stopped) {
      const error = { errorType: "Runtime.ExitError", errorMessage: "The local hub has stopped" };
      return { requestId, outcome: { kind: "failed", error }, milliseconds: 0, initMilliseconds: undefined };
    }
    const warm = this.#takeWarm();
    const began = performance.now();
    const environment = warm ?? this.#start();
    const broken = warm === undefined ? await environment.init() : undefined;
    const initMilliseconds = warm === undefined ? performance.now() - began : undefined;
    if (broken !== undefined) {
      this.#all.delete(environment);
      return { requestId, outcome: { kind: "failed", error: broken }, milliseconds: 0, initMilliseconds };
    }
    const invoked = performance.now();
    const outcome = await environment.invoke(event, requestId);
    const milliseconds = performance.now() - invoked;
    if (environment.alive) this.#idle.push(environment);
    else this.#all.delete(environment);
    return { requestId, outcome, milliseconds, initMilliseconds };
  }

  /** An environment may end while it waits: by a promise that was left to fail, for one. */
  #takeWarm(): ExecutionEnvironment | undefined {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.alive) return idle;
      this.#all.delete(idle);
    }
    return undefined;
  }

  #start(): ExecutionEnvironment {
    this.#folder ??= unpackCode(this.lambda);
    const { variables, log } = this.options;
    const environment = new ExecutionEnvironment({
      lambda: this.lambda,
      folders: foldersIn(this.#folder),
      variables: variables(),
      log,
    });
    this.#all.add(environment);
    return environment;
  }
}
