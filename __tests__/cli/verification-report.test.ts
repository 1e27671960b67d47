import type { Checked, CheckedKind } from "../../hub-account/verification/check";
import { verificationInWords } from "../../cli/text/verification-text";

const one = (stack: string, kind: CheckedKind, name: string, ...problems: string[]): Checked => ({
  stack,
  kind,
  name,
  exists: true,
  problems,
});

const missing = (stack: string, kind: CheckedKind, name: string, problem: string): Checked => ({
  ...one(stack, kind, name, problem),
  exists: false,
});

test("a stack that is fine is a line; what is wrong is named with everything that has it; a missing stack is one fact", () => {
  const words = verificationInWords(
    [
      one("central-bus", "event bus", "acme-central"),
      one("tenant-jira", "rule", "acme-jira_a", "is DISABLED; it is declared ENABLED"),
      one("tenant-jira", "dead-letter queue", "acme-jira_a_dlq", "its key alias/hub is Disabled"),
      one("tenant-jira", "dead-letter queue", "acme-jira_b_dlq", "its key alias/hub is Disabled", "has no policy"),
      missing("tenant-new", "connection", "acme-new", "does not exist"),
      missing("tenant-new", "rule", "acme-new_a", "does not exist on bus acme-central"),
    ],
    [{ stack: "source-shop", account: "210000000001" }],
  );
  expect(words).toBe(`central-bus  1 of 1 fine
tenant-jira  0 of 3 fine
  rule acme-jira_a
    is DISABLED; it is declared ENABLED
  dead-letter queue acme-jira_a_dlq
  dead-letter queue acme-jira_b_dlq
    its key alias/hub is Disabled
  dead-letter queue acme-jira_b_dlq
    has no policy
tenant-new   not applied

5 of 6 are wrong.
Not looked at: source-shop (210000000001). The operators' role is in the hub account and reaches no other.`);
});

test("what has several problems that nothing else has is named once", () => {
  const bus = one("central-bus", "event bus", "acme-central", "has no policy", "has a rule nobody declared: handmade");
  expect(verificationInWords([bus], [])).toBe(`central-bus  0 of 1 fine
  event bus acme-central
    has no policy
    has a rule nobody declared: handmade

1 of 1 is wrong.`);
});

test("when all is fine, what was looked at is counted", () => {
  const checked = [one("a", "rule", "x"), one("a", "rule", "y"), one("b", "connection", "z")];
  expect(verificationInWords(checked, [])).toBe(`a  2 of 2 fine
b  1 of 1 fine

All 3 are as declared: 2 rules, 1 connection.`);
});

test("a stack of which nothing may be looked at is not said to be missing", () => {
  const unseen: Checked = { ...one("a", "role", "x", "could not be looked at: no permission"), exists: null };
  expect(verificationInWords([unseen], [])).toBe(`a  0 of 1 fine
  role x
    could not be looked at: no permission

1 of 1 is wrong.`);
});
