/** An error as a function's runtime reports it to whoever invoked it. */
export interface FunctionError {
  /** Name of the error, or `Sandbox.Timedout`, `Runtime.ExitError` and the like. */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}

/** What an invocation came to. */
export type InvocationOutcome =
  /** `payload` is JSON text. */
  { readonly kind: "succeeded"; readonly payload: string } | { readonly kind: "failed"; readonly error: FunctionError };

/** One invocation that has ended. */
export interface Invocation {
  readonly requestId: string;
  readonly outcome: InvocationOutcome;
  /** How long the handler ran. */
  readonly milliseconds: number;
  /** How long the environment took to start; undefined when a warm one was used. */
  readonly initMilliseconds: number | undefined;
}
