import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DescribeConnectionCommand, UpdateConnectionCommand } from "@aws-sdk/client-eventbridge";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { readTopology } from "#simulator/topology";
import { declaredStack } from "./declared";
import type { Deployment } from "./deployment";
import { CALLERS_ACCOUNT } from "./emulator";
import { KINDS } from "./inventory";
import { stateOf } from "./landing-zone";
import { ofKind, Rehearsal, stackText, type Holdings } from "./rehearsal";
import { credentialsIn } from "./state";
import { stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { Terraform } from "./terraform";

jest.setTimeout(600_000);

const HUB = "200000000001";
const EACH_KIND = KINDS.map(({ kind }) => kind);
const temporary = temporaryFolder();

let rehearsal: Rehearsal;
let dev: Emitted;
let stacks: string[];
let deployment: Deployment;
let before: Holdings;

beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  dev = rehearsal.dev;
  stacks = dev.stacks.map(({ name }) => name);
  before = await rehearsal.look();
  deployment = rehearsal.deployment(dev);
  await deployment.applyAll();
});
afterAll(() => rehearsal.stop());

/**
 * JSON documents by what they say, since the provider sorts their keys; ids that AWS chose as unknown ones. The order of
 * stacks stands in CDKTF's manifest alone, and the folder of a function's code is known where the Terraform is read from
 * its own folder.
 */
function comparable(value: unknown): unknown {
  if (typeof value === "string") {
    if (value.startsWith('{"')) return comparable(JSON.parse(value));
    return value
      .replace(/(?<=:(api-destination|connection)\/[^/]+\/)[0-9a-f-]{36}$/, "<id>")
      .replace(/^arn:aws:kms:[a-z0-9-]+:\d+:key\/[0-9a-f-]{36}$|^<[^/]+\/aws_kms_key\.[^>]+\.arn>$/, "<key>");
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const compared = Object.entries(value).filter(([key]) => key !== "dependencies" && key !== "codeFile");
  return Object.fromEntries(compared.map(([key, item]) => [key, comparable(item)]));
}

describe("after dev is applied", () => {
  let found: Holdings;
  let declared: Holdings;
  beforeAll(async () => {
    found = await rehearsal.look();
    declared = rehearsal.declared(dev, stacks, before);
  });

  test.each(EACH_KIND)("every account holds the %s declared for it, and no others", (kind) => {
    expect(ofKind(kind, found)).toEqual(ofKind(kind, declared));
  });

  test("every kind but buckets was there to compare, in the hub, two source accounts and those around them", () => {
    expect(EACH_KIND.filter((kind) => declared[HUB]?.[kind]?.length === 0)).toEqual(["buckets"]);
    expect(new Set(dev.stacks.map(({ account }) => account)).size).toBe(3);
    // With the account that only publishes, the state's, and that of the deployment's credentials.
    expect(rehearsal.accountIds).toHaveLength(6);
  });

  test("nothing is in the account that the deployment's credentials belong to", () => {
    expect(found[CALLERS_ACCOUNT]).toEqual(before[CALLERS_ACCOUNT]);
  });

  test("a queue more would have been noticed", async () => {
    const { sqs } = rehearsal.account(HUB);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "nobody-declared-this" }));
    expect(await rehearsal.look()).not.toEqual(declared);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    expect(await rehearsal.look()).toEqual(declared);
  });

  test("the state bucket holds one state a stack, of just its resources, and no lock", async () => {
    const inStates = (await rehearsal.states()).map(({ key, state }) => ({
      key,
      resources: state.resources.map(({ type, name }) => `${type}.${name}`).sort(),
    }));
    const emitted = dev.stacks.map(({ name, resources }) => ({
      key: `dev/${name}.tfstate`,
      resources: resources.map((resource) => `${resource.type}.${resource.name}`).sort(),
    }));
    expect(inStates).toEqual(emitted.toSorted((a, b) => a.key.localeCompare(b.key)));
  });

  test("no state holds a credential: a placeholder stands in every place", async () => {
    const credentials = (await rehearsal.states()).flatMap(({ state }) => credentialsIn(state));
    const tenants = stacks.filter((name) => name.startsWith("tenant-"));
    expect(credentials.length).toBeGreaterThan(tenants.length);
    expect([...new Set(credentials)]).toEqual(["placeholder-until-credentials-are-put"]);
  });

  test("a second plan of every stack is empty", async () => {
    expect(await deployment.changedStacks()).toEqual([]);
  });

  test.each(["state", "plan"] as const)("the topology of every %s is that of the emitted Terraform", async (what) => {
    const shown = await Promise.all(
      stacks.map(async (name) => ({ name, json: await (await deployment.terraform(name)).show(what) })),
    );
    const emitted = readTopology({ kind: "cdktf", outdir: dev.folder });
    expect(emitted.rules).toHaveLength(24);
    expect(comparable(readTopology({ kind: "showJson", stacks: shown }))).toEqual(comparable(emitted));
  });
});

