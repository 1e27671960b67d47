/** Contract tests, and what is wrong with them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadEnvironment, type Finding } from "../../catalogue";
import { findingsOfTests, readContractTests, type ContractTests } from "../../catalogue/contract-tests";

const dev = path.join(__dirname, "..", "..", "environments", "dev");

/** Reads files of `tests/`, by their paths in it, beside what dev has; `events/payment-failed.json` is one of its events. */
export function readTests(files: Readonly<Record<string, string>>): ContractTests {
  const folder = mkdtempSync(path.join(tmpdir(), "contract-tests-"));
  try {
    const copy = path.join(folder, "environments", "dev");
    cpSync(dev, copy, { recursive: true, filter: (file) => path.relative(dev, file).split(path.sep)[0] !== "tests" });
    writeFileSync(path.join(copy, "events", "payment-failed.json"), "{}");
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(copy, "tests", name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { environment } = loadEnvironment(copy);
    if (environment === undefined) throw new Error("The copy of dev has errors");
    return readContractTests(copy, environment);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A test of one step. */
export function oneStep(action: string, expect: string): string {
  return `title: a test\nsteps:\n  - do: ${action}\n    expect: ${expect}\n`;
}

const EVENT = "{ type: event, file: events/payment-failed.json }";

/** A test that breaks each rule, as its file and what is found of it. */
export const brokenTests: readonly (readonly [what: string, file: string, text: string, finding: RegExp])[] = [
  [
    "a tenant that there is not",
    "slak/payment-failed.yaml",
    oneStep(EVENT, "{ refused: true }"),
    /tests\/slak: error: no tenant is called "slak"; name the folder slack, or remove it \[test-of-no-tenant\]$/,
  ],
  [
    "a delivery that there is not",
    "slack/payment-failed.yaml",
    oneStep(EVENT, "{ requests: [{ delivery: messages/payment-failled, method: POST, url: x }] }"),
    /yaml:4:38: error: steps\[0\]\.expect\.requests\[0\]\.delivery: tenant slack has no delivery "messages\/payment-failled"; write messages\/payment-failed \[test-of-no-delivery\]$/,
  ],
  [
    "a destination that there is not",
    "slack/payment-failed.yaml",
    oneStep("{ type: productAnswers, destination: message, status: 429 }", "{}"),
    /yaml:3:46: error: steps\[0\]\.do\.destination: tenant slack has no destination "message"; write messages \[test-of-no-destination\]$/,
  ],
  [
    "an account that there is not",
    "slack/payment-failed.yaml",
    oneStep("{ type: event, file: events/payment-failed.json, account: biling }", "{ refused: true }"),
    /yaml:3:67: error: steps\[0\]\.do\.account: no source account is called "biling"; write billing, or 12 digits in quotes \[test-from-no-account\]$/,
  ],
  [
    "an event that there is not",
    "slack/payment-failed.yaml",
    oneStep("{ type: event, file: events/payment-faild.json }", "{ refused: true }"),
    /yaml:3:30: error: steps\[0\]\.do\.file: there is no file "events\/payment-faild\.json" in the environment; write events\/payment-failed\.json \[test-of-no-event\]$/,
  ],
  [
    "requests of an event that is refused",
    "slack/payment-failed.yaml",
    oneStep(EVENT, "{ refused: true, requests: [{ method: POST, url: x }] }"),
    /yaml:4:30: error: steps\[0\]\.expect\.requests: nothing comes of an event that is refused; leave refused out, or the rest \[test-of-refused-event\]$/,
  ],
  [
    "a misspelt key",
    "slack/payment-failed.yaml",
    oneStep(EVENT, "{ request: [] }"),
    /yaml:4:15: error: steps\[0\]\.expect: unknown key "request"; write "requests" \[unknown-key\]$/,
  ],
  [
    "a file and an event",
    "slack/payment-failed.yaml",
    oneStep("{ type: event, file: events/payment-failed.json, event: {} }", "{ refused: true }"),
    /yaml:3:9: error: steps\[0\]\.do: found a mapping; write either file or event, such as file: events\/order-placed\.json \[wrong-value\]$/,
  ],
  [
    "an action that only demos have",
    "slack/payment-failed.yaml",
    oneStep("{ type: addFiles, folder: more }", "{}"),
    /yaml:3:17: error: steps\[0\]\.do\.type: found "addFiles"; write event, productAnswers or wait \[unknown-choice\]$/,
  ],
  [
    "an event that is not as its schema says",
    "slack/payment-failed.yaml",
    oneStep(
      "{ type: event, event: { source: com.acme.billing, detail-type: Payment Failed, detail: { attempt: first } } }",
      "{ refused: true }",
    ),
    /yaml:3:107: warning: steps\[0\]\.do\.event\.detail\.attempt: found "first", and the schema says a number; mend the event, or schemas\/com\.acme\.billing\/Payment Failed\.json \[event-not-of-schema\]$/,
  ],
  [
    "a file that is no test",
    "slack/notes.txt",
    "To do",
    /notes\.txt:1:1: warning: "notes\.txt" in tests\/slack\/ is not read; write <id>\.yaml there, or nothing \[file-not-read\]$/,
  ],
  [
    "a test outside the folder of its tenant",
    "payment-failed.yaml",
    oneStep(EVENT, "{ refused: true }"),
    /tests\/payment-failed\.yaml:1:1: warning: "payment-failed\.yaml" in tests\/ is not read; move it to tests\/<tenant>\/ \[file-not-read\]$/,
  ],
];

/** Every finding of these. */
export const contractTestFindings: readonly Finding[] = brokenTests.flatMap(([, file, text]) =>
  findingsOfTests(readTests({ [file]: text })),
);
