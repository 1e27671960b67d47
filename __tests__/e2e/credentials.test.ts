import { DescribeConnectionCommand } from "@aws-sdk/client-eventbridge";
import { DeleteSecretCommand, GetSecretValueCommand, RestoreSecretCommand } from "@aws-sdk/client-secrets-manager";
import { Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { prepareTenant } from "./tenant-on-emulator";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(120_000);

const HUB = "200000000001";
const JIRA = { username: "canary-user-1f0c", password: "canary-password-77aa" };
const SALESFORCE = { clientId: "canary-client-3b1d", clientSecret: "canary-client-secret-9e2f" };
const CANARY = /canary-/;

let emulator: Emulator;
let account: Account;
let env: ProgramEnvironment;

beforeAll(async () => {
  emulator = await Emulator.start();
  account = await emulator.account(HUB);
  env = emulator.environment;
  await prepareTenant(account, "jira");
  await prepareTenant(account, "salesforce");
});
afterAll(() => emulator.stop());

function hub(args: readonly string[], input = "", more: ProgramEnvironment = {}) {
  return runHub(["credentials", ...args], { ...env, ...more }, input);
}

async function secretOf(tenant: string): Promise<string | undefined> {
  const request = new GetSecretValueCommand({ SecretId: `acme/dev/tenants/${tenant}` });
  return (await account.secretsManager.send(request)).SecretString;
}

describe("before credentials are put", () => {
  test("status says so, and of a tenant that is not applied what to apply", async () => {
    const { exitCode, stdout, stderr } = await hub(["status"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /^CONNECTION +TENANT IS +STATE +SECRET +PUT +SYNCED\n[^]*\njira +live +AUTHORIZED +- +- +-\n +no credentials yet, and the tenant is live: it misses every event: \.\/hub credentials put jira\n/,
    );
    expect(stdout).toMatch(/\nslack +live +not there +.*\n +not applied, or not wholly: apply stack tenant-slack\n$/);
  });

  test("sync has nothing to carry over, and exits with 1", async () => {
    const { exitCode, stdout } = await hub(["sync", "jira"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^acme-dev-jira waits for its credentials: /);
  });

  test.each([
    ["a tenant that there is not", ["put", "jria"], JIRA, "no tenant is called jria; write jira"],
    ["one that is not applied", ["put", "datadog"], { apiKey: "canary-key" }, "apply stack tenant-datadog first"],
    ["a key too few", ["put", "jira"], { username: JIRA.username }, "lacks password"],
    ["a misspelt key", ["put", "jira"], { ...JIRA, Password: "canary-x" }, "unknown key Password; write password"],
    ["credentials of another type", ["put", "jira"], SALESFORCE, "unknown key clientId; write only username, password"],
    ["a line break behind a value", ["put", "jira"], { ...JIRA, password: "canary-x\n" }, "ends in a line break"],
    ["nothing", ["put", "jira"], undefined, "give a JSON object with the keys username, password"],
  ])("put refuses %s in a sentence, and repeats no value", async (_, args, secret, sentence) => {
    const { exitCode, stdout, stderr } = await hub(args, secret === undefined ? "" : JSON.stringify(secret));
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(CANARY);
    await expect(secretOf("jira")).rejects.toThrow(/can't find/);
  });
});

describe("credentials that are put", () => {
  test("are in the secret and in the connection, and the connection is authorized", async () => {
    const { exitCode, stdout, stderr } = await hub(["put", "jira"], JSON.stringify(JIRA));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^Put version [\da-f]{8} of secret acme\/dev\/tenants\/jira\.\nacme-dev-jira is AUTHORIZED, with version [\da-f]{8} of its secret and version 1 of its spec\.\nEventBridge tries it with the first event\b/,
    );
    expect(stdout).toMatch(/\nIt was live without credentials since 2\S+Z\.[^]*\n {2}aws events start-replay /);
    expect(stderr).toMatch(/the sync runs in this process/);
    expect(stdout + stderr).not.toMatch(CANARY);
    expect(JSON.parse((await secretOf("jira")) ?? "")).toEqual(JIRA);
    const live = await account.eventBridge.send(new DescribeConnectionCommand({ Name: "acme-dev-jira" }));
    expect(live.AuthParameters?.BasicAuthParameters?.Username).toBe(JIRA.username);
  });

  test("are told of as JSON for scripts", async () => {
    const { exitCode, stdout } = await hub(["put", "salesforce", "--json"], JSON.stringify(SALESFORCE));
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "dev",
      name: "acme-dev-salesforce",
      secret: "acme/dev/tenants/salesforce",
      outcome: { status: "synced", connection: "salesforce", connectionState: "AUTHORIZED", specVersion: 1 },
    });
    expect(stdout).not.toMatch(CANARY);
  });

  test("show in the status with version and age, in sync", async () => {
    const { stdout } = await hub(["status", "jira"]);
    expect(stdout).toMatch(/\njira +live +AUTHORIZED +[\da-f]{8} +today +yes\n$/);
    const { connections } = JSON.parse((await hub(["status", "jira", "--json"])).stdout) as { connections: unknown[] };
    expect(connections).toMatchObject([
      {
        connection: "jira",
        state: "AUTHORIZED",
        usable: true,
        secret: { kind: "present", ageDays: 0, synced: true, rejected: false },
        spec: { version: 1, synced: true, rejected: false },
        sync: "synced",
      },
    ]);
  });

  test("can be synced again at any time", async () => {
    expect(await hub(["sync", "jira"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^acme-dev-jira is AUTHORIZED/) as string,
    });
  });

  test("come with no replay when there were others before", async () => {
    const { stdout } = await hub(["put", "jira"], JSON.stringify(JIRA));
    expect(stdout).toMatch(/ is AUTHORIZED, /);
    expect(stdout).not.toContain("start-replay");
  });

  test("with a password of one character come with a warning", async () => {
    const { exitCode, stderr } = await hub(["put", "jira"], JSON.stringify({ ...JIRA, password: "x" }));
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: the password is a single character/);
    expect(stderr).toContain("API_KEY");
  });

  test("a secret that is being deleted is not put to, and how to keep it is said", async () => {
    const SecretId = "acme/dev/tenants/salesforce";
    await account.secretsManager.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    const { exitCode, stderr } = await hub(["put", "salesforce"], JSON.stringify(SALESFORCE));
    await account.secretsManager.send(new RestoreSecretCommand({ SecretId }));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: secret ${SecretId} is scheduled for deletion; to keep it: ` +
        `aws secretsmanager restore-secret --secret-id ${SecretId}\n`,
    );
  });
});
