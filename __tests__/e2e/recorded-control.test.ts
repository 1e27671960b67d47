/**
 * Requests of EventBridge's control plane as they were recorded on AWS in September 2026, played against the stub: what AWS
 * takes it takes, and what AWS refuses it refuses with AWS's code and words.
 */
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { z } from "zod";
import { readRecordingFile } from "../simulator/recordings";
import type { Fields } from "../stub-eventbridge/call";
import type { MayCall } from "../stub-eventbridge/permissions";
import { StubEventBridge } from "../stub-eventbridge/stub";
import { Emulator, type Account } from "./emulator";

jest.setTimeout(120_000);

const recordingSchema = z.object({
  source: z.string(),
  operation: z.string(),
  request: z.record(z.string(), z.unknown()),
  expected: z.enum(["ok", "error"]),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
type Recorded = z.output<typeof recordingSchema>;

const FILE = "control-recorded.json";
const file = readRecordingFile(FILE);
const recordings = file === undefined ? [] : z.array(recordingSchema).parse(file);

const REGION = "us-east-1";
const ACCOUNT = "200000000001";
const CALLER = `arn:aws:iam::${ACCOUNT}:role/prober`;
const HERE = `${REGION}:${ACCOUNT}`;
const QUEUE = `arn:aws:sqs:${HERE}:queue`;
const BUS = "probe-events-permissions-owned00000";
const KEYED_BUS = "probe-buskms-b4ddc3858b";
/** Keeps its key. */
const OTHER_KEYED_BUS = "probe-buskms-other";

let emulator: Emulator;
let stub: StubEventBridge;
let account: Account;
let accessKey: string;
let keyId: string;
let connectionArn: string;

beforeAll(async () => {
  emulator = await Emulator.start();
  stub = await StubEventBridge.start(emulator);
  account = await emulator.account(ACCOUNT, REGION);
  const sts = new STSClient({
    endpoint: emulator.endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: CALLER, RoleSessionName: "probe" }));
  accessKey = Credentials?.AccessKeyId ?? "";
  await prepare();
});
afterAll(async () => {
  await stub.stop();
  await emulator.stop();
});

/** What a call comes to. */
interface Answer {
  readonly status: number;
  readonly fields: Fields;
}

async function call(operation: string, request: Fields): Promise<Answer> {
  const answer = await fetch(stub.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSEvents.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260901/${REGION}/events/aws4_request, Signature=none`,
    },
    body: JSON.stringify(request),
  });
  return { status: answer.status, fields: (await answer.json()) as Fields };
}

/** The same, where nothing may go wrong. */
async function made(operation: string, request: Fields): Promise<Fields> {
  const { status, fields } = await call(operation, request);
  if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(fields)}`);
  return fields;
}

const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
  });

/** What was there when the recordings were made. */
async function prepare(): Promise<void> {
  const { KeyMetadata } = await account.kms.send(new CreateKeyCommand({}));
  keyId = KeyMetadata?.KeyId ?? "";
  await account.kms.send(new CreateAliasCommand({ AliasName: "alias/name", TargetKeyId: keyId }));
  await setKeyPolicy();
  for (const RoleName of ["basic", "deny"]) {
    await account.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust("events.amazonaws.com") }),
    );
  }
  for (const Name of [BUS, "a", "bus1", "hub"]) await made("CreateEventBus", { Name });
  for (const Name of [KEYED_BUS, OTHER_KEYED_BUS])
    await made("CreateEventBus", { Name, KmsKeyIdentifier: "alias/name" });
  await made("PutRule", { Name: "probe", EventPattern: '{"source":["s"]}' });
  await made("PutRule", { Name: "paid", EventPattern: '{"source":["s"]}' });
  await made("PutTargets", { Rule: "paid", Targets: [{ Id: "one", Arn: QUEUE }] });
  const { ConnectionArn } = await made("CreateConnection", {
    Name: "basic",
    AuthorizationType: "BASIC",
    AuthParameters: { BasicAuthParameters: { Username: "u", Password: "p" } },
  });
  connectionArn = String(ConnectionArn);
}