describe("credentials that their owners have put", () => {
  const secret = "canary-secret-6d1f";
  let changed: Emitted;

  beforeAll(async () => {
    const { eventBridge, secretsManager } = rehearsal.account(HUB);
    for (const SecretId of stacks.flatMap((stack) => secretNames(stack))) {
      await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: secret }));
    }
    const ClientParameters = { ClientID: "canary-client-4b2e", ClientSecret: secret };
    await eventBridge.send(
      new UpdateConnectionCommand({
        Name: "acme-dev-salesforce",
        AuthParameters: { OAuthParameters: { ClientParameters } },
      }),
    );
    changed = await rehearsal.edited("other-endpoint", (environment) => {
      const file = path.join(environment, "tenants/salesforce.yaml");
      const text = readFileSync(file, "utf8");
      expect(text).toContain("/services/oauth2/token");
      writeFileSync(file, text.replace("/services/oauth2/token", "/services/oauth2/other-token"));
    });
  });

  function secretNames(stack: string): string[] {
    return declaredStack(dev, stack)
      .all("aws_secretsmanager_secret")
      .map(({ name }) => String(name));
  }

  test("another token endpoint in the YAML is planned as a change of the spec, and of nothing else", async () => {
    const terraform = await rehearsal.deployment(changed).terraform("tenant-salesforce");
    expect(await terraform.plan()).toBe(true);
    expect(await terraform.plannedChanges()).toEqual([
      { address: "aws_ssm_parameter.connection-spec", actions: ["update"] },
    ]);
    await terraform.applyPlan();
  });

  test("are still in the connection after that change is applied", async () => {
    const { AuthParameters } = await rehearsal
      .account(HUB)
      .eventBridge.send(new DescribeConnectionCommand({ Name: "acme-dev-salesforce" }));
    expect(AuthParameters?.OAuthParameters?.ClientParameters?.ClientID).toBe("canary-client-4b2e");
  });

  test("are in no state, though Terraform has read the connection since", async () => {
    const holding = async (text: string) =>
      (await rehearsal.states()).filter((state) => state.text.includes(text)).map(({ key }) => key);
    expect(await holding(secret)).toEqual([]);
    // Terraform keeps what it reads, and AWS shows a client ID, like a user name, to whoever may read the connection.
    expect(await holding("canary-client-4b2e")).toEqual(["dev/tenant-salesforce.tfstate"]);
  });
});

