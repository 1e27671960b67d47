/**
 * Whether text is what an IAM value with `*` (any characters) and `?` (one character) stands for. Not by a regular
 * expression: one of many stars takes a time without end, and a long one is refused.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  // Behind the last star, and how much of the text that star has taken.
  let star = -1;
  let taken = 0;
  let next = 0;
  while (next < given.length) {
    if (wanted[at] === "*") {
      star = at += 1;
      taken = next;
    } else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === given[next])) {
      at += 1;
      next += 1;
    } else if (star !== -1) {
      taken += 1;
      at = star;
      next = taken;
    } else return false;
  }
  return wanted.slice(at).every((left) => left === "*");
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