/** The key's policy, less what the service may not do, and with what the caller is denied. */
async function setKeyPolicy({ less = "", denied = "" } = {}): Promise<void> {
  const Statement = [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
    {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:GenerateDataKey", "kms:Decrypt"].filter((action) => action !== less),
      Resource: "*",
    },
    ...(denied === "" ? [] : [{ Effect: "Deny", Principal: { AWS: CALLER }, Action: denied, Resource: "*" }]),
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await account.kms.send(new PutKeyPolicyCommand({ KeyId: keyId, PolicyName: "default", Policy }));
}

const PASS_ROLE: Readonly<Record<string, (context: Readonly<Record<string, string>>) => boolean>> = {
  "no iam:PassRole": () => false,
  "PassRole with iam:PassedToService events.amazonaws.com": (context) =>
    context["iam:PassedToService"] === "events.amazonaws.com",
  "PassRole with iam:PassedToService lambda.amazonaws.com": (context) =>
    context["iam:PassedToService"] === "lambda.amazonaws.com",
  "PassRole with ArnEquals iam:AssociatedResourceArn = the rule's ARN": (context) =>
    context["iam:AssociatedResourceArn"] === `arn:aws:events:${HERE}:rule/probe`,
  "PassRole with Null iam:AssociatedResourceArn true": (context) => context["iam:AssociatedResourceArn"] === undefined,
  "PassRole with ArnEquals iam:AssociatedResourceArn = the target queue's ARN": (context) =>
    context["iam:AssociatedResourceArn"] === QUEUE,
};

function callerOf({ request }: Recorded): MayCall {
  const { _caller: caller } = request;
  if (typeof caller !== "string") return () => true;
  const mayPass = PASS_ROLE[caller];
  if (mayPass === undefined) throw new Error(`The caller ${caller} is not known here`);
  return (_, { action, context }) => action !== "iam:PassRole" || mayPass(context);
}

/** What has to be so before a recorded call, and what is put right again after it. */
async function around({ operation, request }: Recorded, play: () => Promise<Answer>): Promise<Answer> {
  const { _keyPolicy: policy, _key: key, _state: state, _note: note } = request;
  if (typeof policy === "string") {
    const [, who, action = ""] = /^(service not allowed|caller denied) (.*)$/.exec(policy) ?? [];
    await setKeyPolicy(who === "caller denied" ? { denied: action } : { less: action });
  }
  if (key !== undefined) await account.kms.send(new DisableKeyCommand({ KeyId: keyId }));
  if (state === "right after removing the key") await made("UpdateEventBus", { Name: KEYED_BUS, KmsKeyIdentifier: "" });
  if (note === "while DEAUTHORIZING") await made("DeauthorizeConnection", { Name: "basic" });
  if (operation === "DeleteEventBus") await made("DeleteEventBus", { Name: "hub" });
  try {
    return await play();
  } finally {
    if (policy !== undefined) await setKeyPolicy();
    if (key !== undefined) await account.kms.send(new EnableKeyCommand({ KeyId: keyId }));
  }
}

const POLICY = (statement: Fields) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "one", Effect: "Allow", Principal: { AWS: "222222222222" }, ...statement }],
  });

/** What a recording leaves out because it does not matter. */
const LEFT_OUT: Readonly<Record<string, (request: Fields, index: number) => Fields>> = {
  PutPermission: ({ Policy: policy, _policy: described }) => ({
    EventBusName: BUS,
    ...(described === undefined
      ? {}
      : { Policy: `${POLICY({ Action: "events:PutEvents", Resource: "*" })}${" ".repeat(11_000)}` }),
    ...(typeof policy === "object" ? { Policy: POLICY(replacedBus(policy as Fields)) } : {}),
  }),
  CreateConnection: (_, index) => ({ Name: `connection${index}` }),
  UpdateConnection: ({ AuthorizationType }) => ({
    Name: "basic",
    ...(AuthorizationType === undefined ? {} : { AuthParameters: { BasicAuthParameters: { Password: "p" } } }),
  }),
  CreateEventBus: (_, index) => ({ Name: `bus-${index}` }),
  UpdateEventBus: () => ({ Name: KEYED_BUS }),
  PutRule: () => ({ Name: "probe", EventPattern: '{"source":["s"]}' }),
  RemoveTargets: () => ({ Rule: "probe" }),
  PutTargets: ({ RoleArn }) => ({
    Rule: "probe",
    Targets: [{ Id: "one", Arn: QUEUE, ...(RoleArn === undefined ? {} : { RoleArn }) }],
  }),
  CreateArchive: (_, index) => ({
    ArchiveName: `archive${index}`,
    EventSourceArn: `arn:aws:events:${HERE}:event-bus/bus1`,
  }),
  PutEvents: () => ({}),
};

function replacedBus(statement: Fields): Fields {
  return { ...statement, Resource: `arn:aws:events:${HERE}:event-bus/${BUS}` };
}

