import { CreateConnectionCommand } from "@aws-sdk/client-eventbridge";
import { CreateSecretCommand, DescribeSecretCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParameterHistoryCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
import { realTime } from "../../lambda/connection-credentials/faults";
import { handle } from "../../lambda/connection-credentials/handle";
import { REPAIR_RUNS, type ConnectionMeasures } from "../../connection/metrics";
import type { Naming } from "../../connection/names";
import { sdkCloud } from "../../lambda/connection-credentials/sdk-cloud";
import { Emulator, REGION, type Account } from "./emulator";

const NAMING: Naming = {
  specPath: "/acme/test/connections/",
  secretPrefix: "acme/test/tenants/",
  connectionPrefix: "acme-test-",
};
const SPEC = "/acme/test/connections/crm";
const SECRET = "acme/test/tenants/crm";
const CONNECTION = "acme-test-crm";

const spec = {
  name: CONNECTION,
  secretName: SECRET,
  description: "The CRM",
  authorization: { type: "API_KEY", apiKeyName: "Authorization" },
  invocationHttpParameters: { header: { "X-Team": "sales", "X-Routing": { secretKey: "routingKey" } } },
  kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
};

/* One tenant's life in one account of the emulator: the tests follow one another. */
let emulator: Emulator;
let hub: Account;
const measured: ConnectionMeasures[] = [];
const said: string[] = [];

beforeAll(async () => {
  emulator = await Emulator.start();
  hub = await emulator.account("200000000001");
  await putSpec(spec);
  await hub.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  await hub.eventBridge.send(
    new CreateConnectionCommand({
      Name: CONNECTION,
      AuthorizationType: "API_KEY",
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "Authorization", ApiKeyValue: "placeholder" } },
    }),
  );
}, 120_000);
afterAll(() => emulator.stop());

async function putSpec(value: object): Promise<void> {
  const request = { Name: SPEC, Type: "String" as const, Value: JSON.stringify(value), Overwrite: true };
  await hub.ssm.send(new PutParameterCommand(request));
}

async function putSecret(value: object): Promise<string> {
  const request = new PutSecretValueCommand({ SecretId: SECRET, SecretString: JSON.stringify(value) });
  return (await hub.secretsManager.send(request)).VersionId ?? "";
}

function run(event: object) {
  const log = (message: string, fields: object) => said.push(JSON.stringify({ message, ...fields }));
  return handle(
    event,
    NAMING,
    { cloud: sdkCloud(hub, realTime), time: realTime, log: { info: log, warn: log }, deadline: Date.now() + 300_000 },
    { connection: (_, measures) => measured.push(measures), repairRun: () => said.push(REPAIR_RUNS) },
  );
}

const rotation = {
  source: "aws.secretsmanager",
  "detail-type": "Secret Label Updated",
  detail: { name: SECRET, labelUpdated: "AWSCURRENT" },
};
const newSpec = {
  source: "aws.ssm",
  "detail-type": "Parameter Store Change",
  detail: { name: SPEC, operation: "Update" },
};

async function labels(): Promise<Record<string, readonly string[]>> {
  const { VersionIdsToStages } = await hub.secretsManager.send(new DescribeSecretCommand({ SecretId: SECRET }));
  const { Parameters } = await hub.ssm.send(new GetParameterHistoryCommand({ Name: SPEC }));
  const specs = (Parameters ?? []).map(({ Version, Labels }) => [`spec ${Version}`, Labels ?? []] as const);
  return { ...VersionIdsToStages, ...Object.fromEntries(specs) };
}

/** On the wire the emulator shows what AWS would hide. */
async function held(): Promise<string> {
  const response = await fetch(emulator.endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSEvents.DescribeConnection",
      "x-moto-account-id": hub.id,
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/events/aws4_request`,
    },
    body: JSON.stringify({ Name: CONNECTION }),
  });
  return await response.text();
}

let first: string;

test("without a value the connection is left as it is", async () => {
  expect(await run(rotation)).toEqual([expect.objectContaining({ status: "waiting" })]);
  expect(await held()).toContain("placeholder");
});

test("the first value reaches the connection", async () => {
  first = await putSecret({ apiKey: "canary-first-9a0b", routingKey: "canary-route-1c2d" });
  expect(await run(rotation)).toEqual([
    { status: "synced", connection: "crm", secretVersion: first, specVersion: 1, connectionState: "AUTHORIZED" },
  ]);
  expect(await held()).toContain("canary-first-9a0b");
  expect(await held()).toContain(`The CRM [spec 1, secret ${first}]`);
  expect(await labels()).toEqual({ [first]: ["AWSCURRENT", "SYNCED"], "spec 1": ["synced"] });
});

test("a rotation moves the label", async () => {
  const second = await putSecret({ apiKey: "canary-second-3e4f", routingKey: "canary-route-5a6b" });
  expect(await run(rotation)).toEqual([expect.objectContaining({ status: "synced", secretVersion: second })]);
  expect(await held()).not.toContain("canary-first-9a0b");
  expect(await labels()).toMatchObject({ [first]: ["AWSPREVIOUS"], [second]: ["AWSCURRENT", "SYNCED"] });
});

test("a new spec takes away what it no longer has", async () => {
  await putSpec({ ...spec, invocationHttpParameters: undefined });
  expect(await run(newSpec)).toEqual([expect.objectContaining({ status: "synced", specVersion: 2 })]);
  expect(await held()).not.toContain("X-Routing");
  expect(await labels()).toMatchObject({ "spec 1": [], "spec 2": ["synced"] });
});

test("a secret of another shape sends nothing", async () => {
  await putSecret({ username: "canary-user-7c8d", password: "canary-pass-9e0f" });
  expect(await run(rotation)).toEqual([
    expect.objectContaining({
      status: "invalid",
      reason: expect.stringContaining("it holds what BASIC needs") as string,
    }),
  ]);
  expect(await held()).toContain("canary-second-3e4f");
  expect(measured.at(-1)).toEqual({ SyncFailed: 1 });
});

test("the repair run syncs what no event told of, and then finds everything in sync", async () => {
  await putSecret({ apiKey: "canary-third-1a2b" });
  expect(await run({ action: "repair" })).toMatchObject({ synced: ["crm"] });
  expect(await held()).toContain("canary-third-1a2b");
  expect(await run({ action: "repair" })).toMatchObject({ inSync: ["crm"] });
  expect(measured).toContainEqual({ SecretAgeDays: 0 });
});

test("no value was ever logged", () => {
  expect(said.length).toBeGreaterThan(5);
  expect(said.join("\n")).not.toContain("canary");
});
