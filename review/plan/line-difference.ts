/** The difference of two texts, line by line. */

/** A line that is on both sides (` `), on the first (`-`) or on the second (`+`). */
export interface DifferenceLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** More would take longer than anybody reads. */
const COMPARED_LINES = 400;

/** The shortest difference; of very long texts all of the first and all of the second. */
export function lineDifference(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  if (before.length > COMPARED_LINES || after.length > COMPARED_LINES) {
    return [...signed("-", before), ...signed("+", after)];
  }
  const common = commonLengths(before, after);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [was, is] = [before[i], after[j]];
    if (was !== undefined && was === is) {
      lines.push({ sign: " ", text: was });
      [i, j] = [i + 1, j + 1];
    } else if (was !== undefined && (is === undefined || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      lines.push({ sign: "-", text: was });
      i += 1;
    } else {
      lines.push({ sign: "+", text: is ?? "" });
      j += 1;
    }
  }
  return lines;
}

/** How many lines the rests of both sides have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? [];
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] =
        before[i] === after[j]
          ? lengthAt(table, i + 1, j + 1) + 1
          : Math.max(lengthAt(table, i + 1, j), lengthAt(table, i, j + 1));
    }
  }
  return table;
}

function lengthAt(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function signed(sign: "-" | "+", lines: readonly string[]): DifferenceLine[] {
  return lines.map((text) => ({ sign, text }));
}

/** Lines around a difference that tell where it is. */
const CONTEXT = 3;

/** Without the common lines that are far from every difference. */
export function aroundDifferences(lines: readonly DifferenceLine[]): DifferenceLine[] {
  const near = new Set<number>();
  lines.forEach(({ sign }, at) => {
    if (sign !== " ") for (let i = at - CONTEXT; i <= at + CONTEXT; i += 1) near.add(i);
  });
  return lines.flatMap((line, at) => {
    if (near.has(at)) return [line];
    return at === 0 || near.has(at - 1) ? [{ sign: " " as const, text: "…" }] : [];
  });
}
