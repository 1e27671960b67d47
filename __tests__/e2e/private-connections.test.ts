/**
 * The hub's account as AWS would answer, with the real provider: connections through their states, each way of
 * authorizing and one to a private API, and rules that are shown to who may decrypt.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DescribeConnectionCommand } from "@aws-sdk/client-eventbridge";
import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import { StubEventBridge } from "../stub-eventbridge/stub";
import { Deployment } from "./deployment";
import { Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { prepareAccounts } from "./landing-zone";
import { PROJECT, synthesize, temporaryFolder } from "./synthesize";
import { Terraform, type ProgramEnvironment } from "./terraform";

jest.setTimeout(600_000);

const HUB = "200000000001";
const RESOURCE_CONFIGURATION = `arn:aws:vpc-lattice:eu-central-1:${HUB}:resourceconfiguration/rcfg-0123456789abcdef0`;
const temporary = temporaryFolder();

let emulator: Emulator;
let stub: StubEventBridge;
let account: Account;
let env: ProgramEnvironment;
const environment = path.join(temporary, "dev");
let deployment: Deployment;

beforeAll(async () => {
  emulator = await Emulator.start();
  stub = await StubEventBridge.start(emulator);
  stub.outside.tokenEndpoint = ({ clientSecret }) => (clientSecret === CREDENTIAL_PLACEHOLDER ? "refusal" : "token");
  const seen = emulator.seenThrough(stub.endpoint);
  account = await seen.account(HUB);
  env = seen.environment;
});
afterAll(async () => {
  await stub.stop();
  await emulator.stop();
});

async function shown(Name: string) {
  return account.eventBridge.send(new DescribeConnectionCommand({ Name }));
}

describe("an environment with every way of authorizing, and one private API", () => {
  const TENANTS = ["datadog", "jira", "partner", "salesforce"];

  beforeAll(async () => {
    cpSync(path.join(PROJECT, "environments/dev"), environment, { recursive: true });
    const tenants = path.join(environment, "tenants");
    for (const file of readdirSync(tenants)) {
      if (!TENANTS.includes(path.parse(file).name)) rmSync(path.join(tenants, file));
    }
    writeFileSync(path.join(tenants, "partner.yaml"), PARTNER);
    const emitted = await synthesize(environment, path.join(temporary, "out"));
    await prepareAccounts(emulator, emitted);
    deployment = new Deployment({ ...emitted, stacks: emitted.stacks.filter((stack) => stack.account === HUB) }, env);
    await deployment.applyAll();
  });

  async function states() {
    const all = await Promise.all(TENANTS.map((tenant) => shown(`acme-dev-${tenant}`)));
    return Object.fromEntries(TENANTS.map((tenant, index) => [tenant, all[index]?.ConnectionState]));
  }

  test("is applied: with placeholders, a token endpoint refuses, and the others are authorized unseen", async () => {
    expect(await states()).toEqual({
      datadog: "AUTHORIZED",
      jira: "AUTHORIZED",
      partner: "AUTHORIZED",
      salesforce: "DEAUTHORIZED",
    });
    expect((await shown("acme-dev-partner")).InvocationConnectivityParameters).toBeUndefined();
  });

  test("has empty second plans", async () => {
    expect(await deployment.changedStacks()).toEqual([]);
  });

  test("comes to AWS's last states when credentials are put; the private one is private then, and ACTIVE", async () => {
    const secrets: Readonly<Record<string, object>> = {
      datadog: { apiKey: "canary-key" },
      jira: { username: "canary-user", password: "canary-password" },
      partner: { apiKey: "canary-partner-key" },
      salesforce: { clientId: "canary-client", clientSecret: "canary-secret" },
    };
    for (const [tenant, secret] of Object.entries(secrets)) {
      const put = await runHub(["credentials", "put", tenant, "--env", environment], env, JSON.stringify(secret));
      expect({ tenant, exitCode: put.exitCode }).toEqual({ tenant, exitCode: 0 });
      expect(put.stdout).toContain(`acme-dev-${tenant} is ${tenant === "partner" ? "ACTIVE" : "AUTHORIZED"}, `);
    }
    expect(await states()).toEqual({
      datadog: "AUTHORIZED",
      jira: "AUTHORIZED",
      partner: "ACTIVE",
      salesforce: "AUTHORIZED",
    });
    const { InvocationConnectivityParameters: way } = await shown("acme-dev-partner");
    expect(way?.ResourceParameters?.ResourceConfigurationArn).toBe(RESOURCE_CONFIGURATION);
  });

  test("has empty plans after that, too", async () => {
    expect(await deployment.changedStacks()).toEqual([]);
  });
});

describe("for who may not decrypt with the key of the hub's bus", () => {
  beforeAll(() => {
    stub.mayCall = (_, { action }) => action !== "kms:Decrypt";
  });
  afterAll(() => {
    stub.mayCall = () => true;
  });

  test("no plan is made: AWS shows no rule of the bus", async () => {
    const plan = (await deployment.terraform("tenant-jira")).plan();
    await expect(plan).rejects.toThrow(
      /NotAuthorizedException: Cannot perform Kms:Decrypt on KMS key configured on event/,
    );
  });

  test("hub verify says which rules it cannot read, and why", async () => {
    const { exitCode, output } = await runHub(["verify", "--env", environment], env);
    expect(exitCode).toBe(1);
    expect(output).toContain("cannot be read: your role may not kms:Decrypt with key alias/acme-dev-hub of its bus");
    expect(output).not.toMatch(/^ +at /m);
  });
});

describe("a connection that Terraform creates private", () => {
  /** Terraform by hand, as a stack was emitted before the sync added the way to a private API. */
  async function privateFromTheStart(name: string): Promise<Terraform> {
    const folder = path.join(temporary, name);
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
        provider: { aws: { region: "eu-central-1", skip_requesting_account_id: true } },
        resource: {
          aws_cloudwatch_event_connection: {
            private: {
              name,
              authorization_type: "API_KEY",
              auth_parameters: { api_key: { key: "X-Key", value: CREDENTIAL_PLACEHOLDER } },
              invocation_connectivity_parameters: {
                resource_parameters: { resource_configuration_arn: RESOURCE_CONFIGURATION },
              },
            },
          },
        },
      }),
    );
    const terraform = new Terraform(folder, env);
    await terraform.init();
    return terraform;
  }

  test.each([
    ["ACTIVE", "api"],
    ["FAILED_CONNECTIVITY", "nothing"],
  ] as const)("ends %s, which the provider takes for a failure: it is tainted and made anew", async (state, found) => {
    stub.outside.privateEndpoint = () => found;
    const terraform = await privateFromTheStart(`private-${found}`);
    const { exitCode, output } = await terraform.tryApply();
    expect(exitCode).toBe(1);
    expect(output).toContain(`unexpected state '${state}', wanted target 'AUTHORIZED, DEAUTHORIZED'`);
    expect(await terraform.plan()).toBe(true);
    expect(await terraform.plannedChanges()).toEqual([
      { address: "aws_cloudwatch_event_connection.private", actions: ["delete", "create"] },
    ]);
  });
});

/** A tenant with an API that only a VPC reaches. */
const PARTNER = `owner: Logistics
contact: logistics-integration@acme.example
runbook: https://wiki.acme.example/runbooks/event-hub/partner
description: Shipments, at an API within the network
connection:
  authorization:
    type: API_KEY
    apiKeyName: X-Key
  privateConnectivity:
    resourceConfigurationArn: ${RESOURCE_CONFIGURATION}
destinations:
  shipments:
    invocationEndpoint: https://shipments.partner.example/v1/shipments
    httpMethod: POST
    invocationRateLimitPerSecond: 5
    events:
      payment-disputed:
        eventPattern:
          source: [com.acme.billing]
          detail-type: [Payment Disputed]
        input:
          type: event
`;
