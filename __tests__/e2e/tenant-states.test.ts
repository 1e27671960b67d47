/** A tenant from draft to live and back, as Terraform plans and applies it: nothing is replaced, whatever the way. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from "@aws-sdk/client-eventbridge";
import { GetQueueUrlCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { buildTopology } from "#simulator/topology";
import { RunningHub } from "../simulator/local/running-hub";
import type { Account } from "./emulator";
import { runHub } from "./hub-command";
import { Rehearsal } from "./rehearsal";
import { PROJECT, temporaryFolder, type Emitted } from "./synthesize";
import type { PlannedChange, Terraform } from "./terraform";

jest.setTimeout(600_000);

const HUB = "200000000001";
const STACK = "tenant-parcelpoint";
const BUS = "acme-dev-central";
const PLACED = "acme-dev-parcelpoint_shipments_order-placed";
const CANCELLED = "acme-dev-parcelpoint_cancellations_order-cancelled";
const temporary = temporaryFolder();

let rehearsal: Rehearsal;
let account: Account;
beforeAll(async () => {
  rehearsal = await Rehearsal.start(temporary);
  account = rehearsal.account(HUB);
  // All that the tenant needs of other stacks: the rest of their names stands in policies only.
  await account.eventBridge.send(new CreateEventBusCommand({ Name: BUS }));
  await (await planned({ tenant: "draft" })).terraform.applyPlan();
});
afterAll(() => rehearsal.stop());

/** States as the tenant's file writes them. */
interface States {
  readonly tenant: string;
  /** Of its destination `cancellations`. */
  readonly cancellations?: string;
}

let edits = 0;
/** Of the states that were planned last. */
let emitted: Emitted;
let environment: string;

/** The tenant's stack with these states in its file, planned. */
async function planned(states: States): Promise<{ terraform: Terraform; changes: PlannedChange[] }> {
  emitted = await rehearsal.edited(`states-${(edits += 1)}`, (folder) => {
    environment = folder;
    const tenants = path.join(folder, "tenants");
    for (const file of readdirSync(tenants)) if (file !== "parcelpoint.yaml") rmSync(path.join(tenants, file));
    const file = path.join(tenants, "parcelpoint.yaml");
    const own = states.cancellations === undefined ? "" : `    state: ${states.cancellations}\n`;
    const text = readFileSync(file, "utf8").replace("  cancellations:\n", `  cancellations:\n${own}`);
    writeFileSync(file, `${text}state: ${states.tenant}\n`);
  });
  const stack = { ...emitted, stacks: emitted.stacks.filter(({ name }) => name === STACK) };
  const terraform = await rehearsal.deployment(stack).terraform(STACK);
  await terraform.plan();
  return { terraform, changes: await terraform.plannedChanges() };
}

/** What is done with which types of resources. */
function kindsOf(changes: readonly PlannedChange[]): string[] {
  return [...new Set(changes.map(({ address, actions }) => `${actions.join()} ${address.split(".")[0] ?? ""}`))].sort();
}

/** Plans, applies, and has nothing left to change. */
async function become(states: States): Promise<readonly PlannedChange[]> {
  const { terraform, changes } = await planned(states);
  await terraform.applyPlan();
  expect(await terraform.plan()).toBe(false);
  return changes;
}

/** A rule's state, and where it sends. */
async function deliveryOf(rule: string) {
  const { State } = await account.eventBridge.send(new DescribeRuleCommand({ Name: rule, EventBusName: BUS }));
  const { Targets } = await account.eventBridge.send(new ListTargetsByRuleCommand({ Rule: rule, EventBusName: BUS }));
  return {
    state: State,
    targets: Targets?.map(({ Arn, ...rest }) => ({ ...rest, Arn: Arn?.replace(/\/[^/]+$/, "") })),
  };
}

/** What the local hub of the same Terraform puts into a shadow queue for an event. */
async function renderedLocally(event: string, queue: string): Promise<string> {
  const {
    source,
    "detail-type": DetailType,
    detail,
    account: sender,
  } = JSON.parse(readFileSync(event, "utf8")) as Record<string, string>;
  const entry = {
    EventBusName: `arn:aws:events:eu-central-1:${HUB}:event-bus/${BUS}`,
    Source: source,
    DetailType,
    Detail: JSON.stringify(detail),
  };
  let bodies: string[] = [];
  await RunningHub.with(
    async (running) => {
      await running.eventBridge(sender).send(new PutEventsCommand({ Entries: [entry] }));
      await running.hub.settled();
      bodies = running.hub.queues.letters(`${QUEUES}:${queue}`).map(({ body }) => body);
    },
    { topology: buildTopology(emitted.stacks) },
  );
  const [body, ...others] = bodies;
  if (body === undefined || others.length > 0) throw new Error(`${bodies.length} messages are in ${queue}`);
  return body;
}

const QUEUES = `arn:aws:sqs:eu-central-1:${HUB}`;

