import type { Readable } from "node:stream";

/** The longest line that is told whole; a longer one is told in parts. A log event of CloudWatch has 1 MB at most. */
const LONGEST_LINE = 64 * 1024;

/**
 * Tells what a process writes, line by line. Holds no more than a line of it, however much comes without a line break.
 * What V8 prints when it ends for want of memory is left out: it is about V8, not about the function.
 */
export function tellLines(output: Readable, tell: (line: string) => void): void {
  let rest = "";
  let silent = false;
  const say = (line: string) => {
    if (line.includes("<--- Last few GCs --->")) silent = true;
    if (!silent) tell(line);
  };
  output.setEncoding("utf8");
  output.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) say(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (rest.length > LONGEST_LINE) {
      say(rest.slice(0, LONGEST_LINE));
      rest = rest.slice(LONGEST_LINE);
    }
  });
  output.on("end", () => {
    if (rest !== "") say(rest);
  });
}
