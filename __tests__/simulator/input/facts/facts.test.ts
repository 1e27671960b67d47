import { renderTargetInput, type TargetInputResult } from "#simulator/input";
import { readKnownKinds } from "../../recordings";
import { INGESTION_TIME, ORDER, RULE } from "./event";
import { TARGET_ID, type InputCase } from "./fact";
import { INPUT_FACTS } from "./index";
import { kindsOf, type InputProof } from "./kinds";
import { RECORDINGS } from "./recorded";

function render({ target, event = ORDER }: InputCase): TargetInputResult {
  return renderTargetInput({
    target: { Id: TARGET_ID, ...target },
    event,
    rule: RULE,
    ingestionTime: INGESTION_TIME,
  });
}

function prove(one: InputCase): void {
  const { outcome } = one;
  const result = render(one);
  if ("nothing" in outcome) {
    expect(result).toEqual({ kind: "notDelivered", reason: expect.any(String) as string });
  } else if ("deadLetter" in outcome) {
    const deadLetter = { code: "INVALID_JSON", message: "Invalid input for target.", body: outcome.deadLetter };
    expect(result).toMatchObject({ kind: "notDelivered", deadLetter });
  } else if ("refused" in outcome) {
    expect(result).toMatchObject({ kind: "putTargetsError", code: "ValidationException" });
    if (result.kind !== "putTargetsError") return;
    if (typeof outcome.refused === "string") expect(result.message).toBe(outcome.refused);
    else expect(result.message).toMatch(outcome.refused);
  } else {
    const expected = "json" in outcome ? { kind: "json", body: outcome.json } : { kind: "rawText", body: outcome.text };
    expect(result).toEqual(expected);
  }
}

function proofOf(one: InputCase): InputProof {
  const { target, event = ORDER, outcome } = one;
  if ("deadLetter" in outcome || "nothing" in outcome) return { target, event, outcome: "lost" };
  if (!("refused" in outcome)) return { target, event, outcome: "delivered" };
  // Of a message that is compared in part, the whole is the one we give.
  const result = render(one);
  const given = result.kind === "putTargetsError" ? result.message : "";
  return { target, event, outcome: "refused", message: typeof outcome.refused === "string" ? outcome.refused : given };
}

const nameOf = ({ target }: InputCase): string => JSON.stringify(target).slice(0, 150);

describe.each(INPUT_FACTS.map(({ fact, source, cases }) => [fact, source, cases] as const))(
  "%s (%s)",
  (_fact, _source, cases) => {
    test.each(cases.map((one) => [nameOf(one), one] as const))("%s", (_name, one) => {
      prove(one);
    });
  },
);

describe("the facts", () => {
  const own = new Set(INPUT_FACTS.flatMap(({ cases }) => cases.map(proofOf)).flatMap(kindsOf));
  const known = readKnownKinds(__dirname);
  const withoutCase = (kinds: readonly string[]): string[] => [...new Set(kinds)].filter((kind) => !own.has(kind));

  test("have an id and a source each", () => {
    expect(new Set(INPUT_FACTS.map(({ id }) => id)).size).toBe(INPUT_FACTS.length);
    expect(INPUT_FACTS.filter(({ source, cases }) => source === "" || cases.length === 0)).toEqual([]);
  });

  test("that have no case of our own: none", () => {
    expect(withoutCase(known)).toEqual([]);
  });

  // Without the recordings the list of kinds stands in for them.
  for (const [file, proofs] of Object.entries(RECORDINGS)) {
    const recorded = proofs?.flatMap(kindsOf);
    (recorded === undefined ? test.skip : test)(
      `that ${file} proves and we have no case for, or do not know: none`,
      () => {
        expect(withoutCase(recorded ?? [])).toEqual([]);
        expect(recorded?.filter((kind) => !known.includes(kind))).toEqual([]);
      },
    );
  }
});