describe("a tenant file more", () => {
  let more: Emitted;
  let first: Deployment;
  let beforeIt: Holdings;
  let found: Holdings;
  beforeAll(async () => {
    more = await rehearsal.edited("one-more", (environment) => {
      // What it asks for is in no event that has a schema.
      rmSync(path.join(environment, "schemas"), { recursive: true });
      cpSync(path.join(__dirname, "canary.yaml"), path.join(environment, "tenants/canary.yaml"));
    });
    first = rehearsal.deployment(more);
    beforeIt = await rehearsal.look();
  });

  test("adds one stack and leaves every other as it was, byte for byte", () => {
    expect(more.stacks.map(({ name }) => name)).toEqual([...stacks, "tenant-canary"].sort());
    expect(stacks.filter((name) => stackText(more, name) !== stackText(dev, name))).toEqual([]);
  });

  test("is applied by one at a time: who comes second is told of the lock", async () => {
    const { key } = stateOf(more, "tenant-canary");
    const second = new Terraform(path.join(temporary, "second-person"), rehearsal.emulator.environment);
    cpSync(stackFolder(more, "tenant-canary"), second.folder, { recursive: true });
    await second.init();

    const applying = (await first.terraform("tenant-canary")).apply();
    while (!(await rehearsal.stateKeys()).includes(`${key}.tflock`)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { exitCode, output } = await second.tryApply();
    expect(output).toContain("Error acquiring the state lock");
    expect(exitCode).toBe(1);

    await applying;
    expect((await rehearsal.stateKeys()).filter((object) => object.endsWith(".tflock"))).toEqual([]);
    found = await rehearsal.look();
  });

  test.each(EACH_KIND)("brings just its own %s", (kind) => {
    expect(ofKind(kind, found)).toEqual(ofKind(kind, rehearsal.declared(more, ["tenant-canary"], beforeIt)));
  });

  test("arrives in AWS as it was written, whatever it holds", () => {
    const canary = (kind: string) => found[HUB]?.[kind]?.filter(({ name }) => name.includes("canary"));
    expect(canary("API destinations")).toMatchObject([
      { description: 'Grüße für 価格: $${amount}, 100%{}, $$${twice}, "quoted"' },
    ]);
    expect(canary("rules with their exact patterns and schedules")).toMatchObject([
      {
        description: "%{ for song in songs }${song}%{ endfor }",
        pattern: { detail: { note: [{ prefix: '${file("/etc/hostname")}' }] } },
      },
      {},
    ]);
    expect(canary("targets with role, dead-letter queue, retry policy, input and request parameters")).toMatchObject([
      {
        transformer: {
          template: String.raw`{
  "order": <order>,
  "text": "${"${amount}"} and $${"${amount}"} and %{ if } and \"quotes\"\n価格 \\ $",
  "number": 1
}
`,
        },
        request: { headers: { "X-Song": "%{song} ${song}" } },
      },
      { input: JSON.stringify({ "key ${a}": ["${b}", "%%{c}", "d$", "{e}", "line\nbreak"] }) },
    ]);
    expect(canary("connections with authorization, parameters, and placeholders for credentials")).toMatchObject([
      {
        invocationParameters: {
          header: [{ value: '${terraform.workspace} %{ if true }$${kept}%{ endif } "quoted"' }],
        },
      },
    ]);
  });

  test("has an empty second plan", async () => {
    expect(await (await first.terraform("tenant-canary")).plan()).toBe(false);
  });

  afterAll(async () => {
    await (await first.terraform("tenant-canary")).destroy();
  });
});

test("a stack refuses to work in another account than the one it is fenced to", async () => {
  const wrong = await synthesize("dev", path.join(temporary, "wrong-account"));
  const identity = '"arn:aws:iam::210000000002:role/event-hub-deployment"';
  expect(stackText(wrong, "source-identity")).toContain(identity);
  writeFileSync(
    path.join(stackFolder(wrong, "source-identity"), "cdk.tf.json"),
    stackText(wrong, "source-identity").replace(identity, identity.replace("210000000002", "210000000003")),
  );
  const terraform = await rehearsal.deployment(wrong).terraform("source-identity");
  const { exitCode, output } = await terraform.tryApply();
  expect(output).toContain("AWS account ID not allowed: 210000000003");
  expect(exitCode).toBe(1);
  expect((await rehearsal.look())["210000000003"]).toEqual(before["210000000003"]);
});

describe("after everything is destroyed", () => {
  let found: Holdings;
  beforeAll(async () => {
    await deployment.destroyAll();
    found = await rehearsal.look();
  });

  test.each(EACH_KIND)("no account holds other %s than before", (kind) => {
    expect(ofKind(kind, found)).toEqual(ofKind(kind, before));
  });

  test("the states that remain hold no resources, and no lock is left", async () => {
    const remaining = await rehearsal.states();
    expect(remaining.map(({ key }) => key).filter((key) => !key.endsWith(".tfstate"))).toEqual([]);
    expect(remaining.flatMap(({ state }) => state.resources)).toEqual([]);
  });
});
