import { wrapped } from "./text/terminal";

/** What stops a command, in a sentence for people: it becomes `error: ...` and exit code 1. */
export class CommandFailure extends Error {}

/** Runs a command's work; a failure that somebody can mend is printed as a sentence, without a stack trace. */
export function orFail(work: () => void): void {
  try {
    work();
  } catch (error) {
    fail(error);
  }
}

/** The same for work that takes its time. */
export async function orFailLater(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  if (!(error instanceof CommandFailure)) throw error;
  console.error(wrapped(`error: ${error.message}`, "", process.stderr).join("\n"));
  process.exitCode = 1;
}
