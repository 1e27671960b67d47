import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  DeleteApiDestinationCommand,
  DeleteConnectionCommand,
  DeleteRuleCommand,
  DescribeConnectionCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  CreateApiDestinationCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListTargetsByRuleCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  UpdateApiDestinationCommand,
} from "@aws-sdk/client-eventbridge";
import { DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { AwsFront } from "./aws-front";
import { BreakableKey } from "./breakable-key";
import type { Account } from "./emulator";
import { runHub } from "./hub-command";
import { Rehearsal } from "./rehearsal";
import { Deployment } from "./deployment";
import { synthesize, temporaryFolder } from "./synthesize";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(600_000);

const HUB = "200000000001";
const BUS = "acme-dev-central";
const RULE = "acme-dev-jira_issues_payment-disputed";
const QUEUE = `${RULE}_dlq`;
const DESTINATION = "acme-dev-jira_issues";
const temporary = temporaryFolder();

let rehearsal: Rehearsal;
let account: Account;
let env: ProgramEnvironment;
let environment: string;

beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  account = rehearsal.account(HUB);
  env = rehearsal.emulator.environment;
  const two = await rehearsal.edited("two-tenants", (folder) => {
    environment = folder;
    const tenants = path.join(folder, "tenants");
    for (const file of readdirSync(tenants)) if (!/^(jira|salesforce)\./.test(file)) rmSync(path.join(tenants, file));
    setState("salesforce", "draft");
  });
  const inHub = two.stacks.filter((stack) => stack.account === HUB);
  expect(await verify()).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/^central-bus +not applied\n/) as string,
  });
  await new Deployment({ ...two, stacks: inHub }, env).applyAll();
});
afterAll(() => rehearsal.stop());

/** Writes a tenant's state into its file. */
function setState(tenant: string, state: string): void {
  const file = path.join(environment, "tenants", `${tenant}.yaml`);
  const text = readFileSync(file, "utf8").replace(/^state: .*\n/m, "");
  writeFileSync(file, `${text}state: ${state}\n`);
}

function verify(more: ProgramEnvironment = {}, ...args: string[]) {
  return runHub(["verify", "--env", environment, ...args], { ...env, ...more });
}

/** What is printed beneath the stacks, for as long as something is as it should not be. */
async function printedWhile(broken: () => Promise<unknown>, mended: () => Promise<unknown>): Promise<string> {
  await broken();
  try {
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(1);
    return stdout;
  } finally {
    await mended();
  }
}

describe("after an apply", () => {
  test("what is missing are the credentials, and how to put them is said", async () => {
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /\ntenant-jira +4 of 5 fine\n {2}connection acme-dev-jira\n {4}no credentials yet, and the tenant is live: it misses every event: \.\/hub credentials put jira\n/,
    );
  });

  test("a draft misses none: its rules are disabled, and that is as declared", async () => {
    const { stdout } = await verify();
    expect(stdout).toMatch(/\ntenant-salesforce +(\d+) of \1 fine\n/);
    expect(stdout).toMatch(/\n1 of \d+ is wrong\.\n/);
  });

  test("credentials of a draft end with the line that makes it live, and one in-place change of each rule does", async () => {
    const secret = JSON.stringify({ clientId: "canary-client", clientSecret: "canary-secret" });
    const { stdout } = await runHub(["credentials", "put", "salesforce", "--env", environment], env, secret);
    expect(stdout).toContain(
      'write "state: live" in tenants/salesforce.yaml, also at a destination that has a state of its own, and apply stack tenant-salesforce.',
    );

    setState("salesforce", "live");
    expect((await verify()).stdout).toMatch(/ {4}is DISABLED; it is declared ENABLED\n/);
    const live = await synthesize(environment, path.join(temporary, "live"));
    const tenant = { ...live, stacks: live.stacks.filter(({ name }) => name === "tenant-salesforce") };
    const terraform = await new Deployment(tenant, env).terraform("tenant-salesforce");
    expect(await terraform.plan()).toBe(true);
    const changes = (await terraform.plannedChanges()).map(({ address, actions }) => [
      address.split(".")[0],
      actions.join(),
    ]);
    expect(new Map(changes.map((change) => [change.join(), change]))).toEqual(
      new Map(
        ["aws_cloudwatch_event_rule", "aws_cloudwatch_metric_alarm"].map((type) => [
          `${type},update`,
          [type, "update"],
        ]),
      ),
    );
    await terraform.apply();
    expect((await verify()).stdout).toMatch(/\ntenant-salesforce +(\d+) of \1 fine\n/);
  });

  test("with credentials all is fine; what is in other accounts was not looked at, and that is said", async () => {
    const put = (tenant: string, secret: object) =>
      runHub(["credentials", "put", tenant, "--env", environment], env, JSON.stringify(secret));
    await put("jira", { username: "canary-user", password: "canary-password" });
    const { exitCode, stdout, stderr } = await verify();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^central-bus +2 of 2 fine\n/);
    expect(stdout).toMatch(/\ntenant-jira +5 of 5 fine\n/);
    expect(stdout).toMatch(
      /\nAll \d+ are as declared: 1 event bus, 2 connections, 3 API destinations, 8 rules, 6 dead-letter queues, 6 roles\./,
    );
    expect(stdout).toContain("Not looked at: source-identity (210000000002), source-shop (210000000001). ");
  });

  test("--json has every check", async () => {
    const { checked, wrong } = JSON.parse((await verify({}, "--json")).stdout) as { checked: unknown[]; wrong: number };
    expect(wrong).toBe(0);
    expect(checked).toContainEqual({
      stack: "tenant-jira",
      kind: "dead-letter queue",
      name: QUEUE,
      exists: true,
      problems: [],
    });
    expect(checked).toContainEqual({ stack: "central-bus", kind: "event bus", name: BUS, exists: true, problems: [] });
  });
});