/** The states that a tenant passes in its life, one after the other: each test goes on where the last one ended. */
describe("a tenant", () => {
  test("goes from draft to shadow by an in-place change of each rule and target, and with a queue for each", async () => {
    const changes = await become({ tenant: "shadow" });
    expect(kindsOf(changes)).toEqual([
      "create aws_sqs_queue",
      "update aws_cloudwatch_event_rule",
      "update aws_cloudwatch_event_target",
      "update aws_cloudwatch_metric_alarm",
    ]);
    const created = changes.filter(({ actions }) => actions.includes("create")).map(({ address }) => address);
    expect(created.sort()).toEqual([
      "aws_sqs_queue.cancellations_order-cancelled_shadow",
      "aws_sqs_queue.shipments_order-placed_shadow",
    ]);
    expect(await deliveryOf(PLACED)).toEqual({
      state: "ENABLED",
      targets: [
        {
          Id: "shipments",
          Arn: `${QUEUES}:${PLACED}_shadow`,
          InputPath: "$.detail",
          RetryPolicy: { MaximumEventAgeInSeconds: 14_400, MaximumRetryAttempts: 50 },
          DeadLetterConfig: { Arn: `${QUEUES}:${PLACED}_dlq` },
        },
      ],
    });
  });

  test("shows what waits in its queues, and says what is AWS's and what is simulated", async () => {
    const queue = `${PLACED}_shadow`;
    const event = path.join(PROJECT, "environments/dev/events/order-placed.json");
    const { detail } = JSON.parse(readFileSync(event, "utf8")) as { detail: { orderId: string } };
    const show = (...args: string[]) =>
      runHub(["shadow", "show", "parcelpoint", "--env", environment, ...args], rehearsal.emulator.environment);
    expect(await show("--destination", "shipments")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(`${queue}: 0 messages\n`) as string,
    });

    // The emulator stores a target's input and does not apply it, so the local hub renders.
    const body = await renderedLocally(event, queue);
    expect(JSON.parse(body)).toEqual(detail);
    const { QueueUrl } = await account.sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
    await account.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));

    for (const time of ["the first time", "again, since messages stay"]) {
      const { stdout } = await show();
      expect([time, stdout]).toEqual([time, expect.stringContaining(`${queue}: 1 message\n`)]);
      expect(stdout).toMatch(
        /\n {2}Rendered by AWS, 20\d\d-\S+Z:\n {2}\{\n {4}"orderId": "ORD-2026-004711",\n[^]*\n {2}\}\n\n {2}Simulated from events\/order-placed\.json, the body left out:\n {2}PUT https:\/\/sandbox\.parcelpoint\.example\/v2\/shipments\/ORD-2026-004711\?country=DE&notify=false&api-version=2026-04\n/,
      );
      expect(stdout).toContain('  Not rendered: the connection adds "shipper" to each body.\n');
    }
    const taken = JSON.parse((await show("--json", "--delete", "--destination", "shipments")).stdout) as object;
    expect(taken).toMatchObject({
      tenant: "parcelpoint",
      deliveries: [
        {
          destination: "shipments",
          event: "order-placed",
          messages: [{ renderedByAws: body, simulated: null }],
          simulatedFromSamples: [{ from: "events/order-placed.json", method: "PUT" }],
        },
      ],
    });
    expect((await show()).stdout).toContain(`${queue}: 0 messages\n`);
  });

  test("goes live with one destination, whose queue alone goes, and only once the target has left it", async () => {
    const { terraform, changes } = await planned({ tenant: "shadow", cancellations: "live" });
    expect(kindsOf(changes)).toEqual([
      "delete aws_sqs_queue",
      "update aws_cloudwatch_event_target",
      "update aws_cloudwatch_metric_alarm",
    ]);
    expect(changes.filter(({ actions }) => actions.includes("delete")).map(({ address }) => address)).toEqual([
      "aws_sqs_queue.cancellations_order-cancelled_shadow",
    ]);
    const said = stripVTControlCharacters(await terraform.applyPlan());
    const left = said.indexOf("aws_cloudwatch_event_target.cancellations_order-cancelled: Modifications complete");
    expect(left).toBeGreaterThan(-1);
    expect(said.indexOf("aws_sqs_queue.cancellations_order-cancelled_shadow: Destroying...")).toBeGreaterThan(left);
    expect((await deliveryOf(CANCELLED)).targets).toMatchObject([
      {
        Id: "cancellations",
        Arn: `arn:aws:events:eu-central-1:${HUB}:api-destination/acme-dev-parcelpoint_cancellations`,
        RoleArn: `arn:aws:iam::${HUB}:role/${CANCELLED}`,
        HttpParameters: { PathParameterValues: ["$.detail.orderId"] },
      },
    ]);
    expect((await deliveryOf(PLACED)).targets).toMatchObject([{ Arn: `${QUEUES}:${PLACED}_shadow` }]);
  });

  test("goes live as a whole", async () => {
    expect(kindsOf(await become({ tenant: "live" }))).toEqual([
      "delete aws_sqs_queue",
      "update aws_cloudwatch_event_target",
      "update aws_cloudwatch_metric_alarm",
    ]);
  });

  test("is suspended, and goes on, by an in-place change of each rule", async () => {
    for (const [tenant, state] of [
      ["suspended", "DISABLED"],
      ["live", "ENABLED"],
    ] as const) {
      expect(kindsOf(await become({ tenant }))).toEqual([
        "update aws_cloudwatch_event_rule",
        "update aws_cloudwatch_metric_alarm",
      ]);
      expect((await deliveryOf(PLACED)).state).toBe(state);
    }
  });
});
