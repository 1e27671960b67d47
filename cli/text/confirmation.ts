/** Asks somebody whether something shall be done. */
import { createInterface } from "node:readline";

/** Where somebody is asked. */
interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks, and takes anything but yes as no: also the end of the input, which is what Ctrl-D makes, and an interruption. */
export async function isConfirmed(
  question: string,
  interruption: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (interruption.aborted) return false;
  const terminal = createInterface({ input, output });
  // The terminal's Ctrl-C comes here and not to the process while something is asked.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await new Promise<string>((resolve) => {
      const leave = () => {
        output.write("\n");
        resolve("");
      };
      terminal.once("close", leave);
      interruption.addEventListener("abort", leave, { once: true });
      terminal.question(`${question} [y/N] `, (given) => {
        terminal.off("close", leave);
        interruption.removeEventListener("abort", leave);
        resolve(given);
      });
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
