import { readFileSync } from "node:fs";
import path from "node:path";
import { findEnvironment, formatFinding } from "../../catalogue";
import { RULE_CHAPTERS, RULES, type Rule } from "../../catalogue/finding-rules";
import { FINDINGS_PAGE, findingsPage } from "../../catalogue/finding-rules/findings-page";
import { auditFileFindings } from "./audit-file-cases";
import { broken } from "./broken";
import { contractTestFindings } from "./contract-test-cases";

const project = path.join(__dirname, "..", "..");
const environments = path.join(__dirname, "..", "..", "environments");

/** `file:line:column: severity: message [rule]` of everything that the broken environments are told: see broken.test.ts. */
const printed = [
  ...broken.flatMap(({ expected }) => expected),
  ...findEnvironment("staging", environments).findings.map(formatFinding),
  ...auditFileFindings.map(formatFinding),
  ...contractTestFindings.map(formatFinding),
].map((line) => {
  const { severity, message, rule } =
    /: (?<severity>error|warning): (?<message>.*) \[(?<rule>[\w-]+)\]$/.exec(line)?.groups ?? {};
  return { severity, message, rule };
});

const rules: readonly (readonly [string, Rule])[] = Object.entries(RULES);

describe("the rules of findings", () => {
  it("are each broken by some environment of these tests", () => {
    const broken = new Set(printed.map(({ rule }) => rule));
    expect(rules.map(([id]) => id).filter((id) => !broken.has(id))).toEqual([]);
  });

  it.each(rules)("%s has an example that is printed so", (id, { severity, example }) => {
    expect(printed).toContainEqual({ severity, message: example, rule: id });
  });

  it("stand in one chapter each", () => {
    const ids = RULE_CHAPTERS.flatMap(({ rules: inChapter }) => Object.keys(inChapter));
    expect(ids.toSorted()).toEqual(rules.map(([id]) => id).sort());
  });

  it("have ids of lower-case words, and say what, why and what instead in sentences", () => {
    for (const [id, { says, why, instead }] of rules) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [says, why, instead]) expect(text).toMatch(/^[`A-Z0-9{'"<].*\.$/);
    }
  });
});

test("the committed page of findings is that of the rules (else: npm run generate)", () => {
  expect(readFileSync(path.join(project, FINDINGS_PAGE), "utf8")).toBe(findingsPage());
});
