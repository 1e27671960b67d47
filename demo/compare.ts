import { isDeepStrictEqual } from "node:util";
import type { Observation, SeenRequest } from "./observation";
import type { Expectation, ExpectedRequest } from "./script";

/** What a step was expected to bring and did not, or brought besides; a sentence each. */
export function differences(expected: Expectation, seen: Observation): string[] {
  return [
    ...answerDifferences(expected, seen),
    ...unpaired(expected.requests, seen.requests, fitsRequest, (one) => `request ${one.method} ${one.url}`),
    ...unpaired(
      expected.published,
      seen.published,
      (one, other) => one.topic === other.topic && isDeepStrictEqual(one.payload, parsed(other.payload)),
      ({ topic, payload }) => `message on ${topic}: ${typeof payload === "string" ? payload : JSON.stringify(payload)}`,
    ),
    ...unpaired(
      expected.deadLetters,
      seen.deadLetters,
      (one, other) =>
        one.queue === other.queue &&
        one.code === other.code &&
        (one.message === undefined || one.message === other.message),
      ({ queue, code, message = "" }) => `dead letter in ${queue}: ${code} ${message}`,
    ),
    ...Object.entries(expected.items).flatMap(([table, items]) =>
      unpaired(
        items,
        seen.items[table] ?? [],
        isDeepStrictEqual,
        (item) => `item in ${table}: ${JSON.stringify(item)}`,
      ),
    ),
    ...stackDifferences(expected, seen),
  ];
}

function answerDifferences({ answer: expected }: Expectation, { answer: seen }: Observation): string[] {
  if (expected === undefined) return [];
  if (seen === undefined) return ["an answer was expected and nothing was asked"];
  const fits =
    expected.status === seen.status &&
    (expected.body === undefined || isDeepStrictEqual(expected.body, parsed(seen.body)));
  if (fits) return [];
  const wanted = `${expected.status} ${expected.body === undefined ? "" : JSON.stringify(expected.body)}`.trimEnd();
  return [`expected the answer ${wanted}, got ${seen.status} ${seen.body}`];
}

function stackDifferences({ stacks: expected }: Expectation, { stacks: seen }: Observation): string[] {
  if (expected === undefined) return [];
  return (["added", "changed"] as const).flatMap((what) => {
    const found = seen?.[what] ?? [];
    return isDeepStrictEqual(expected[what].toSorted(), found.toSorted())
      ? []
      : [`expected ${what} stacks: ${expected[what].join(", ") || "none"}; found ${found.join(", ") || "none"}`];
  });
}

/** Pairs each that is expected with one that was seen; tells of those that are left on either side. */
function unpaired<E, S>(
  expected: readonly E[],
  seen: readonly S[],
  fits: (expected: E, seen: S) => boolean,
  name: (one: E | S) => string,
): string[] {
  const left = [...seen];
  const missing = expected.filter((one) => {
    const index = left.findIndex((other) => fits(one, other));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [...missing.map((one) => `missing: ${name(one)}`), ...left.map((one) => `not expected: ${name(one)}`)];
}

function fitsRequest(expected: ExpectedRequest, seen: SeenRequest): boolean {
  const { kind, method, url, headers, body, answer } = expected;
  return (
    [kind, method, url, answer].join(" ") === [seen.kind, seen.method, seen.url, seen.answer].join(" ") &&
    Object.entries(headers).every(([name, value]) => seen.headers[name.toLowerCase()] === value) &&
    (body === undefined || isDeepStrictEqual(body, parsed(seen.body)))
  );
}

/** What is no JSON is compared as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
