import { readKnownKinds } from "../../recordings";
import { BUS_POLICIES } from "./bus-policies";
import { decide } from "./decide";
import { kindsOf } from "./kinds";
import { readRecordings } from "./recorded";
import { SERVICE_ACCESS } from "./service-access";

const POLICY_FACTS = [...BUS_POLICIES, ...SERVICE_ACCESS];

describe.each(POLICY_FACTS.map(({ fact, source, cases }) => [fact, source, cases] as const))(
  "%s (%s)",
  (_fact, _source, cases) => {
    test.each(cases.map((one) => [kindsOf(one).join("; "), one] as const))("%s", (_name, one) => {
      expect(decide(one)).toBe(one.decision);
    });
  },
);

describe("the facts", () => {
  const own = new Set(POLICY_FACTS.flatMap(({ cases }) => cases).flatMap(kindsOf));
  const known = readKnownKinds(__dirname);
  const withoutCase = (kinds: readonly string[]): string[] => [...new Set(kinds)].filter((kind) => !own.has(kind));

  test("that have no case of our own: none", () => {
    expect(withoutCase(known)).toEqual([]);
  });

  // Without the recordings the list of kinds stands in for them. Where we come to something else than AWS, there is
  // nothing to prove yet.
  const recorded = readRecordings()?.flatMap(kindsOf);
  (recorded === undefined ? test.skip : test)(
    "that recordings prove and we have no case for, or do not know: none",
    () => {
      expect(withoutCase(recorded ?? [])).toEqual([]);
      expect(recorded?.filter((kind) => !known.includes(kind))).toEqual([]);
    },
  );
});
