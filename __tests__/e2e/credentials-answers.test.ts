import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsFront, type AwsAnswer } from "./aws-front";
import { Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { prepareTenant } from "./tenant-on-emulator";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(120_000);

const HUB = "200000000001";
const JIRA = { username: "canary-user-1f0c", password: "canary-password-77aa" };

let emulator: Emulator;
let account: Account;
let env: ProgramEnvironment;

beforeAll(async () => {
  emulator = await Emulator.start();
  account = await emulator.account(HUB);
  env = emulator.environment;
  await prepareTenant(account, "jira");
});
afterAll(() => emulator.stop());

function hub(args: readonly string[], input = "", more: ProgramEnvironment = {}) {
  return runHub(["credentials", ...args], { ...env, ...more }, input);
}

async function secretOf(tenant: string): Promise<string | undefined> {
  const request = new GetSecretValueCommand({ SecretId: `acme/dev/tenants/${tenant}` });
  return (await account.secretsManager.send(request)).SecretString;
}

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
      /\nacme-dev-jira is ACTIVE, with version 01234567 of its secret and version 7 of its spec\.\n/,
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
    const without = Object.fromEntries(Object.entries(env).filter(([name]) => !name.endsWith("_KEY_ID")));
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
