import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { hub, sampleEnvironment } from "../sample-environment";
import { synthesize, synthesizeEnvironment } from "../synthesized";

const app = synthesizeEnvironment(sampleEnvironment());

const accounts: readonly (readonly [string, string])[] = [
  ["central-bus", "200000000001"],
  ["connection-credentials", "200000000001"],
  ["source-billing", "210000000002"],
  ["source-shop", "210000000001"],
  ["tenant-crm", "200000000001"],
  ["tenant-mail", "200000000001"],
  ["tenant-tickets", "200000000001"],
];

test("the accounts of all stacks are looked at here", () => {
  expect(app.stacks.map(({ id }) => id).sort()).toEqual(accounts.map(([id]) => id));
});

test.each(accounts)("%s enters account %s by the deployment role, and no other account", (id, account) => {
  expect(app.stack(id).provider).toMatchObject({
    region: "eu-central-1",
    assume_role: [{ role_arn: `arn:aws:iam::${account}:role/event-hub-deployment` }],
    allowed_account_ids: [account],
  });
});

test.each(accounts)("%s keeps its state under a key of its own, locked and encrypted, in the state account", (id) => {
  expect(app.stack(id).terraform.backend).toEqual({
    s3: {
      bucket: "acme-test-event-hub-state",
      key: `test/${id}.tfstate`,
      region: "eu-central-1",
      encrypt: true,
      kms_key_id: "arn:aws:kms:eu-central-1:200000000009:alias/event-hub-state",
      use_lockfile: true,
      assume_role: { role_arn: "arn:aws:iam::200000000009:role/event-hub-deployment" },
    },
  });
});

test("the state may live in another Region than the hub", () => {
  const environment = sampleEnvironment({ hub: { ...hub, state: { ...hub.state, region: "eu-west-1" } } });
  const stack = synthesizeEnvironment(environment).stack("central-bus");
  expect(stack.terraform.backend["s3"]).toMatchObject({ region: "eu-west-1" });
  expect(stack.provider["region"]).toBe("eu-central-1");
});

test.each(accounts)("%s runs with provider 5.100 to 6 and a Terraform that knows the lock file", (id) => {
  const { required_providers, required_version } = app.stack(id).terraform;
  expect(required_providers["aws"]?.version).toBe(">= 5.100.0, < 7.0.0");
  expect(required_version).toBe(">= 1.10.0");
});

test.each(accounts)("everything in %s is tagged with the hub's tags, environment and stack", (id) => {
  expect(app.stack(id).provider["default_tags"]).toMatchObject([
    {
      tags: {
        service: "event-hub",
        "cost-center": "4711",
        "managed-by": "terraform",
        environment: "test",
        stack: id,
      },
    },
  ]);
});

test("a tenant's tags say whose it is", () => {
  expect(app.stack("tenant-crm").provider["default_tags"]).toMatchObject([
    { tags: { tenant: "crm", owner: "Sales Operations" } },
  ]);
});

class StackOfQueues extends EnvironmentStack {
  constructor(scope: App, build: (stack: Construct) => void) {
    super(scope, "queues", { hub, account: hub.account, tags: {} });
    build(this);
  }
}

function synthesizeQueues(build: (stack: Construct) => void) {
  return synthesize((outdir) => {
    const queues = new App({ outdir });
    new StackOfQueues(queues, build);
    return queues;
  }).stack("queues");
}

test("two resources of one type at one address are an error, where Terraform would keep the last", () => {
  expect(() =>
    synthesizeQueues((stack) => {
      new SqsQueue(new Construct(stack, "Letters"), "First", {});
      new SqsQueue(new Construct(stack, "letters"), "Second", {});
    }),
  ).toThrow("Two resources of stack queues are named aws_sqs_queue.letters");
});

test("an address is made of the constructs above a resource", () => {
  const { addresses } = synthesizeQueues((stack) => {
    new SqsQueue(new Construct(new Construct(stack, "order-placed"), "DeadLetters"), "Queue", {});
    new SqsQueue(stack, "Alone", {});
  });
  expect(addresses).toEqual(["aws_sqs_queue.alone", "aws_sqs_queue.order-placed_dead-letters"]);
});
