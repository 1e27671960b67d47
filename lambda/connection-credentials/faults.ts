import { isPassing } from "../../connection/passing-failure";
import type { Redactor } from "./redact";

/**
 * A sync that could not be finished, for a reason that may pass: Lambda tries the event again. Its message is free of
 * secret values, and it carries no cause: the SDK's errors hold the answer of the service.
 */
export class SyncFault extends Error {
  override readonly name = "SyncFault";
}

/** Time, and how much of it is taken. */
export interface Patience {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number from 0 to below 1, for jitter. */
  readonly random: () => number;
}

/** The clock on the wall. */
export const realTime: Patience = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};

const ATTEMPTS = 6;
const LONGEST_PAUSE = 8_000;

/**
 * Does a call again while it fails for a reason that passes: at most six times, about 15 s, with full jitter. The SDK's own
 * attempts are over within a second or two, and none of them waits for another update to end.
 */
export async function patiently<T>(call: () => Promise<T>, { sleep, random }: Patience): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw error;
      await sleep(random() * Math.min(LONGEST_PAUSE, 500 * 2 ** attempt));
    }
  }
}

/** Whether an error has one of these names; the SDK names its errors as the service does. */
export function hasName(error: unknown, ...names: readonly string[]): boolean {
  return names.includes(partsOf(error).name);
}

/** An error in a sentence: its name, and its message without what is secret. */
export function reasonOf(error: unknown, redactor: Redactor): string {
  const { name, message } = partsOf(error);
  if (error instanceof SyncFault) return redactor.redact(message);
  return redactor.redact(message === "" ? name : `${name}: ${message}`);
}

function partsOf(error: unknown): { readonly name: string; readonly message: string } {
  const { name, message } = typeof error === "object" && error !== null ? (error as Partial<Error>) : {};
  return {
    name: typeof name === "string" ? name : "UnknownFault",
    message: typeof message === "string" ? message : "",
  };
}
