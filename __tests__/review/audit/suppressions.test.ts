/** What is accepted is no finding, until its last day. */
import { auditChanges, auditInSarif, auditOf, suppress, type Suppression } from "../../../review";
import { stackOf } from "./stack-of";

const audit = auditOf([
  stackOf({ "aws_kms_key.a": { policy: "{}", enable_key_rotation: false } }, "one"),
  stackOf({ "aws_kms_key.a": {}, "aws_kms_key.b": { enable_key_rotation: "${var.later}" } }, "two"),
]);

function accepted(over: Partial<Suppression> = {}): Suppression {
  return { rule: "key-rotated", reason: "Nothing is encrypted with it", expires: "2027-06-30", ...over };
}

function left(suppression: Suppression, today = "2027-06-30") {
  const { findings, suppressed, unused, expired } = suppress(audit, [suppression], today);
  const rotated = findings
    .filter(({ rule }) => rule === "key-rotated")
    .map(({ stack, resource }) => `${stack} ${resource}`);
  return { rotated, suppressed: suppressed.length, unused: unused.length, expired: expired.length };
}

test("a suppression of a rule takes out its findings everywhere, of a stack or resource only those there", () => {
  expect(left(accepted())).toEqual({ rotated: [], suppressed: 2, unused: 0, expired: 0 });
  expect(left(accepted({ stack: "one" }))).toMatchObject({ rotated: ["two aws_kms_key.a"], suppressed: 1 });
  expect(left(accepted({ stack: "two", resource: "aws_kms_key.a" }))).toMatchObject({ rotated: ["one aws_kms_key.a"] });
});

test("a suppression holds on its last day, and after it the finding is there again", () => {
  expect(left(accepted(), "2027-06-30").expired).toBe(0);
  expect(left(accepted(), "2027-07-01")).toEqual({
    rotated: ["one aws_kms_key.a", "two aws_kms_key.a"],
    suppressed: 0,
    unused: 0,
    expired: 1,
  });
});

test("a suppression that matches nothing is said to be unused; what is not known counts as matched", () => {
  expect(left(accepted({ stack: "three" })).unused).toBe(1);
  expect(left(accepted({ resource: "aws_kms_key.b" }))).toMatchObject({ suppressed: 0, unused: 0 });
});

test("a change adds findings, and takes others away", () => {
  const head = auditOf([stackOf({ "aws_kms_key.a": { policy: "{}", enable_key_rotation: true } }, "one")]);
  const { added, gone, same } = auditChanges(audit, head);
  expect(added).toEqual([]);
  expect(gone.length).toBe(audit.findings.length - same);
  expect(auditChanges(head, audit).added).toEqual(gone);
  expect(auditChanges(audit, audit)).toEqual({ added: [], gone: [], same: audit.findings.length });
});

test("in SARIF each finding has its rule, file and address, what is accepted its reason, and what is not known is open", () => {
  const log = auditInSarif(suppress(audit, [accepted({ stack: "one" })], "2027-01-01"), (stack) => `out/${stack}.json`);
  const results = (log as { runs: { results: Record<string, unknown>[] }[] }).runs.flatMap((run) => run.results);
  const rotated = results.filter(({ ruleId }) => ruleId === "key-rotated");
  expect(rotated).toMatchObject([
    {
      level: "note",
      kind: "fail",
      message: { text: "aws_kms_key.a in two is not rotated." },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "out/two.json" } },
          logicalLocations: [{ fullyQualifiedName: "two/aws_kms_key.a" }],
        },
      ],
    },
    { suppressions: [{ kind: "external", justification: "Nothing is encrypted with it" }] },
    { kind: "open", level: "none" },
  ]);
  const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  expect(new Set(prints).size).toBe(results.length);
});