describe("stacks that are named", () => {
  test("are looked at, and no others", async () => {
    const { exitCode, stdout } = await verify({}, "tenant-jira", "source-shop");
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout:
        "tenant-jira  5 of 5 fine\n\n" +
        "All 5 are as declared: 1 connection, 1 API destination, 1 rule, 1 dead-letter queue, 1 role.\n" +
        "Not looked at: source-shop (210000000001). The operators' role is in the hub account and reaches no other.\n",
    });
  });
});

describe("the event bus", () => {
  test("whose key is disabled, or not for EventBridge", async () => {
    const key = await BreakableKey.of(account, `arn:aws:kms:eu-central-1:${HUB}:alias/acme-dev-hub`);
    const disabled = await printedWhile(
      () => key.disable(),
      () => key.enable(),
    );
    expect(disabled).toContain(
      `  event bus ${BUS}\n    its key alias/acme-dev-hub is Disabled: nothing can be encrypted with it\n`,
    );
    const closed = await printedWhile(
      () => key.closeToEventBridge(),
      () => key.restorePolicy(),
    );
    for (const action of ["kms:GenerateDataKey", "kms:Decrypt"]) {
      expect(closed).toContain(
        `    its key alias/acme-dev-hub does not let EventBridge ${action}: no statement allows it\n`,
      );
    }
    expect((await verify()).exitCode).toBe(0);
  });
});

describe("a rule", () => {
  const at = { Name: RULE, EventBusName: BUS };

  test("that is disabled", async () => {
    const { eventBridge } = account;
    const disabled = await printedWhile(
      () => eventBridge.send(new DisableRuleCommand(at)),
      () => eventBridge.send(new EnableRuleCommand(at)),
    );
    expect(disabled).toContain(`  rule ${RULE}\n    is DISABLED; it is declared ENABLED\n`);
    expect(disabled).toMatch(/\n1 of \d+ is wrong\.\n/);
  });

  test("without its target, or with one whose dead letters go nowhere", async () => {
    const { eventBridge } = account;
    const { Targets = [] } = await eventBridge.send(new ListTargetsByRuleCommand({ Rule: RULE, EventBusName: BUS }));
    const put = (change: object) =>
      eventBridge.send(
        new PutTargetsCommand({
          Rule: RULE,
          EventBusName: BUS,
          Targets: Targets.map((one) => ({ ...one, ...change })),
        }),
      );
    const none = await printedWhile(
      () => eventBridge.send(new RemoveTargetsCommand({ Rule: RULE, EventBusName: BUS, Ids: ["issues"] })),
      () => put({}),
    );
    expect(none).toContain(`  rule ${RULE}\n    has no target issues\n`);
    const dropping = await printedWhile(
      () => put({ DeadLetterConfig: undefined }),
      () => put({}),
    );
    expect(dropping).toContain(`    has no dead-letter queue; it is declared with ${QUEUE}\n`);
  });
});

