/** What a fault is: everything that nobody should see who has given a wrong input. */
import type { Seed } from "./mutation";

/** Something that takes input from outside. */
export interface Surface {
  readonly name: string;
  /** How often it is tried, beside the others. */
  readonly weight: number;
  readonly seeds: readonly Seed[];
  /**
   * Takes an input.
   *
   * @returns everything that would be printed or answered; never nothing
   * @throws what its caller turns into a sentence, which `refusals` lists
   */
  readonly take: (text: string, seed: Seed) => readonly string[] | Promise<readonly string[]>;
  /** What it may throw: errors whose message is for people. */
  readonly refusals: readonly (new (...given: never[]) => Error)[];
}

/** One fault. */
export interface Fault {
  readonly kind: "threw" | "stack trace" | "slip" | "says nothing" | "slow" | "shows a secret" | "changes all objects";
  /** What of it other inputs would show too: faults of one kind and one such text are taken for one. */
  readonly what: string;
  /** Where it stands, for a slip. */
  readonly within?: string;
}

/** What one call came to. */
export interface Examined {
  readonly faults: readonly Fault[];
  readonly milliseconds: number;
  readonly refused: boolean;
}

/** What a call may take before it counts as a fault; of a machine that is busy with others, a second try tells. */
const MOST_MILLISECONDS = 2_000;

/** Begins each value of an input that may never be shown. */
export const CANARY = "canary-";

/**
 * Takes an input and judges what comes of it.
 *
 * @param most milliseconds that it may take
 */
export async function examine(surface: Surface, seed: Seed, text: string, most = MOST_MILLISECONDS): Promise<Examined> {
  const first = await taken(surface, seed, text);
  const milliseconds =
    first.milliseconds > most
      ? Math.min(first.milliseconds, (await taken(surface, seed, text)).milliseconds)
      : first.milliseconds;
  const faults = [...first.faults, ...ofObjects()];
  if (milliseconds > most) faults.push({ kind: "slow", what: `more than ${most} ms` });
  return { ...first, faults, milliseconds };
}

async function taken(surface: Surface, seed: Seed, text: string): Promise<Examined> {
  const began = performance.now();
  try {
    const said = await surface.take(text, seed);
    return { faults: faultsIn(said, text), milliseconds: performance.now() - began, refused: false };
  } catch (error) {
    const milliseconds = performance.now() - began;
    const isRefusal = error instanceof Error && surface.refusals.some((kind) => error instanceof kind);
    return { faults: isRefusal ? faultsIn([error.message], text) : [threw(error)], milliseconds, refused: true };
  }
}

/** Words that tell of the program and not of the input; where the input holds them, they may stand in a message. */
const SLIPS: readonly RegExp[] = [
  /\[object \w+\]/,
  // Rules of findings are called like this: placeholder-undefined.
  /(?<![\w-])undefined(?![\w-])/,
  /(?<![\w-])NaN(?![\w-])/,
  /Cannot (?:read|set|convert|mix|destructure|access)\b/,
  /Maximum call stack|Invalid (?:array|string|typed array) length|Invalid time value|is not (?:a function|iterable)\b/,
  /\b(?:Type|Range|Reference|URI|Zod)Error\b|"__type":"InternalFailure"|the local hub failed|hubFailed/,
  // zod's own words.
  /Invalid input(?=: |\n|;|$)|Invalid option|Invalid key in|Too (?:small|big): expected|Unrecognized key|, received /,
];

/** Faults in what is said of an input. */
export function faultsIn(said: readonly string[], input: string): Fault[] {
  const all = said.join("\n");
  if (all.trim() === "") return [{ kind: "says nothing", what: "neither a sentence nor an answer" }];
  const faults: Fault[] = [];
  if (/\n {4}at \S/.test(all)) faults.push({ kind: "stack trace", what: "in what is said" });
  for (const slip of SLIPS) {
    const found = slip.exec(all);
    if (found !== null && !input.includes(found[0]))
      faults.push({ kind: "slip", what: found[0], within: around(all, found) });
  }
  const canary = new RegExp(`${CANARY}\\w+`).exec(all);
  if (canary !== null) faults.push({ kind: "shows a secret", what: canary[0], within: around(all, canary) });
  return faults;
}

/** The word with a few around it. */
function around(text: string, { index, 0: word }: RegExpExecArray): string {
  return text.slice(Math.max(0, index - 60), index + word.length + 30);
}

function threw(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: "threw", what: `no Error: ${typeof error}` };
  const message = (error.message.split("\n")[0] ?? "").slice(0, 100).replace(/\d+/g, "0").replace(/\/\S+/g, "/...");
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const own = frames.filter((line) => !/node_modules|node:|bench\/fuzz/.test(line)).map((line) => line.trim());
  // Where the stack ends is a matter of chance.
  const at = message.includes("call stack") ? "" : ` ${own[0] ?? ""}`;
  return { kind: "threw", what: `${error.name}: ${message}${at}`, within: own.slice(0, 4).join(" ") };
}

/** An input with the key `__proto__` must not reach what all objects have in common. */
function ofObjects(): Fault[] {
  const polluted = Object.keys(Object.prototype);
  for (const key of polluted) Reflect.deleteProperty(Object.prototype, key);
  return polluted.length === 0 ? [] : [{ kind: "changes all objects", what: polluted.join(", ") }];
}
