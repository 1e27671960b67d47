import { formatFinding } from "../../catalogue";
import { findingsOfTests } from "../../catalogue/contract-tests";
import { brokenTests, oneStep, readTests } from "./contract-test-cases";

test("tests are read by tenant and file, with what they do and expect", () => {
  const text = oneStep("{ type: event, file: events/payment-failed.json, account: billing }", "{ refused: true }");
  const { tests, findings } = readTests({ "slack/b.yaml": text, "slack/a.yaml": text, "jira/c.yaml": text });
  expect(findings).toEqual([]);
  expect(tests.map(({ tenant, shown }) => [tenant, shown.replace(/^.*\/tests\//, "")])).toEqual([
    ["jira", "jira/c.yaml"],
    ["slack", "slack/a.yaml"],
    ["slack", "slack/b.yaml"],
  ]);
  expect(tests[0]?.script?.steps).toEqual([
    {
      do: { type: "event", file: "events/payment-failed.json", account: "billing" },
      expect: { refused: true, unmatched: [], requests: [], deadLetters: [] },
    },
  ]);
});

test("an environment needs no tests", () => {
  expect(readTests({})).toEqual({ tests: [], findings: [] });
});

test.each(brokenTests)("%s is said with line and column, and what to write", (_, file, text, expected) => {
  const read = readTests({ [file]: text });
  const findings = findingsOfTests(read);
  expect(findings.map(formatFinding)).toEqual([expect.stringMatching(expected)]);
  const isError = findings.some(({ severity }) => severity === "error");
  expect(read.tests.filter(({ script }) => script !== undefined && isError)).toEqual([]);
});
