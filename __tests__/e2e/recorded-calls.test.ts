/**
 * Which calls Terraform, the AWS provider, the commands and the sync function make, recorded from every stack's apply,
 * plan, update and destruction. `RENEW=1` keeps what is recorded; look at the difference before you commit it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ListAliasesCommand } from "@aws-sdk/client-kms";
import { GetQueueUrlCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { CHANGES, type Arguments } from "../permissions/recording/changed-resources";
import { keepRecording, keptRecording, recordingOf, type Doing } from "../permissions/recording/recording";
import { RecordingFront } from "../permissions/recording/recording-front";
import { EVERY_TYPE, type TerraformType } from "../../permissions";
import { Deployment } from "./deployment";
import { Emulator, REGION } from "./emulator";
import { FunctionService, type EmittedFunction } from "./function-service";
import { runHub } from "./hub-command";
import { prepareAccounts } from "./landing-zone";
import { PROJECT, stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(1_200_000);

const ENVIRONMENT = path.join(PROJECT, "__tests__/permissions/environment");
const HUB = "200000000001";
const SYNC = "acme-perm-connection-credentials";
const temporary = temporaryFolder();

let emulator: Emulator;
let emitted: Emitted;
const fronts = new Map<string, RecordingFront>();
const recorded: Doing[] = [];

beforeAll(async () => {
  emitted = await synthesize(ENVIRONMENT, path.join(temporary, "out"));
  emulator = await Emulator.start();
  await prepareAccounts(emulator, emitted);
  for (const { name } of emitted.stacks) fronts.set(name, await RecordingFront.start(emulator.endpoint));
});
afterAll(async () => {
  await Promise.all([...fronts.values()].map((front) => front.stop()));
  await emulator.stop();
});

/** Does something in every stack, and notes under its name what each stack called. */
async function noting(doing: string, action: () => Promise<unknown>): Promise<void> {
  await action();
  for (const [stack, front] of fronts) recorded.push([`${stack} ${doing}`, await front.taken()]);
}

/** The emulator by another way. */
function through(front: RecordingFront | undefined): ProgramEnvironment {
  if (front === undefined) throw new Error("Nothing stands before the emulator there");
  return { ...emulator.environment, AWS_ENDPOINT_URL: front.endpoint };
}

/** Changes one argument of every resource, and a tag of all that have tags. */
function changeEveryResource(): void {
  for (const { name } of emitted.stacks) {
    const file = path.join(stackFolder(emitted, name), "cdk.tf.json");
    const stack = JSON.parse(readFileSync(file, "utf8")) as {
      provider: { aws: { default_tags: { tags: Record<string, string> }[] }[] };
      resource: Record<TerraformType, Record<string, Arguments>>;
    };
    // The emulator cannot change the tags of a stage.
    const hasStage = "aws_apigatewayv2_stage" in stack.resource;
    for (const { default_tags } of hasStage ? [] : stack.provider.aws) {
      for (const { tags } of default_tags) {
        tags["changed"] = "yes";
        delete tags["managed-by"];
      }
    }
    for (const type of Object.keys(stack.resource) as TerraformType[]) {
      const change = CHANGES[type];
      if (typeof change === "function") Object.values(stack.resource[type]).forEach(change);
    }
    writeFileSync(file, JSON.stringify(stack));
  }
}

/** The sync function as emitted, run with its own role, and what stands before AWS for it. */
async function syncFunction(front: RecordingFront): Promise<FunctionService> {
  const stack = emitted.stacks.find(({ name }) => name === "connection-credentials");
  const block = stack?.resources.find(({ type }) => type === "aws_lambda_function")?.values ?? {};
  const assets = path.join(stackFolder(emitted, "connection-credentials"), "assets");
  const zip = readdirSync(assets, { recursive: true, encoding: "utf8" }).find((file) => file.endsWith(".zip")) ?? "";
  const [environment] = [block["environment"]].flat() as { variables: Record<string, string> }[];
  const emittedFunction: EmittedFunction = {
    name: SYNC,
    zipFile: path.join(assets, zip),
    environment: environment?.variables ?? {},
  };
  const sts = new STSClient({
    endpoint: emulator.endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${HUB}:role/${SYNC}`, RoleSessionName: "function" }),
  );
  return FunctionService.start([emittedFunction], {
    ...through(front),
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? "",
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? "",
  });
}

const COMMANDS: readonly (readonly [doing: string, args: readonly string[], input: string, exitCode: number])[] = [
  ["credentials put", ["credentials", "put", "crm"], '{"clientId":"canary","clientSecret":"canary"}', 0],
  ["credentials put", ["credentials", "put", "mail"], '{"apiKey":"canary"}', 0],
  ["credentials sync", ["credentials", "sync", "crm"], "", 0],
  ["credentials status", ["credentials", "status"], "", 0],
  ["shadow show", ["shadow", "show", "mail"], "", 0],
  ["shadow show", ["shadow", "show", "mail", "--delete"], "", 0],
  ["verify", ["verify"], "", 0],
];

/** A message, as a rule would leave it. */
async function leaveShadow(queue: string): Promise<void> {
  const { sqs } = await emulator.account(HUB);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));
}

async function noteCommands(): Promise<void> {
  const front = await RecordingFront.start(emulator.endpoint);
  const functions = await syncFunction(front);
  const invocations = await RecordingFront.start(emulator.endpoint, functions.endpoint);
  await leaveShadow("acme-perm-mail_send_welcome_shadow");
  try {
    for (const [doing, args, input, wanted] of COMMANDS) {
      const env = { ...through(front), AWS_ENDPOINT_URL_LAMBDA: invocations.endpoint };
      const { exitCode, output } = await runHub([...args, "--env", ENVIRONMENT], env, input);
      expect({ doing, exitCode, output }).toEqual({ doing, exitCode: wanted, output });
      recorded.push([doing, [...(await front.taken()), ...(await invocations.taken())]]);
    }
    await functions.invoke(SYNC, { action: "repair" });
    recorded.push(["the scheduled run of the sync function", await front.taken()]);
  } finally {
    await Promise.all([front.stop(), invocations.stop(), functions.stop()]);
  }
}

test("Terraform, the commands and the sync function call what is kept as called, and nothing else", async () => {
  const types = new Set(emitted.stacks.flatMap(({ resources }) => resources.map(({ type }) => type)));
  expect([...types].sort()).toEqual(EVERY_TYPE.toSorted());

  const deployment = new Deployment(emitted, (stack) => through(fronts.get(stack)));
  await noting("apply", () => deployment.applyAll());
  const changed = deployment.changedStacks();
  await noting("plan", () => changed);
  expect(await changed).toEqual([]);
  await noteCommands();
  const keys = new Map<string, string>();
  for (const account of new Set(emitted.stacks.map(({ account = "" }) => account))) {
    const { Aliases = [] } = await (await emulator.account(account)).kms.send(new ListAliasesCommand({ Limit: 100 }));
    for (const { TargetKeyId, AliasName = "" } of Aliases)
      keys.set(TargetKeyId ?? "", AliasName.replace(/^alias\//, ""));
  }
  changeEveryResource();
  await noting("update", () => deployment.applyAll());
  await noting("destroy", () => deployment.destroyAll());

  const recording = recordingOf(recorded, keys);
  if (process.env["RENEW"] === "1") keepRecording(recording);
  expect(recording).toEqual(keptRecording());
});
