/** Steps that come after one that was broken off, or are asked what AWS refuses. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { SmokeContext } from "../../smoke/context";
import { Journal } from "../../smoke/journal";
import { STEPS } from "../../smoke/steps";
import { keptState, saveKeptStates } from "../../smoke/kept-states";
import { environmentApp } from "../../stacks/environment-app";
import type { Answered, Received } from "../stub-eventbridge/exchange";
import { Front } from "../stub-eventbridge/front";
import { denied, json, operationOf, queryError, xml } from "../stub-eventbridge/protocol";

/** AWS as far as a test has it. What it does not know it answers as an emulator does: with a page that is not found. */
class LittleAws extends Front {
  answers: Readonly<Record<string, (received: Received) => Answered>> = {};
  readonly calls: string[] = [];

  override listen(): Promise<void> {
    return super.listen();
  }

  protected answer(received: Received): Promise<Answered> {
    const operation = operationOf(received);
    const arn = new URLSearchParams(received.body.toString()).get("PolicyArn");
    this.calls.push(arn === null ? operation : `${operation} ${arn}`);
    return Promise.resolve(this.answers[operation]?.(received) ?? xml(404, "<!doctype html><title>Not Found</title>"));
  }
}

const variables = { ...process.env };

let aws: LittleAws;
let folder: string;
let context: SmokeContext;

beforeAll(async () => {
  aws = new LittleAws();
  await aws.listen();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  folder = mkdtempSync(path.join(tmpdir(), "smoke-broken-off-"));
  const run = { account: "210987654321", region: "eu-central-1", suffix: "abcdef" };
  context = new SmokeContext(
    Journal.begin(path.join(folder, "journal.json"), run),
    (environment, outdir) => {
      environmentApp(environment, outdir).synth();
      return readEmittedStacks(outdir);
    },
    new AbortController().signal,
  );
});
beforeEach(() => {
  aws.calls.length = 0;
});
afterAll(async () => {
  await context.discard();
  await aws.stop();
  rmSync(folder, { recursive: true });
  process.env = variables;
});

test("a policy that the role does not have (any more) is deleted, and nobody else's is", async () => {
  const [own, other] = ["smoke-abcdef-deployment-2", "smoke-other-deployment-2"].map(
    (name) => `arn:aws:iam::210987654321:policy/${name}`,
  );
  const members = [own, other].map(
    (arn = "") => `<member><PolicyName>${arn.split("/")[1] ?? ""}</PolicyName><Arn>${arn}</Arn></member>`,
  );
  const gone = () => queryError(404, "NoSuchEntity", "There is none");
  aws.answers = {
    "GET /smoke-abcdef-state-210987654321": () => xml(404, "<Error><Code>NoSuchBucket</Code></Error>"),
    DeleteEventBus: () => json(200, {}),
    ListPolicies: () =>
      xml(
        200,
        `<ListPoliciesResponse><ListPoliciesResult><Policies>${members.join("")}</Policies></ListPoliciesResult></ListPoliciesResponse>`,
      ),
    DetachRolePolicy: gone,
    DeletePolicy: () => xml(200, "<DeletePolicyResponse/>"),
    DeleteRole: gone,
  };
  expect(await STEPS.tidy.run(context)).toMatchObject({ kind: "passed" });
  expect(aws.calls.filter((call) => /Policy|Role/.test(call))).toEqual([
    `DetachRolePolicy ${own}`,
    `DeletePolicy ${own}`,
    "DeleteRole",
  ]);
});

test("a state that Terraform could not save is beside the journal until it is in the bucket", async () => {
  const [{ name } = { name: "" }] = context.emitted().stacks;
  const kept = keptState(context, name);
  expect(path.dirname(kept)).toBe(path.dirname(context.journal.file));
  writeFileSync(kept, "the state");

  const operation = `PUT /smoke-abcdef-state-210987654321/abcdef/${name}.tfstate`;
  aws.answers = { [operation]: (received) => denied(received, "s3:PutObject") };
  await expect(saveKeptStates(context)).rejects.toThrow("s3:PutObject");
  expect(existsSync(kept)).toBe(true);

  aws.answers = { [operation]: ({ body }) => xml(body.toString().includes("the state") ? 200 : 400, "") };
  await saveKeptStates(context);
  expect(existsSync(kept)).toBe(false);
});

describe("what is left", () => {
  const KEYS: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
    replaced: { service: "event-hub-smoke", environment: "abcdef" },
    another: { service: "event-hub-smoke", environment: "ghijkl" },
    hidden: undefined,
  };
  const keyIn = ({ body }: Received) => (JSON.parse(body.toString()) as { readonly KeyId: string }).KeyId;
  const answers = (state: Readonly<Record<string, unknown>>) => ({
    ListKeys: () => json(200, { Keys: Object.keys(KEYS).map((KeyId) => ({ KeyId })) }),
    ListResourceTags: (received: Received) => {
      const tags = KEYS[keyIn(received)];
      if (tags === undefined) return denied(received, "kms:ListResourceTags");
      return json(200, { Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) });
    },
    DescribeKey: (received: Received) => json(200, { KeyMetadata: { KeyId: keyIn(received), ...state } }),
    DescribeSecret: () => json(400, { __type: "ResourceNotFoundException", message: "There is none" }),
  });

  test("is a key that no stack knows any more, with its date, and no key of others", async () => {
    aws.answers = answers({ KeyState: "PendingDeletion", DeletionDate: 1_798_761_600 });
    expect(await STEPS.left.run(context)).toEqual({
      kind: "passed",
      by: "emulator",
      says: ["KMS key replaced: until 2027-01-01 at the latest", "1 KMS key of others may not be looked at"],
    });
  });

  test("is no key that stays for good: that is a failure", async () => {
    aws.answers = answers({ KeyState: "Enabled" });
    expect(await STEPS.left.run(context)).toEqual({
      kind: "failed",
      because: ["KMS key replaced is not deleted: delete it, and have this run look again"],
    });
  });
});

const ROOM = {
  ListEventBuses: () => json(200, { EventBuses: [] }),
  ListRules: () => json(200, { Rules: [] }),
  ListConnections: () => json(200, { Connections: [] }),
  ListApiDestinations: () => json(200, { ApiDestinations: [] }),
  GetAccountSummary: () =>
    xml(
      200,
      "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>RolesQuota</key><value>1000</value></entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>",
    ),
};

test("a quota that an emulator does not know is said to be unknown", async () => {
  aws.answers = ROOM;
  const answer = await STEPS.quotas.run(context);
  expect(answer).toMatchObject({ kind: "passed" });
  expect(answer.kind === "passed" && answer.says.filter((line) => line.endsWith("the emulator does not say"))).toEqual([
    "concurrent executions of functions: the emulator does not say",
  ]);
});

test("a quota that may not be asked is not taken for one that an emulator does not know", async () => {
  aws.answers = { ...ROOM, ListConnections: (received) => denied(received, "events:ListConnections") };
  await expect(STEPS.quotas.run(context)).rejects.toThrow("is not authorized to perform: events:ListConnections");
});