/** A recorded request with this account's names, and with what was left out. */
function requestOf({ operation, request }: Recorded, index: number): Fields {
  const ours = JSON.parse(here(JSON.stringify(request))) as Record<string, unknown>;
  const whole: Record<string, unknown> = { ...LEFT_OUT[operation]?.(ours, index) };
  for (const [key, value] of Object.entries(ours)) {
    if (key.startsWith("_") || (key === "Policy" && typeof value === "object")) continue;
    whole[key] = value === "513 characters" ? "x".repeat(513) : value;
  }
  if (operation === "PutTargets") {
    delete whole["RoleArn"];
    const targets = whole["Targets"] as Fields[];
    whole["Targets"] = targets.map((target) => ({
      Id: "one",
      ...target,
      Arn: target["Arn"] === "sqs" ? QUEUE : target["Arn"],
    }));
  }
  if (operation === "PutEvents") {
    const entry = {
      Source: "s",
      DetailType: "t",
      Detail: "{}",
      ...("_key" in ours ? { EventBusName: OTHER_KEYED_BUS } : {}),
    };
    whole["Entries"] = ((whole["Entries"] ?? [{}]) as Fields[]).map((given) => ({ ...entry, ...given }));
  }
  return whole;
}

/** A text with this account's names for those of the recordings. */
function here(text: string): string {
  return text
    .replaceAll(
      /arn:aws:(?:iam|sts)::\d{12}:(?:user|assumed-role)\/[\w/-]+/g,
      `arn:aws:sts::${ACCOUNT}:assumed-role/prober/probe`,
    )
    .replaceAll(/(?<=arn:aws:[a-z0-9-]+:[a-z0-9-]*:)(?:000000000000|111111111111|123456789012)/g, ACCOUNT)
    .replaceAll("1b2cee3b-408c-44b5-89b8-0eae2be3e639", keyId)
    .replaceAll(/arn:aws:events:[^"]*:connection\/basic\/5105bcb7[0-9a-f-]*/g, connectionArn);
}

/** Code and words of an answer; of PutEvents those of its entry. */
function outcomeOf(
  operation: string,
  { status, fields }: Answer,
  request: Fields,
): { code: unknown; message: unknown } {
  const [entry] = operation === "PutEvents" ? ((fields["Entries"] ?? []) as Fields[]) : [];
  if (entry?.["ErrorCode"] !== undefined) return { code: entry["ErrorCode"], message: entry["ErrorMessage"] };
  if (status === 200 && Number(fields["FailedEntryCount"] ?? 0) === 0) return { code: null, message: null };
  // The recordings leave a long value out.
  const long = Object.values(request).find((value) => typeof value === "string" && value.length > 512);
  const message = String(fields["message"]);
  return { code: fields["__type"], message: typeof long === "string" ? message.replace(long, "<value>") : message };
}

if (file === undefined) {
  test.skip(`requests recorded in 2026: ${FILE} is not there`, () => undefined);
  process.stdout.write(`Skipped the requests recorded in 2026: ${FILE} is not there.\n`);
} else {
  const rows = recordings.map((recorded, index) => {
    const { operation, request } = recorded;
    return [`${index} ${operation} ${JSON.stringify(request).slice(0, 120)}`, recorded, index] as const;
  });

  test("there are recordings to play", () => {
    expect(rows.length).toBeGreaterThan(100);
  });

  test.each(rows)("%s", async (_, recorded, index) => {
    const { operation, code, message } = recorded;
    if (operation === "PutTargets") {
      const { EventBusName, Rule = "probe" } = recorded.request;
      const bus = typeof EventBusName === "string" ? { EventBusName } : {};
      await made("PutRule", { Name: Rule, EventPattern: '{"source":["s"]}', ...bus });
    }
    stub.mayCall = callerOf(recorded);
    const request = requestOf(recorded, index);
    const answer = await around(recorded, () => call(operation, request));
    stub.mayCall = () => true;
    expect(outcomeOf(operation, answer, request)).toEqual({ code, message: message === null ? null : here(message) });
  });
}

const inputSchema = z.object({
  name: z.string(),
  target: z.record(z.string(), z.unknown()),
  outcome: z.enum(["delivered", "deadLetter", "putTargetsError"]),
  message: z.string().nullable(),
});

const INPUTS = "inputs-recorded.json";
const inputs = readRecordingFile(INPUTS);

if (inputs === undefined) {
  test.skip(`inputs recorded in 2026: ${INPUTS} is not there`, () => undefined);
  process.stdout.write(`Skipped the inputs recorded in 2026: ${INPUTS} is not there.\n`);
} else {
  const rows = z
    .array(inputSchema)
    .parse(inputs)
    .map((each) => [each.name, each] as const);

  test.each(rows)("PutTargets takes or refuses the input %s as it was recorded", async (_, recorded) => {
    const { target, outcome, message } = recorded;
    await made("PutRule", { Name: "inputs", EventPattern: '{"source":["s"]}' });
    const { status, fields } = await call("PutTargets", {
      Rule: "inputs",
      Targets: [{ Id: "target", Arn: QUEUE, ...target }],
    });
    const refused = { status: 400, code: "ValidationException", message };
    const answered = { status, code: fields["__type"], message: fields["message"] };
    expect(answered).toEqual(outcome === "putTargetsError" ? refused : { status: 200 });
  });
}
