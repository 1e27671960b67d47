/**
 * No credential ever reaches Terraform: distinctive ones go in by `./hub credentials put`, reach the connections by the
 * emitted function, change, and are then looked for in everything that is left lying around.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DescribeConnectionCommand, type DescribeConnectionResponse } from "@aws-sdk/client-eventbridge";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { functionBundle } from "../../constructs/function-bundle";
import { filesBelow, sightings, type Searched } from "./canaries";
import { Deployment } from "./deployment";
import { Emulator, REGION, type Account } from "./emulator";
import { FunctionService } from "./function-service";
import { prepareAccounts, stateOf } from "./landing-zone";
import { objectKeys, objectText } from "./state";
import { PROJECT, stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { Wire } from "./wire";
import { changesIn, runWithInput, type Ending, type ProgramEnvironment } from "./terraform";

jest.setTimeout(600_000);

const HUB = "200000000001";
const FUNCTION = "canary-test-connection-credentials";
const TENANTS = ["basic", "key", "oauth"] as const;

/** What a tenant's secret holds; every value names itself and has characters that JSON, URLs and shells write otherwise. */
function credentials(generation: string) {
  const canary = (name: string) => `canary ${generation} ${name} /+&=<'"\\%~`;
  return {
    basic: { username: canary("username"), password: canary("password") },
    key: { apiKey: canary("apiKey") },
    oauth: {
      clientId: canary("clientId"),
      clientSecret: canary("clientSecret"),
      tokenHeader: canary("tokenHeader"),
      tokenQuery: canary("tokenQuery"),
      tokenBody: canary("tokenBody"),
      invocationHeader: canary("invocationHeader"),
      invocationQuery: canary("invocationQuery"),
      invocationBody: canary("invocationBody"),
    },
  };
}
const FIRST = credentials("first");
const SECOND = credentials("second");
const REFUSED = credentials("refused");

/**
 * AWS shows these two to everybody who may describe the connection, and Terraform keeps what it reads
 * (API_ConnectionOAuthClientResponseParameters, API_ConnectionBasicAuthResponseParameters): they are looked for apart.
 */
const SHOWN_BY_AWS = new Set(["username", "clientId"]);

function named(shown: boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ FIRST, SECOND, REFUSED }).flatMap(([generation, tenants]) =>
      Object.entries(tenants).flatMap(([tenant, secret]) =>
        Object.entries(secret)
          .filter(([key]) => SHOWN_BY_AWS.has(key) === shown)
          .map(([key, value]) => [`${generation} ${tenant} ${key}`, value]),
      ),
    ),
  );
}
const SECRETS = named(false);
const IDENTIFIERS = named(true);

const temporary = temporaryFolder();
const environment = path.join(temporary, "canary");
/** What commands and Terraform said, to be searched at the end. */
const said: Searched[] = [];

let emulator: Emulator;
let wire: Wire;
let surroundings: ProgramEnvironment;
let hub: Account;
let service: FunctionService;
let operator: ProgramEnvironment;
let emitted: Emitted;
let deployment: Deployment;
let emissions = 0;

/** Emits the environment as its files are now, into a folder of its own. */
async function emit(): Promise<void> {
  emitted = await synthesize(environment, path.join(temporary, `out-${++emissions}`));
  deployment = new Deployment(emitted, surroundings);
}

async function command(input: unknown, ...args: string[]): Promise<Ending> {
  const text = typeof input === "string" ? input : JSON.stringify(input);
  const all = ["hub", ...args, "--env", environment];
  const ending = await runWithInput("node", all, { cwd: PROJECT, env: operator }, text);
  said.push({ place: `output of ./hub ${args.join(" ")}`, content: ending.output });
  return ending;
}

async function connection(tenant: string): Promise<DescribeConnectionResponse> {
  return hub.eventBridge.send(new DescribeConnectionCommand({ Name: `canary-test-${tenant}` }));
}

/** What the connection holds: what it was last sent, unless somebody made it anew since, as Terraform could. */
async function held(tenant: string): Promise<string> {
  return `${wire.lastUpdate(`canary-test-${tenant}`)} ${JSON.stringify((await connection(tenant)).AuthParameters)}`;
}

function valuesOf(secret: Readonly<Record<string, string>>): string[] {
  return Object.values(secret).map((value) => JSON.stringify(value).slice(1, -1));
}