describe("a rule that AWS does not show, because who asks may not decrypt with the key of its bus", () => {
  // So recorded in September 2026.
  let front: AwsFront;
  beforeAll(async () => {
    front = await AwsFront.start(rehearsal.emulator.endpoint);
    const message = "Cannot perform Kms:Decrypt on KMS key configured on event bus.";
    front.answer = ({ operation, body }) =>
      operation === "DescribeRule" && body.includes(RULE)
        ? Promise.resolve({ status: 400, body: JSON.stringify({ __type: "NotAuthorizedException", message }) })
        : undefined;
  });
  afterAll(() => front.stop());

  test("is told of with what to do, beside all that can be seen", async () => {
    const { exitCode, stdout } = await verify({ AWS_ENDPOINT_URL_EVENTBRIDGE: front.url });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `  rule ${RULE}\n    cannot be read: your role may not kms:Decrypt with key alias/acme-dev-hub of its bus; ` +
        "apply stack connection-credentials, which says what it may\n",
    );
    expect(stdout).toMatch(/\n1 of \d+ is wrong\.\n/);
  });

  test("is not blamed on the role while the key is disabled", async () => {
    const key = await BreakableKey.of(account, `arn:aws:kms:eu-central-1:${HUB}:alias/acme-dev-hub`);
    await key.disable();
    const { stdout } = await verify({ AWS_ENDPOINT_URL_EVENTBRIDGE: front.url });
    await key.enable();
    expect(stdout).toContain(`  rule ${RULE}\n    cannot be read: key alias/acme-dev-hub of its bus is Disabled\n`);
  });
});

