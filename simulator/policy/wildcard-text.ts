/** Whether text is what an IAM value with `*` (any characters) and `?` (one character) stands for. */
export function matchesWildcards(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    // Several stars in a row say no more than one, and would cost time for each.
    .replace(/\*+/g, "[^]*")
    .replace(/\?/g, "[^]");
  return new RegExp(`^${source}$`, "u").test(text);
}

/** ARNs compare part by part: a `*` does not reach over a colon, except in the last of the six parts. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, given] = [arnParts(pattern), arnParts(arn)];
  return wanted.length === given.length && wanted.every((part, index) => matchesWildcards(part, given[index] ?? ""));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
