import { CreateConnectionCommand, DescribeConnectionCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  RestoreSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { loadEnvironment } from "../../catalogue";
import { declaredConnections } from "../../cli/declared-connections";
import { AwsFront, type AwsAnswer } from "./aws-front";
import { Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { PROJECT } from "./synthesize";
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
  await prepare("jira");
  await prepare("salesforce");
});
afterAll(() => emulator.stop());

/** What Terraform makes of a tenant that commands about its credentials touch. */
async function prepare(id: string): Promise<void> {
  const { environment } = loadEnvironment(`${PROJECT}/environments/dev`);
  const declared = environment && declaredConnections(environment).find((connection) => connection.id === id);
  if (declared === undefined) throw new Error(`dev has no tenant ${id}`);
  const { spec, parameterName } = declared;
  await account.secretsManager.send(new CreateSecretCommand({ Name: spec.secretName }));
  await account.ssm.send(new PutParameterCommand({ Name: parameterName, Type: "String", Value: JSON.stringify(spec) }));
  await account.eventBridge.send(
    new CreateConnectionCommand({
      Name: spec.name,
      AuthorizationType: "BASIC",
      AuthParameters: { BasicAuthParameters: { Username: "placeholder", Password: "placeholder" } },
    }),
  );
}

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
      /^CONNECTION +STATE +SECRET +PUT +SYNCED\n[^]*\njira +AUTHORIZED +- +- +-\n +no credentials yet: \.\/hub credentials put jira\n/,
    );
    expect(stdout).toMatch(/\nslack +not there +.*\n +not applied, or not wholly: apply stack tenant-slack\n$/);
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
      /^Put version [\da-f]{8} of secret acme\/dev\/tenants\/jira\.\nacme-dev-jira is AUTHORIZED, with version [\da-f]{8} of its secret and version 1 of its spec\.\n/,
    );
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
    expect(stdout).toMatch(/\njira +AUTHORIZED +[\da-f]{8} +today +yes\n$/);
    const { connections } = JSON.parse((await hub(["status", "jira", "--json"])).stdout) as { connections: unknown[] };
    expect(connections).toMatchObject([
      {
        connection: "jira",
        state: "AUTHORIZED",
        usable: true,
        secret: { kind: "present", ageDays: 0, sync: "synced" },
        spec: { version: 1, sync: "synced" },
      },
    ]);
  });

  test("can be synced again at any time", async () => {
    expect(await hub(["sync", "jira"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^acme-dev-jira is AUTHORIZED/) as string,
    });
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

describe("where there is a function to invoke, it does the sync", () => {
  let lambda: AwsFront;
  beforeAll(async () => {
    lambda = await AwsFront.start(emulator.endpoint);
  });
  afterAll(() => lambda.stop());

  /** `put` of new credentials while the function answers so. */
  function putWith(outcome: object) {
    lambda.answer = () => Promise.resolve({ body: JSON.stringify({ connection: "jira", ...outcome }) });
    return hub(["put", "jira"], JSON.stringify(JIRA), { AWS_ENDPOINT_URL_LAMBDA: lambda.url });
  }

  test("and its success is told", async () => {
    const { exitCode, stdout, stderr } = await putWith({
      status: "synced",
      secretVersion: "0123456789",
      specVersion: 7,
      connectionState: "ACTIVE",
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /\nacme-dev-jira is ACTIVE, with version 01234567 of its secret and version 7 of its spec\.\n$/,
    );
    expect(lambda.calls).toEqual([
      {
        operation: "/2015-03-31/functions/acme-dev-connection-credentials/invocations",
        body: '{"action":"sync","connection":"jira"}',
      },
    ]);
  });

  test("and AWS's refusal is told, and what is in force now, with exit code 1", async () => {
    const { exitCode, stdout } = await putWith({
      status: "rejected",
      reason: "Authorization failed with 401.",
      connectionState: "AUTHORIZED",
      restored: true,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /\nacme-dev-jira could not authorize: Authorization failed with 401\.\nWhat worked before is back: the connection is AUTHORIZED with it\.\n$/,
    );
  });

  test("and when it is not there, what to apply is said; the credentials stay put", async () => {
    lambda.answer = () => Promise.resolve(jsonError("ResourceNotFoundException", "Function not found", 404));
    const { exitCode, stderr } = await hub(["sync", "jira"], "", { AWS_ENDPOINT_URL_LAMBDA: lambda.url });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "error: function acme-dev-connection-credentials does not exist: apply stack connection-credentials first\n",
    );
    expect(JSON.parse((await secretOf("jira")) ?? "")).toEqual(JIRA);
  });
});

describe("where AWS cannot be asked, a sentence says why and what to do", () => {
  let front: AwsFront;
  beforeAll(async () => {
    front = await AwsFront.start(emulator.endpoint);
  });
  afterAll(() => front.stop());

  test("no credentials", async () => {
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...without } = env;
    const nowhere = { HOME: "/nonexistent", AWS_EC2_METADATA_DISABLED: "true" };
    const { exitCode, output } = await runHub(["credentials", "status"], { ...without, ...nowhere });
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^error: no AWS credentials were found: choose a profile with AWS_PROFILE, or run aws sso login/,
    );
  });

  test("nobody answers", async () => {
    const { exitCode, output } = await hub(["status"], "", { AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^error: AWS does not answer at 127\.0\.0\.1:9 \(ECONNREFUSED\): look at the network/);
  });

  test("the operators' role may not be assumed", async () => {
    front.answer = ({ body }) =>
      body.includes("Action=AssumeRole")
        ? Promise.resolve(stsError("AccessDenied", "User is not authorized"))
        : undefined;
    const { exitCode, output } = await hub(["status"], "", { AWS_ENDPOINT_URL_STS: front.url });
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^error: your AWS identity may not assume arn:aws:iam::200000000001:role\/acme-dev-operators: apply stack connection-credentials/,
    );
    expect(front.calls.at(-1)?.body).toContain("RoleSessionName=hub-credentials-status");
  });

  test("credentials have expired", async () => {
    front.answer = () =>
      Promise.resolve(stsError("ExpiredToken", "The security token included in the request is expired"));
    const { output } = await hub(["status"], "", { AWS_ENDPOINT_URL_STS: front.url });
    expect(output).toMatch(/^error: AWS refuses the credentials \(ExpiredToken\): log in again/);
  });

  test("the role may not do something", async () => {
    front.answer = () =>
      Promise.resolve(jsonError("AccessDeniedException", "not authorized to perform: events:Describe"));
    const { exitCode, output } = await hub(["status"], "", { AWS_ENDPOINT_URL_EVENTBRIDGE: front.url });
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^error: arn:.*acme-dev-operators may not do that; .* \(not authorized to perform: events:Describe\)\n$/,
    );
  });

  test("AWS does not take the value, whatever it repeats of it", async () => {
    front.answer = ({ operation }) =>
      operation === "PutSecretValue"
        ? Promise.resolve(jsonError("ValidationException", `Value '${JIRA.password}' failed to satisfy constraint`))
        : undefined;
    const { exitCode, output } = await hub(["put", "jira"], JSON.stringify(JIRA), {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: front.url,
    });
    expect(exitCode).toBe(1);
    expect(output).toBe("error: AWS did not take the value of secret acme/dev/tenants/jira (ValidationException)\n");
  });
});

function jsonError(type: string, message: string, status = 400): AwsAnswer {
  return { status, headers: { "x-amzn-ErrorType": type }, body: JSON.stringify({ __type: type, message }) };
}

function stsError(code: string, message: string): AwsAnswer {
  return {
    status: 403,
    headers: { "Content-Type": "text/xml" },
    body:
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
      `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
  };
}
