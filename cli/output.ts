/** Standard output and error, which may end before the command does. */
import { setTimeout as pause } from "node:timers/promises";
import { diskFailure } from "./disk-failure";

const closed = new AbortController();

/** Aborted when nobody reads standard output any more, as after `| head`. */
export const outputClosed: AbortSignal = closed.signal;

/**
 * Makes a closed pipe the quiet end of what is printed, and a full disk a sentence. What does not print much goes on to
 * its own end; what runs for long watches {@link outputClosed}.
 */
export function watchOutput(): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: Error) => {
    if (outputClosed.aborted) return;
    closed.abort();
    if ("code" in error && error.code === "EPIPE") return;
    console.error(`error: ${diskFailure(error, "standard output") ?? String(error)}`);
    process.exitCode = 1;
  });
}

/** Milliseconds: long enough for `head` to have read what it wants, and to have gone. */
const LAST_LINE_AFTER = 200;

/**
 * Prints text of which somebody may want the first lines only, before the command falls silent: a pipe that was closed
 * is known from the next write alone, and the last line is that write.
 */
export async function printLeavingTime(text: string): Promise<void> {
  const end = text.lastIndexOf("\n");
  console.log(text.slice(0, end));
  await pause(LAST_LINE_AFTER);
  console.log(text.slice(end + 1));
}

let lines = "";

/** Prints a line together with those of the same turn: a system call for each would take longer than what it tells of. */
export function printLine(line: string): void {
  if (lines === "") {
    setImmediate(() => {
      process.stdout.write(lines);
      lines = "";
    });
  }
  lines += `${line}\n`;
}
