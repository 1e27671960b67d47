import { formatFinding } from "../../catalogue";
import { auditFileFindings, readAuditText, suppression } from "./audit-file-cases";

function printed(text: string): string[] {
  return readAuditText(text).findings.map((one) => formatFinding(one).replace(/^.*audit\.yaml:/, ""));
}

test("a suppression is read with its reason and its last day", () => {
  const { suppressions, findings } = readAuditText(suppression("route-guarded", "2027-06-30"));
  expect(findings).toEqual([]);
  expect(suppressions).toMatchObject([
    { rule: "route-guarded", reason: "It is meant for everybody", expires: "2027-06-30", index: 0 },
  ]);
});

test.each([
  [
    "a rule that there is not",
    suppression("route-guard"),
    /^2:11: error: suppressions\[0\]\.rule: there is no rule "route-guard"; write route-guarded \[unknown-audit-rule\]$/,
  ],
  [
    "no reason",
    "suppressions:\n  - rule: key-rotated\n    expires: 2027-06-30\n",
    /^2:5: error: suppressions\[0\]\.reason: missing; write why/,
  ],
  [
    "no last day",
    "suppressions:\n  - rule: key-rotated\n    reason: It is meant so\n",
    /^2:5: error: suppressions\[0\]\.expires: missing; write the last day/,
  ],
  [
    "a day that there is not",
    suppression("key-rotated", "2027-02-30"),
    /^4:14: error: suppressions\[0\]\.expires: found .*; write the last day/,
  ],
  [
    "a date of another form",
    suppression("key-rotated", "30.06.2027"),
    /^4:14: error: suppressions\[0\]\.expires: found/,
  ],
  [
    "a misspelt key",
    suppression("key-rotated").replace("reason", "reasons"),
    /^3:5: error: suppressions\[0\]: unknown key "reasons"; write "reason"/,
  ],
  ["no list", "suppressions: all\n", /^1:15: error: suppressions: found/],
  ["nothing", "", /the file is empty/],
])("%s is said with line and column, and then nothing is suppressed", (_, text, expected) => {
  expect(printed(text)[0]).toMatch(expected);
  expect(readAuditText(text).suppressions).toEqual([]);
});

test("what has expired is an error where the day stands, what matches nothing a warning where the rule stands", () => {
  const [, expired, unused] = auditFileFindings;
  expect(expired).toMatchObject({ severity: "error", line: 4, column: 14 });
  expect(unused).toMatchObject({ severity: "warning", line: 2, column: 11 });
});