function edit(tenant: string, from: string, to: string): void {
  const file = path.join(environment, "tenants", `${tenant}.yaml`);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** EventBridge's part: the native event of a changed secret or spec, to the function. */
async function event(source: "aws.secretsmanager" | "aws.ssm", tenant: string): Promise<unknown> {
  return service.invoke(
    FUNCTION,
    source === "aws.ssm"
      ? {
          source,
          "detail-type": "Parameter Store Change",
          detail: { name: `/canary/test/connections/${tenant}`, operation: "Update" },
        }
      : {
          source,
          "detail-type": "Secret Label Updated",
          detail: { name: `canary/test/tenants/${tenant}`, labelUpdated: "AWSCURRENT" },
        },
  );
}

/** Plans a stack into a file, notes what is said of the plan, applies it, and notes what is said of the state. */
async function deploy(stack: string): Promise<string[]> {
  const terraform = await deployment.terraform(stack);
  await terraform.plan();
  const plan = await terraform.show("plan");
  said.push({ place: `terraform show -json plan of ${stack}`, content: JSON.stringify(plan) });
  await terraform.applyPlan();
  said.push({ place: `terraform show -json of ${stack}`, content: JSON.stringify(await terraform.show("state")) });
  return changesIn(plan).map(({ address, actions }) => `${actions.join()} ${address}`);
}

beforeAll(async () => {
  cpSync(path.join(__dirname, "canary-environment"), environment, { recursive: true });
  emulator = await Emulator.start();
  wire = await Wire.start(emulator.endpoint);
  surroundings = { ...emulator.environment, AWS_ENDPOINT_URL: wire.endpoint };
  await emit();
  await prepareAccounts(emulator, emitted);
  hub = await emulator.account(HUB);
  await deployment.applyAll();
  service = await FunctionService.start(emittedFunctions(), await insideHubAccount());
  operator = { ...surroundings, AWS_ENDPOINT_URL_LAMBDA: service.endpoint };
});
afterAll(async () => {
  await service.stop();
  await wire.stop();
  await emulator.stop();
});

function emittedFunctions() {
  return emitted.stacks.flatMap(({ name: stack, resources }) =>
    resources
      .filter(({ type }) => type === "aws_lambda_function")
      .map(({ values }) => ({
        name: String(values["function_name"]),
        zipFile: path.join(stackFolder(emitted, stack), String(values["filename"])),
        environment: (values["environment"] as { variables: Record<string, string> }).variables,
      })),
  );
}

/** The variables that Lambda gives a function of the hub account. */
async function insideHubAccount(): Promise<ProgramEnvironment> {
  const sts = new STSClient({
    endpoint: emulator.endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${HUB}:role/${FUNCTION}`, RoleSessionName: FUNCTION }),
  );
  return {
    ...surroundings,
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? "",
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? "",
  };
}

describe("credentials put for the first time", () => {
  test.each(TENANTS)("reach the connection of tenant %s and authorize it", async (tenant) => {
    expect(wire.lastUpdate(`canary-test-${tenant}`)).toBe("");
    const { exitCode, output } = await command(FIRST[tenant], "credentials", "put", tenant);
    expect(output).toContain("AUTHORIZED");
    expect(exitCode).toBe(0);
    const text = await held(tenant);
    for (const value of valuesOf(FIRST[tenant])) expect(text).toContain(value);
    expect(text).not.toContain("placeholder");
  });

  test("leave Terraform nothing to change", async () => {
    expect(await deployment.changedStacks()).toEqual([]);
  });
});

describe("rotated credentials", () => {
  test("reach the connection when Secrets Manager says that the label moved", async () => {
    for (const tenant of TENANTS) {
      const { exitCode } = await command(SECOND[tenant], "credentials", "put", tenant, "--json");
      expect(exitCode).toBe(0);
      expect(await event("aws.secretsmanager", tenant)).toMatchObject({ result: [{ status: "synced" }] });
      const text = await held(tenant);
      for (const value of valuesOf(SECOND[tenant])) expect(text).toContain(value);
    }
  });

  test("are not taken when their shape is wrong, and the connection keeps what it had", async () => {
    for (const tenant of TENANTS) {
      const before = await held(tenant);
      for (const wrong of [{ wrongKey: Object.values(REFUSED[tenant])[0] }, Object.values(REFUSED[tenant])]) {
        expect((await command(wrong, "credentials", "put", tenant)).exitCode).toBe(1);
      }
      expect((await command(`${JSON.stringify(REFUSED[tenant])}}`, "credentials", "put", tenant)).exitCode).toBe(1);
      expect(await held(tenant)).toBe(before);
    }
  });
});

describe("a change in YAML", () => {
  test("of the token endpoint reaches the connection by its spec, with the credentials it had", async () => {
    edit("oauth", "/oauth2/token", "/oauth2/other-token");
    await emit();
    expect(await deploy("tenant-oauth")).toEqual(["update aws_ssm_parameter.connection-spec"]);
    expect(await event("aws.ssm", "oauth")).toMatchObject({ result: [{ status: "synced" }] });
    const { AuthParameters } = await connection("oauth");
    expect(AuthParameters?.OAuthParameters?.AuthorizationEndpoint).toBe(
      "https://canary.acme.example/oauth2/other-token",
    );
    for (const value of valuesOf(SECOND.oauth)) expect(await held("oauth")).toContain(value);
  });

  test("of the description reaches the connection, and does not bring the placeholder back", async () => {
    edit("oauth", "Before the change", "After the change");
    await emit();
    expect(await deploy("tenant-oauth")).toEqual(["update aws_ssm_parameter.connection-spec"]);
    for (const value of valuesOf(SECOND.oauth)) expect(await held("oauth")).toContain(value);
    await event("aws.ssm", "oauth");
    expect((await connection("oauth")).Description).toContain("After the change");
    expect(await held("oauth")).not.toContain("placeholder");
  });

  test("leaves nothing to change afterwards, and applying again brings no placeholder back", async () => {
    for (const tenant of TENANTS) {
      expect(await deploy(`tenant-${tenant}`)).toEqual([]);
      for (const value of valuesOf(SECOND[tenant])) expect(await held(tenant)).toContain(value);
    }
  });
});

describe("afterwards", () => {
  let searched: Searched[];

  beforeAll(async () => {
    await service.invoke(FUNCTION, { action: "repair" });
    for (const args of [
      ["credentials", "status"],
      ["credentials", "status", "--json"],
      ["verify"],
      ["verify", "--json"],
    ]) {
      await command("", ...args);
    }
    searched = await everythingLeft();
  });

  /** Everything that was written: emitted Terraform, plan files and what they hold, states, logs, output. */
  async function everythingLeft(): Promise<Searched[]> {
    const { account, bucket } = stateOf(emitted, "central-bus");
    const owner = await emulator.account(account);
    const states = (await objectKeys(owner, bucket)).map(async (key) => ({
      place: `s3://${bucket}/${key}`,
      content: await objectText(owner, bucket, key),
    }));
    return [
      // Terraform's installed provider is AWS's program, not our output.
      ...filesBelow(temporary, (file) => !file.includes("/.terraform/providers/")),
      ...(await Promise.all(states)),
      ...service.logs.map((content, index) => ({ place: `log ${index + 1} of the function`, content })),
      ...said,
    ];
  }

  test("there is something of every kind to search", () => {
    for (const place of [/cdk\.tf\.json$/, /\/plan!tfstate$/, /\/plan!tfplan$/, /\.zip!index\.js$/, /^s3:/, /^log /]) {
      expect(searched.filter((each) => place.test(each.place)).length).toBeGreaterThan(2);
    }
    for (const place of [/show -json plan/, /show -json of/, /^output of .* put/, /^output of .* verify/]) {
      expect(searched.filter((each) => place.test(each.place)).length).toBeGreaterThan(1);
    }
  });

  test("no secret is found anywhere, in any spelling", () => {
    expect(sightings(SECRETS, searched)).toEqual([]);
  });

  test("user names and client ids are found where Terraform keeps what AWS shows to every reader, and nowhere else", () => {
    const places = new Set(sightings(IDENTIFIERS, searched).map(({ place }) => place.replace(/.*\/out-\d+\//, "")));
    const elsewhere = [...places].filter(
      (place) =>
        !/^(s3:.*\/tenant-(basic|oauth)\.tfstate|.*\/plan!(tfplan|tfstate(-prev)?)|terraform show -json .*)$/.test(
          place,
        ),
    );
    expect(elsewhere).toEqual([]);
    expect([...places].filter((place) => place.startsWith("s3:")).sort()).toEqual([
      "s3://canary-test-event-hub-state/test/tenant-basic.tfstate",
      "s3://canary-test-event-hub-state/test/tenant-oauth.tfstate",
    ]);
  });

  test("the search finds a credential that somebody writes into the YAML: in Terraform, plan and state", async () => {
    const value = SECOND.key.apiKey;
    edit(
      "key",
      "apiKeyName: X-Api-Key",
      `apiKeyName: X-Api-Key\n  invocationHttpParameters:\n    header:\n      X-Leak: ${JSON.stringify(value)}`,
    );
    await emit();
    await deploy("tenant-key");
    const found = sightings({ leaked: value }, await everythingLeft()).map(({ place }) => place);
    for (const place of [
      /tenants\/key\.yaml$/,
      /tenant-key\/cdk\.tf\.json$/,
      /tenant-key\/plan!tfplan$/,
      /^s3:.*\/tenant-key\.tfstate$/,
      /^terraform show -json plan of tenant-key/,
      /^terraform show -json of tenant-key/,
    ]) {
      expect(found.filter((each) => place.test(each))).not.toEqual([]);
    }
  });

  test("the search finds a credential in the log of a function that prints what it is given", async () => {
    const { zipFile } = functionBundle(path.join(__dirname, "leaky-function", "index.ts"));
    const leaky = await FunctionService.start([{ name: "leaky", zipFile, environment: {} }], emulator.environment);
    await leaky.invoke("leaky", { password: SECOND.basic.password });
    const logs = leaky.logs.map((content) => ({ place: "log", content }));
    await leaky.stop();
    expect(sightings(SECRETS, logs)).toMatchObject([{ secret: "SECOND basic password" }]);
  });
});
