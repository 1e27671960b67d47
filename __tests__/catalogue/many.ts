/** Much of the same, to reach AWS's limits. */

function times(n: number, text: (index: number) => string, separator = ""): string {
  return Array.from({ length: n }, (_, index) => text(index)).join(separator);
}

/** A YAML list of detail-types, 24 characters each in JSON. */
export function manyDetailTypes(n: number): string {
  return `[Order Placed, Order Cancelled, Invoice Issued, ${times(n, (index) => `Shop Event Of Kind ${index + 100}`, ", ")}]`;
}

/** Entries of `events:` with this value in the source's list. */
export function manyEvents(n: number, source: string): string {
  return times(
    n,
    (index) => `      event-${index}:\n        eventPattern: { source: [${source}] }\n        input: { type: event }\n`,
  );
}

/** Entries of `paths:`, p0 and on. */
export function manyPaths(n: number): string {
  return times(n, (index) => `            p${index}: $.detail.p${index}\n`);
}

/** `<p0> <p1> ...` */
export function manyPlaceholders(n: number): string {
  return times(n, (index) => `<p${index}>`, " ");
}

/** Entries of `header:`. */
export function manyHeaders(n: number): string {
  return times(n, (index) => `      X-Header-${index}: "${index}"\n`);
}

/** Lines of a YAML list of operators, each another user. */
export function manyOperators(n: number): string {
  return times(n, (index) => `    - arn:aws:iam::100000000001:user/${index + 100}\n`);
}

/** Entries of `tags:`. */
export function manyTags(n: number): string {
  return times(n, (index) => `  tag-${index}: "${index}"\n`);
}
