/** What differs between two texts, as a unified diff. */

/** Lines that are the same around those that differ. */
const CONTEXT = 3;

/**
 * The difference of two texts of a file of YAML: every character counts. The head of a piece names the nearest key above
 * that stands no deeper than an event of a tenant.
 */
export function fileDiff(before: string, after: string): string[] {
  const landmark = (line: string) => /^ {0,6}([\w-]+):$/.exec(line)?.[1];
  return unifiedDiff(linesOf(before), linesOf(after), landmark, (one, other) => one === other);
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  return text.replace(/\r?\n$/, "").split(/\r?\n/);
}

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/**
 * A unified diff of two lists of lines, without the names of files; none where they are the same.
 *
 * @param landmark what the head of a piece names, where a line tells it: the nearest one above what differs
 * @param isSame whether two lines are the same. Of JSON, a comma at the end says only that another line follows
 */
export function unifiedDiff(
  before: readonly string[],
  after: readonly string[],
  landmark: (line: string) => string | undefined,
  isSame: SameLine = isSameJson,
): string[] {
  const lines = editScript(before, after, isSame);
  const changed = lines.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  const pieces: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = pieces.at(-1);
    if (last !== undefined && index - CONTEXT <= last.to) last.to = index + CONTEXT + 1;
    else pieces.push({ from: Math.max(0, index - CONTEXT), to: index + CONTEXT + 1 });
  }
  return pieces.flatMap(({ from, to }) => {
    const piece = lines.slice(from, to);
    const above = lines.slice(0, from);
    const first = lines.findIndex(({ mark }, index) => index >= from && mark !== " ");
    const place = lines.slice(0, first).findLast(({ text }) => landmark(text) !== undefined);
    const named = place === undefined ? "" : ` ${landmark(place.text) ?? ""}`;
    const head = `@@ -${range(above, piece, "+")} +${range(above, piece, "-")} @@${named}`;
    return [head, ...piece.map(({ mark, text }) => `${mark}${text}`)];
  });
}

/** Where a piece starts and how long it is, on the side that has no lines of the other mark. */
function range(above: readonly Line[], piece: readonly Line[], other: Line["mark"]): string {
  const count = (lines: readonly Line[]) => lines.filter(({ mark }) => mark !== other).length;
  return `${count(above) + 1},${count(piece)}`;
}

/** The longest common subsequence stays; what is alike at both ends is not searched. */
function editScript(before: readonly string[], after: readonly string[], isSame: SameLine): Line[] {
  const head = before.findIndex((line, index) => !isSame(line, after[index]));
  const start = head < 0 ? before.length : head;
  let tail = 0;
  const room = Math.min(before.length, after.length) - start;
  while (tail < room && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const same = (text: string): Line => ({ mark: " ", text });
  return [
    ...before.slice(0, start).map(same),
    ...changes(before.slice(start, before.length - tail), after.slice(start, after.length - tail), isSame),
    ...before.slice(before.length - tail).map(same),
  ];
}

type SameLine = (one: string | undefined, other: string | undefined) => boolean;

function isSameJson(one: string | undefined, other: string | undefined): boolean {
  return one?.replace(/,$/, "") === other?.replace(/,$/, "");
}

/** More than so many pairs of lines are not compared one by one. */
const MOST_PAIRS = 4_000_000;

function changes(before: readonly string[], after: readonly string[], isSame: SameLine): Line[] {
  const removed = before.map((text): Line => ({ mark: "-", text }));
  const added = after.map((text): Line => ({ mark: "+", text }));
  if (before.length * after.length > MOST_PAIRS) return [...removed, ...added];
  // Length of what is common from here to the end, for each pair of places.
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = isSame(before[i], after[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]];
    if (one !== undefined && isSame(one, other)) {
      lines.push({ mark: " ", text: one });
      [i, j] = [i + 1, j + 1];
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ mark: "-", text: one });
      i += 1;
    } else {
      lines.push({ mark: "+", text: other ?? "" });
      j += 1;
    }
  }
  return lines;
}
