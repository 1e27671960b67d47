import { outcomeInWords } from "../../cli/text/outcome-text";
import type { Outcome } from "../../connection/outcome";

const SYNCED: Outcome = {
  status: "synced",
  connection: "jira",
  secretVersion: "0123456789abcdef",
  specVersion: 3,
  connectionState: "AUTHORIZED",
};

test.each<[outcome: Outcome, sentences: string[]]>([
  [SYNCED, ["c is AUTHORIZED, with version 01234567 of its secret and version 3 of its spec."]],
  [
    { ...SYNCED, restoredDrift: ["description"] },
    [
      "c is AUTHORIZED, with version 01234567 of its secret and version 3 of its spec.",
      "Put back as declared: description.",
    ],
  ],
  [
    { status: "rejected", connection: "jira", reason: "401.", connectionState: "AUTHORIZED", restored: true },
    ["c could not authorize: 401.", "What worked before is back: the connection is AUTHORIZED with it."],
  ],
  [
    { status: "rejected", connection: "jira", reason: "401", connectionState: "DEAUTHORIZED", restored: false },
    [
      "c could not authorize: 401.",
      "There was nothing good to go back to: it is DEAUTHORIZED, and nothing is delivered.",
    ],
  ],
  [
    { status: "invalid", connection: "jira", reason: "it lacks apiKey" },
    ["Nothing was sent to c, which is as it was: it lacks apiKey."],
  ],
  [
    { status: "waiting", connection: "jira", reason: "no value yet", overdue: false },
    ["c waits for its credentials: no value yet."],
  ],
])("an outcome in words: $status", (outcome, sentences) => {
  expect(outcomeInWords({ name: "c", authorization: { type: "OAUTH_CLIENT_CREDENTIALS" } }, outcome)).toEqual(
    sentences,
  );
});

test("a key or a password that was carried over is known to work only when an event is sent", () => {
  expect(outcomeInWords({ name: "c", authorization: { type: "BASIC" } }, SYNCED).slice(1)).toEqual([
    "EventBridge tries it with the first event: a wrong value shows then, by an alarm.",
  ]);
});
