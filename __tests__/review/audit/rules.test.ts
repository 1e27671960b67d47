/** Each rule of the audit: what keeps it, what breaks it, and what nobody can tell before apply. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { AUDIT_PAGE, AUDIT_RULES, auditOf, auditPage, type AuditRuleId } from "../../../review";
import type { Resources } from "./case";
import { CASES } from "./cases";
import { stackOf } from "./stack-of";

function said(rule: AuditRuleId, resources: Resources) {
  const audit = auditOf([stackOf(resources)]);
  const of = (found: typeof audit.findings) => found.filter((one) => one.rule === rule);
  return { findings: of(audit.findings), notKnown: of(audit.notKnown) };
}

const rules = Object.keys(CASES) as AuditRuleId[];

function tried(kind: "keeps" | "breaks" | "open") {
  return rules.flatMap((rule) => CASES[rule][kind].map((resources, at) => [rule, at + 1, resources] as const));
}

test.each(tried("keeps"))("%s is kept (%i)", (rule, _, resources) => {
  expect(said(rule, resources)).toEqual({ findings: [], notKnown: [] });
});

test.each(tried("breaks"))("%s is broken (%i)", (rule, _, resources) => {
  const { findings } = said(rule, resources);
  expect(findings).not.toEqual([]);
  for (const { stack, says } of findings) {
    expect(stack).toBe("stack");
    expect(says).toMatch(/^[a-z][^.]*/);
  }
});

test.each(tried("open"))("%s cannot be told before apply (%i)", (rule, _, resources) => {
  const { findings, notKnown } = said(rule, resources);
  expect(findings).toEqual([]);
  expect(notKnown).not.toEqual([]);
});

test.each(tried("breaks"))("%s is not firm where count or for_each may make nothing (%i)", (rule, _, resources) => {
  const repeated = Object.entries(resources).map(([address, values]) => [address, { ...values, count: 2 }]);
  expect(said(rule, Object.fromEntries(repeated) as Resources).findings).toEqual([]);
});

test("rules have ids of lower-case words, and say what must hold, why and what to do in sentences", () => {
  for (const [id, { title, reason, remedy, publicIds }] of Object.entries(AUDIT_RULES)) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [title, reason, remedy]) expect(text).toMatch(/^[`A-Z].*\.$/);
    for (const one of publicIds) expect(one).toMatch(/^(CKV2?_AWS_\d+|[A-Z]\w+\.\d+)$/);
  }
});

test("the committed page of the audit is that of the rules (else: npm run generate)", () => {
  expect(readFileSync(path.join(__dirname, "..", "..", "..", AUDIT_PAGE), "utf8")).toBe(auditPage());
});
