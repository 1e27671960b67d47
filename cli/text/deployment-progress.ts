/** Lines that stay, over one on a terminal that says what is under way. */
import { fitted } from "./terminal";

/** Stacks that are named; the others are counted. */
const NAMED = 4;

/** How far the work on stacks is. Tells nothing of it where nobody watches. */
export class StackProgress {
  private readonly underWay = new Map<string, string>();
  private ended = 0;

  constructor(private readonly total: number) {}

  /** A stack has begun something. */
  step(stack: string, step: string): void {
    this.underWay.set(stack, step);
    this.show();
  }

  /** A stack has ended: prints what there is to say of it, if anything. */
  end(stack: string, lines: readonly string[]): void {
    this.underWay.delete(stack);
    this.ended = Math.min(this.ended + 1, this.total);
    this.hide();
    if (lines.length > 0) console.log(lines.join("\n"));
    this.show();
  }

  /** Takes the line on the terminal back. */
  hide(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }

  private show(): void {
    if (!process.stderr.isTTY || this.underWay.size === 0) return;
    const working = [...this.underWay].map(([stack, step]) => `${step} ${stack}`);
    const more = working.length > NAMED ? [`${working.length - NAMED} more`] : [];
    const line = `${this.ended} of ${this.total} done; ${[...working.slice(0, NAMED), ...more].join(", ")}`;
    process.stderr.write(`\r\u001b[K${fitted(line, process.stderr)}`);
  }
}
