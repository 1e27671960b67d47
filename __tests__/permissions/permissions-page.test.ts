/** docs/permissions.md and `hub permissions`: the table for people, and for IAM. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { policyDocument, type Statement } from "../../aws/policy-document";
import { MANAGED_POLICY_CHARACTERS } from "../../permissions";
import { split } from "../../permissions/documents";
import { PERMISSIONS_PAGE, permissionsPage } from "../../permissions/permissions-page";
import { TYPE_PERMISSIONS } from "../../permissions/resource-types";
import { statementsOf } from "../emitted-policy";
import { hub } from "../cli/hub-process";

const project = path.join(__dirname, "../..");
const page = readFileSync(path.join(project, PERMISSIONS_PAGE), "utf8");

test("the page is what the table says: npm run generate writes it", () => {
  expect(page).toBe(permissionsPage());
});

test("every policy on the page is JSON that IAM takes, and has no Sid twice", () => {
  const documents = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = ""]) => text);
  expect(documents).toHaveLength(7);
  for (const document of documents) {
    const sids = statementsOf(document).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  }
});

test("every type of resource is on the page", () => {
  for (const type of Object.keys(TYPE_PERMISSIONS)) expect(page).toContain(`\`${type}\``);
});

test("statements that are too long for one managed policy become several, none lost", () => {
  const statements = Array.from({ length: 40 }, (_, index): Statement => ({
    Sid: `Number${index}`,
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${"x".repeat(400)}`,
  }));
  const documents = split(statements);
  expect(documents.length).toBeGreaterThan(1);
  expect(documents.flatMap(({ Statement }) => Statement)).toEqual(statements);
  for (const document of documents)
    expect(JSON.stringify(document).length).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
  expect(JSON.stringify(policyDocument(statements)).length).toBeGreaterThan(MANAGED_POLICY_CHARACTERS);
});

describe("hub permissions", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "permissions-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("writes a file for each policy of each role, in every account", () => {
    const { code, stdout } = hub("permissions", "--env", "dev", "--out", folder);
    expect(code).toBe(0);
    const files = readdirSync(folder).sort();
    expect(files).toEqual([
      "deployment-stacks-200000000001-1.json",
      "deployment-stacks-200000000001-2.json",
      "deployment-stacks-210000000001.json",
      "deployment-stacks-210000000002.json",
      "deployment-state-200000000009.json",
      "operators-commands-200000000001.json",
      "plan-stacks-200000000001.json",
      "plan-stacks-210000000001.json",
      "plan-stacks-210000000002.json",
      "plan-state-200000000009.json",
    ]);
    for (const file of files) {
      expect(stdout).toContain(file);
      const text = readFileSync(path.join(folder, file), "utf8");
      expect(statementsOf(text).length).toBeGreaterThan(0);
      expect(JSON.stringify(JSON.parse(text)).length).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
    }
  });

  test.each(["/proc/policies", path.join(project, "package.json")])("says why %s takes no policies", (place) => {
    const { code, stderr } = hub("permissions", "--env", "dev", "--out", place);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: \/[^\n]+ cannot be written: [^\n]+\n$/);
  });

  test("prints them all with --json", () => {
    const { code, stdout } = hub("permissions", "--env", "dev", "--json");
    expect(code).toBe(0);
    const { roles } = JSON.parse(stdout) as { roles: { role: string; documents: object[] }[] };
    expect(new Set(roles.map(({ role }) => role))).toEqual(new Set(["plan", "deployment", "operators"]));
    for (const { documents } of roles) expect(documents.length).toBeGreaterThan(0);
  });
});
