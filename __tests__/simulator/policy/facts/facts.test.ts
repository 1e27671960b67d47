import { readKnownKinds } from "../../recordings";
import { BUS_POLICIES } from "./bus-policies";
import { decide } from "./decide";
import { kindsOf } from "./kinds";
import { recordedCases } from "./recorded";
import { SERVICE_ACCESS } from "./service-access";

/** The recordings that we come to something else about, and why. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  ["recreated-role-events-before-rebind", "a role made anew is not the one that the stored policy names"],
  ["recreated-role-events-after-sixty-seconds", "a role made anew is not the one that the stored policy names"],
  ["recreated-role-events-after-identical-policy", "a role made anew is not the one that the stored policy names"],
  ["warm-rule-b:source-rule", "SQS used its data key again, for which it did not ask KMS"],
]);
const RECORDED = recordedCases();

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
  const agreed = RECORDED?.filter(([name]) => !DIFFERENCES.has(name)).flatMap(([, one]) => kindsOf(one));
  (agreed === undefined ? test.skip : test)(
    "that recordings prove and we have no case for, or do not know: none",
    () => {
      expect(withoutCase(agreed ?? [])).toEqual([]);
      expect(agreed?.filter((kind) => !known.includes(kind))).toEqual([]);
    },
  );
});

describe("what was recorded on AWS", () => {
  if (RECORDED === undefined) {
    test.skip("policies recorded in 2026: policy-recorded.json is not there", () => undefined);
    process.stdout.write("Skipped the policies recorded in 2026: policy-recorded.json is not there.\n");
  } else {
    test.each(RECORDED)("%s", (name, one) => {
      // A difference that is mended should leave the list.
      if (DIFFERENCES.has(name)) expect(decide(one)).not.toBe(one.decision);
      else expect(decide(one)).toBe(one.decision);
    });
  }
});
