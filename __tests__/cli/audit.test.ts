/** `./hub audit`, as a pipeline runs it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, project } from "./hub-process";
import { suppression } from "../catalogue/audit-file-cases";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-audit-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | object): string {
  const written = path.join(folder, name);
  writeFileSync(written, typeof content === "string" ? content : JSON.stringify(content));
  return written;
}

/** A plan of one queue, which is encrypted by nobody unless told so. */
function planOf(values: object, unknown: object = {}, expressions: object = {}): object {
  const [address, mode, type, name] = ["aws_sqs_queue.q", "managed", "aws_sqs_queue", "q"];
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ address, mode, type, name, values }] } },
    resource_changes: [{ address, mode, type, name, change: { actions: ["create"], after_unknown: unknown } }],
    configuration: { root_module: { resources: [{ address, mode, type, name, expressions }] } },
  };
}

const open = planOf({ name: "q", sqs_managed_sse_enabled: false });
const later = { kms_master_key_id: { references: ["var.key"] } };

test("an environment in which nothing is found ends with 0", () => {
  const { code, stdout, stderr } = hub("audit", "--env", "prod");
  expect(stdout).toMatch(/^\d+ stacks, \d+ rules: nothing found\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("a plan of others with a finding ends with 3, and says why and what to do in 80 columns", () => {
  const { code, stdout } = hub("audit", "--plan", file("open.json", open));
  expect(code).toBe(3);
  expect(stdout).toContain("medium: Every queue is encrypted. [queue-encrypted]\n");
  expect(stdout).toContain("\n  same as: CKV_AWS_27, SQS.1\n  - open: aws_sqs_queue.q is not encrypted\n");
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test("what is known only after apply is no finding", () => {
  const plan = planOf({ name: "q", sqs_managed_sse_enabled: false }, { kms_master_key_id: true }, later);
  const { code, stdout } = hub("audit", "--plan", file("later.json", plan));
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Not known before apply\n  - later: aws_sqs_queue.q: kms_master_key_id: known only after apply",
  );
});

test("as JSON and as SARIF it says the same, with the file of the plan", () => {
  const plan = file("open.json", open);
  const { findings } = JSON.parse(hub("audit", "--plan", plan, "--json").stdout) as { findings: { rule: string }[] };
  expect(findings).toEqual([
    {
      rule: "queue-encrypted",
      severity: "medium",
      stack: "open",
      resource: "aws_sqs_queue.q",
      says: "is not encrypted",
    },
  ]);
  const { code, stdout } = hub("audit", "--plan", plan, "--sarif");
  expect(code).toBe(3);
  const log = JSON.parse(stdout) as { version: string; runs: { results: unknown[] }[] };
  expect(log.version).toBe("2.1.0");
  expect(log.runs[0]?.results).toMatchObject([
    { ruleId: "queue-encrypted", locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(plan) } } }] },
  ]);
});

test("a suppression takes a finding out until its last day; then it is an error", () => {
  const plan = file("open.json", open);
  const audited = (text: string) => hub("audit", "--plan", plan, "--suppressions", file("accepted.yaml", text));
  const accepted = audited(suppression("queue-encrypted", "9999-12-31"));
  expect(accepted.code).toBe(0);
  expect(accepted.stdout).toContain(
    "Accepted\n  - queue-encrypted: open: aws_sqs_queue.q until 9999-12-31: It is meant for",
  );
  const expired = audited(suppression("queue-encrypted", "2026-01-31"));
  expect(expired.code).toBe(1);
  expect(expired.stderr).toMatch(/accepted\.yaml:4:14: error: .* ended on 2026-01-31; .* \[suppression-expired\]\n$/);
  expect(expired.stdout).toContain("1 finding");
  const unused = audited(suppression("key-rotated", "9999-12-31"));
  expect(unused.code).toBe(3);
  expect(unused.stderr).toMatch(/:2:11: warning: .* \[suppression-of-nothing\]\n$/);
});

test("the environment's own audit.yaml is read, and no stray file to the other commands", () => {
  const environment = path.join(folder, "environment");
  cpSync(path.join(project, "environments", "prod"), environment, { recursive: true });
  writeFileSync(path.join(environment, "audit.yaml"), suppression("key-rotated", "2026-01-31"));
  expect(hub("check", "--env", environment)).toMatchObject({ code: 0, stderr: "" });
  const { code, stderr } = hub("audit", "--env", environment);
  expect(code).toBe(1);
  expect(stderr).toContain("audit.yaml:4:14: error:");
});

test.each([
  ["a missing file", ["--plan", "none.json"], /none\.json: no such file/],
  ["a missing folder", ["--out", "none"], /none: no such folder/],
  ["--plan and --env", ["--plan", "x.json", "--env", "dev"], /cannot be used with/],
  ["--sarif and --json", ["--sarif", "--json"], /cannot be used with/],
])("%s is an error", (_, args, message) => {
  const { code, stdout, stderr } = hub("audit", ...args);
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).toMatch(message);
});
