import {
  compileEventPattern,
  compileRules,
  explainMismatch,
  InvalidEventPatternError,
  testEventPattern,
} from "#simulator/pattern";
import { readKnownKinds } from "../../recordings";
import { PATTERN_FACTS } from "./index";
import { textOf, type Json, type PatternCase } from "./fact";
import { kindsOf, type PatternProof } from "./kinds";
import { readRecordings } from "./recorded";
import { PLACE } from "./refusal-kind";

/** One pattern with one event: what is tried, with what has to come of it. */
function proofsOf(one: PatternCase): readonly PatternProof[] {
  const pattern = textOf(one.pattern);
  if ("accepted" in one) return [{ pattern, event: undefined, outcome: "accepted" }];
  if ("refusedEvent" in one) return [{ pattern, event: one.refusedEvent, outcome: "event refused" }];
  if ("refused" in one) {
    // Of a sentence that is compared in part, the whole is the one we give.
    const reason = typeof one.refused === "string" ? one.refused : (refusal(one.pattern)?.reason ?? "");
    return [{ pattern, event: undefined, outcome: "refused", reason }];
  }
  const outcomes = [
    ...one.matching.map((event) => ["matches", event] as const),
    ...one.other.map((event) => ["misses", event] as const),
  ];
  return outcomes.map(([outcome, event]) => ({ pattern, event: textOf(event), outcome }));
}

function refusal(pattern: Json): InvalidEventPatternError | undefined {
  try {
    compileEventPattern(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error;
    throw error;
  }
}

function prove(one: PatternCase): void {
  if ("refused" in one) {
    proveRefusal(one);
  } else if ("refusedEvent" in one) {
    const { pattern, refusedEvent, reason } = one;
    const sentence = `Parameter Event is not valid.${reason === undefined ? "" : ` Reason: ${reason}`}`;
    expect(() => testEventPattern(pattern, refusedEvent)).toThrow(new Error(sentence));
  } else if ("accepted" in one) {
    expect(() => compileEventPattern(one.pattern)).not.toThrow();
  } else {
    expect(one.matching.filter((event) => !isMatch(one.pattern, event))).toEqual([]);
    expect(one.other.filter((event) => isMatch(one.pattern, event))).toEqual([]);
  }
}

/** A pattern alone and among the rules of a bus, an event as an object and as its text: the answer has to be one. */
function isMatch(pattern: Json, event: Json): boolean {
  const matches = compileEventPattern(pattern);
  const answer = matches(textOf(event));
  expect(matches(event)).toBe(answer);
  expect(compileRules([{ pattern, value: "rule" }]).match(textOf(event))).toEqual(answer ? ["rule"] : []);
  expect(explainMismatch(pattern, textOf(event)) === undefined).toBe(answer);
  return answer;
}

function proveRefusal({ pattern, refused, place }: Extract<PatternCase, { refused: unknown }>): void {
  const { message, reason } = refusal(pattern) ?? { message: "", reason: "none: the pattern is accepted" };
  const sentence = reason.replace(PLACE, "");
  if (typeof refused === "string") expect(sentence).toBe(refused);
  else expect(sentence).toMatch(refused);
  expect(message).toBe(`Event pattern is not valid. Reason: ${reason}`);
  if (place === undefined) return;
  const places = place === "none" ? [] : [place].flat();
  const sources = places.map(
    ({ line, column }) => `\n at [Source: (String)"${textOf(pattern)}"; line: ${line}, column: ${column}]`,
  );
  expect(reason).toBe(sentence + sources.join(""));
}

const nameOf = (one: PatternCase): string => textOf(one.pattern).slice(0, 150);

describe.each(PATTERN_FACTS.map(({ fact, source, cases }) => [fact, source, cases] as const))(
  "%s (%s)",
  (_fact, _source, cases) => {
    it.each(cases.map((one) => [nameOf(one), one] as const))("%s", (_name, one) => {
      prove(one);
    });
  },
);

describe("the facts", () => {
  const own = new Set(PATTERN_FACTS.flatMap(({ cases }) => cases.flatMap(proofsOf)).flatMap(kindsOf));
  const known = readKnownKinds(__dirname);
  const withoutCase = (kinds: readonly string[]): string[] => [...new Set(kinds)].filter((kind) => !own.has(kind));

  it("have an id and a source each", () => {
    expect(new Set(PATTERN_FACTS.map(({ id }) => id)).size).toBe(PATTERN_FACTS.length);
    expect(PATTERN_FACTS.filter(({ source, cases }) => source === "" || cases.length === 0)).toEqual([]);
  });

  it("that have no case of our own: none", () => {
    expect(withoutCase(known)).toEqual([]);
  });

  // Without the recordings the list of kinds stands in for them. Where we come to something else than AWS, there is
  // nothing to prove yet.
  for (const file of ["patterns-aws", "patterns-event-ruler", "patterns-recorded", "wildcard-admission"]) {
    const recorded = readRecordings(`${file}.json`)?.flatMap(kindsOf);
    (recorded === undefined ? it.skip : it)(`that ${file} proves and we have no case for, or do not know: none`, () => {
      expect(withoutCase(recorded ?? [])).toEqual([]);
      expect(recorded?.filter((kind) => !known.includes(kind))).toEqual([]);
    });
  }
});