describe("what somebody has changed by hand", () => {
  const at = { Rule: RULE, EventBusName: BUS };
  const open = { Effect: "Allow", Principal: "*", Resource: "*" };

  /** A policy with another statement. */
  function widened(policy: string | undefined, statement: object): string {
    const document = JSON.parse(policy ?? "") as { Statement: object[] };
    return JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
  }

  async function changeByHand(): Promise<void> {
    const { eventBridge, iam, sqs } = account;
    const bus = await eventBridge.send(new DescribeEventBusCommand({ Name: BUS }));
    const forEverybody = { ...open, Sid: "handmade", Action: "events:PutEvents" };
    await eventBridge.send(new PutPermissionCommand({ EventBusName: BUS, Policy: widened(bus.Policy, forEverybody) }));

    const { EventPattern, State } = await eventBridge.send(new DescribeRuleCommand({ Name: RULE, EventBusName: BUS }));
    const pattern = { ...(JSON.parse(EventPattern ?? "") as object), source: [{ prefix: "com.acme" }] };
    await eventBridge.send(
      new PutRuleCommand({ Name: RULE, EventBusName: BUS, State, EventPattern: JSON.stringify(pattern) }),
    );
    const { Targets = [] } = await eventBridge.send(new ListTargetsByRuleCommand(at));
    const changed = Targets.map((target) => ({
      ...target,
      InputTransformer: { ...target.InputTransformer, InputTemplate: '{"customer":"<customerId>"}' },
    }));
    const elsewhere = `arn:aws:sqs:eu-central-1:${HUB}:elsewhere`;
    await eventBridge.send(new PutTargetsCommand({ ...at, Targets: [...changed, { Id: "handmade", Arn: elsewhere }] }));
    await eventBridge.send(
      new PutRuleCommand({ Name: "handmade", EventBusName: BUS, EventPattern: '{"source":["x"]}' }),
    );
    await eventBridge.send(
      new UpdateApiDestinationCommand({ Name: DESTINATION, InvocationEndpoint: "https://example.com/elsewhere" }),
    );

    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }));
    const Policy = widened(Attributes?.["Policy"], { ...open, Sid: "opened", Action: "sqs:SendMessage" });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));

    const role = { RoleName: RULE, PolicyName: "target" };
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand(role));
    const statement = { Sid: "Wide", Effect: "Allow", Action: "events:*", Resource: "*" };
    const wide = widened(decodeURIComponent(PolicyDocument), statement);
    await iam.send(new PutRolePolicyCommand({ ...role, PolicyDocument: wide }));
    await iam.send(new PutRolePolicyCommand({ RoleName: RULE, PolicyName: "handmade", PolicyDocument: wide }));
  }

  /** The emulator adds a bus's new policy to the old one; AWS puts it in its place (recorded in September 2026). */
  async function replacingPolicies(): Promise<AwsFront> {
    const front = await AwsFront.start(rehearsal.emulator.endpoint);
    front.answer = async ({ operation }) => {
      if (operation === "PutPermission") {
        await account.eventBridge.send(new RemovePermissionCommand({ EventBusName: BUS, RemoveAllPermissions: true }));
      }
      return undefined;
    };
    return front;
  }

  const UNDECLARED = [
    "    has a rule nobody declared: handmade, which sends to nothing\n",
    `    has a target nobody declared: handmade, which is arn:aws:sqs:eu-central-1:${HUB}:elsewhere\n`,
    /\n {4}has a policy nobody declared: "handmade": "InvokeApiDestination" allows events:InvokeApiDestination on arn:/,
  ];

  test("is found, each thing by its name", async () => {
    await changeByHand();
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(1);
    for (const problem of [
      ...UNDECLARED,
      '    its policy has a statement nobody declared: "handmade" allows events:PutEvents to everybody (*)\n',
      '    matches another pattern than declared: source is [{"prefix":"com.acme"}] instead of ["com.acme.billing"]\n',
      /\n {4}target issues is not as declared: line 1 of its input template is /,
      "    calls https://example.com/elsewhere; it is declared to call https://acme-sandbox.atlassian.net/",
      '    its policy has a statement nobody declared: "opened" allows sqs:SendMessage to everybody (*)\n',
      '    its policy "target" has a statement nobody declared: "Wide" allows events:* on *\n',
    ]) {
      if (typeof problem === "string") expect(stdout).toContain(problem);
      else expect(stdout).toMatch(problem);
    }
  });

  test("is as declared again after an apply, but for what Terraform knows nothing of", async () => {
    const front = await replacingPolicies();
    const deployed = await synthesize(environment, path.join(temporary, "again"));
    const deployment = new Deployment(deployed, { ...env, AWS_ENDPOINT_URL_EVENTBRIDGE: front.url });
    for (const stack of ["central-bus", "tenant-jira"]) await (await deployment.terraform(stack)).apply();
    await front.stop();
    const { stdout } = await verify();
    expect(stdout.match(/\n {4}(has|its|is|calls|matches|target)/g)).toHaveLength(UNDECLARED.length);

    const { eventBridge, iam } = account;
    await eventBridge.send(new DeleteRuleCommand({ Name: "handmade", EventBusName: BUS }));
    await eventBridge.send(new RemoveTargetsCommand({ ...at, Ids: ["handmade"] }));
    await iam.send(new DeleteRolePolicyCommand({ RoleName: RULE, PolicyName: "handmade" }));
    expect((await verify()).stdout).toMatch(/\nAll \d+ are as declared/);
  });
});

describe("a dead-letter queue", () => {
  let url: string;
  let policy: string;
  beforeAll(async () => {
    url = (await account.sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE }))).QueueUrl ?? "";
    const attributes = await account.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["Policy"] }),
    );
    policy = attributes.Attributes?.["Policy"] ?? "";
  });

  const setPolicy = (Policy: string) =>
    account.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));

  test("without a policy", async () => {
    expect(
      await printedWhile(
        () => setPolicy(""),
        () => setPolicy(policy),
      ),
    ).toContain(`  dead-letter queue ${QUEUE}\n    has no policy that lets EventBridge send to it\n`);
  });

  test("whose policy is for another rule", async () => {
    expect(
      await printedWhile(
        () => setPolicy(policy.replaceAll(RULE + '"', 'another-rule"')),
        () => setPolicy(policy),
      ),
    ).toContain(`    its policy does not let rule/${BUS}/${RULE} send to it: no statement allows it\n`);
  });

  test("whose policy is for every rule", async () => {
    expect(
      await printedWhile(
        () => setPolicy(policy.replaceAll(`rule/${BUS}/${RULE}"`, 'rule/*"')),
        () => setPolicy(policy),
      ),
    ).toContain(
      `    its policy lets others send to it, such as arn:aws:events:eu-central-1:${HUB}:rule/${BUS}/${RULE}-other\n`,
    );
  });

  test("whose key is disabled, to be deleted, or not for EventBridge", async () => {
    const key = await BreakableKey.of(account, `arn:aws:kms:eu-central-1:${HUB}:alias/acme-dev-dead-letters`);
    const disabled = await printedWhile(
      () => key.disable(),
      () => key.enable(),
    );
    expect(disabled).toContain(
      "    its key alias/acme-dev-dead-letters is Disabled: nothing can be encrypted with it\n",
    );
    const dying = await printedWhile(
      () => key.scheduleDeletion(),
      () => key.cancelDeletion(),
    );
    expect(dying).toContain(
      "    its key alias/acme-dev-dead-letters is PendingDeletion: nothing can be encrypted with it\n",
    );
    const closed = await printedWhile(
      () => key.closeToEventBridge(),
      () => key.restorePolicy(),
    );
    expect(closed).toContain(
      "    its key alias/acme-dev-dead-letters does not let EventBridge kms:GenerateDataKey: no statement allows it\n",
    );
    expect((await verify()).exitCode).toBe(0);
  });

  test("that is gone", async () => {
    await account.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    expect((await verify()).stdout).toContain(`  dead-letter queue ${QUEUE}\n    does not exist\n`);
  });
});

describe("a connection", () => {
  test("that EventBridge no longer authorizes, with AWS's reason", async () => {
    const front = await AwsFront.start(rehearsal.emulator.endpoint);
    front.answer = async ({ operation, body }, fromEmulator) => {
      if (operation !== "DescribeConnection" || !body.includes("acme-dev-salesforce")) return undefined;
      const described = JSON.parse((await fromEmulator()).body) as object;
      const refused = { ConnectionState: "DEAUTHORIZED", StateReason: "The token endpoint answered 401." };
      return { body: JSON.stringify({ ...described, ...refused }) };
    };
    const { stdout } = await verify({ AWS_ENDPOINT_URL_EVENTBRIDGE: front.url });
    await front.stop();
    expect(stdout).toContain("  connection acme-dev-salesforce\n    DEAUTHORIZED: The token endpoint answered 401.\n");
  });

  test("that is not its API destination's, and an API destination that calls elsewhere", async () => {
    const { eventBridge } = account;
    const Name = "acme-dev-salesforce_contacts";
    const { ConnectionArn } = await eventBridge.send(new DescribeConnectionCommand({ Name: "acme-dev-jira" }));
    await eventBridge.send(
      new UpdateApiDestinationCommand({ Name, ConnectionArn, InvocationEndpoint: "https://example.com/elsewhere" }),
    );
    const { stdout } = await verify();
    expect(stdout).toMatch(
      /\n {2}API destination acme-dev-salesforce_contacts\n {4}calls https:\/\/example\.com\/elsewhere; it is declared to call https:\/\//,
    );
    expect(stdout).toMatch(
      /\n {4}uses arn:\S+connection\/acme-dev-jira\/\S+; the connection that exists is arn:\S+acme-dev-salesforce\//,
    );
  });

  test("that is gone, with its API destination; a new one of that name is not what the rule calls", async () => {
    const { eventBridge } = account;
    const { ConnectionArn } = await eventBridge.send(new DescribeConnectionCommand({ Name: "acme-dev-jira" }));
    await eventBridge.send(new DeleteConnectionCommand({ Name: "acme-dev-jira" }));
    await eventBridge.send(new DeleteApiDestinationCommand({ Name: DESTINATION }));
    const gone = (await verify()).stdout;
    expect(gone).toContain("  connection acme-dev-jira\n    does not exist\n");
    expect(gone).toContain(`  API destination ${DESTINATION}\n    does not exist\n`);
    await eventBridge.send(
      new CreateApiDestinationCommand({
        Name: DESTINATION,
        ConnectionArn,
        InvocationEndpoint: "https://acme-sandbox.atlassian.net/rest/api/3/issue",
        HttpMethod: "POST",
      }),
    );
    expect((await verify()).stdout).toMatch(/\n {4}target issues is arn:\S+; it is declared arn:\S+\n/);
  });
});
