/**
 * Every policy that the stacks emit, held against every call that is made: by the commands and the sync function, as
 * recorded, by EventBridge and the other services, and by the functions. What is needed is let, and each statement is
 * needed.
 */
import path from "node:path";
import { parseArn, queueArn, secretArn, topicArn } from "../../aws/arn";
import { parsePolicy } from "../../simulator/policy/policy-statement";
import { loadEnvironment } from "../../catalogue";
import { hubNames } from "../../catalogue/names";
import { kindOfStack, terraformStatements } from "../../permissions";
import { COMMAND_ACTIONS } from "../../permissions/commands";
import { synthesizeEnvironment } from "../synthesized";
import { AFTER_CALLS } from "./calls-on-behalf";
import { heldStatements, keyArn, placedResources } from "./emitted-statements";
import { functionCalls } from "./function-calls";
import { isLet, type Call, type CallerIdentity, type HeldStatement } from "./permission-model";
import { keptRecording } from "./recording/recording";
import { serviceCalls } from "./service-calls";

const { environment } = loadEnvironment(path.join(__dirname, "environment"));
if (environment === undefined) throw new Error("The environment of the recording is not sound");
const { hub } = environment;
const place = { account: hub.account, region: hub.region };
const resources = placedResources(synthesizeEnvironment(environment));
const emitted = heldStatements(resources);

/** Statements that are nobody's here: those of the role that deploys, and of administrators who may do anything. */
function of(arn: string, statements: readonly object[]): HeldStatement[] {
  const parsed = parsePolicy(JSON.stringify({ Statement: statements }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.statements.map((statement) => ({
    holder: arn,
    kind: "identity",
    where: `${arn} ${statement.label}`,
    statement,
  }));
}

const deployments = [...new Set(resources.map((each) => each.place.account))].flatMap((account) => {
  const kinds = [...new Set(resources.filter((each) => each.place.account === account).map(({ stack }) => stack))].map(
    kindOfStack,
  );
  return of(
    `arn:aws:iam::${account}:role/${hub.deploymentRole}`,
    terraformStatements("deployment", hub, account, kinds),
  );
});
const ADMINISTRATOR = `arn:aws:iam::${hub.account}:role/administrator`;
const PLATFORM_TEAM = `arn:aws:iam::${hub.account}:role/platform-team`;
const anything = [{ Effect: "Allow", Action: "*", Resource: "*" }];
const outside = [...deployments, ...of(ADMINISTRATOR, anything), ...of(PLATFORM_TEAM, anything)];
const all = [...emitted, ...outside];

/** What keys carry that policies tell them by. */
function aboutKey({ action, resource, context = {}, caller }: Call): Call {
  if (!action.startsWith("kms:") || resource === "*") return { action, resource, context, caller };
  const alias = `alias/${resource.split(":key/")[1] ?? ""}`;
  const known = { "kms:ResourceAliases": [alias], "aws:ResourceTag/EventBridgeApiDestinations": "true" };
  return { action, resource, caller, context: { ...known, ...context } };
}

/** What Secrets Manager does with a secret's key in the caller's name (User Guide, security-encryption). */
function behindSecret({ caller, action }: Call): Call[] {
  const use = {
    "secretsmanager:GetSecretValue": ["Decrypt"],
    "secretsmanager:PutSecretValue": ["Decrypt", "GenerateDataKey"],
  }[action];
  const context = { "kms:ViaService": `secretsmanager.${hub.region}.amazonaws.com` };
  const resource = keyArn(place, hubNames(hub).keyAlias);
  return (use ?? []).map((name) => ({ caller, action: `kms:${name}`, resource, context }));
}

/** What SQS does with a queue's key in the name of who reads from it (SQS Developer Guide, sqs-key-management). */
function behindQueue({ caller, action, resource }: Call): Call[] {
  if (action !== "sqs:ReceiveMessage") return [];
  const context = {
    "kms:ViaService": `sqs.${hub.region}.amazonaws.com`,
    "kms:EncryptionContext:aws:sqs:arn": resource,
  };
  return [{ caller, action: "kms:Decrypt", resource: keyArn(place, hubNames(hub).deadLetterKeyAlias), context }];
}

/** What EventBridge does in the name of who updates a connection (credentials.test.ts has the sources). */
function behindConnection({ caller, action, resource }: Call): Call[] {
  if (action !== "events:UpdateConnection") return [];
  const name = parseArn(resource)?.name ?? "";
  const copy = secretArn(place, `events!connection/${name}/5a3f-0a1B2c`);
  const key = keyArn(place, hubNames(hub).keyAlias);
  const actions = [
    "CreateSecret",
    "DeleteSecret",
    "DescribeSecret",
    "GetSecretValue",
    "PutSecretValue",
    "UpdateSecret",
  ];
  return [
    ...actions.map((each) => ({ caller, action: `secretsmanager:${each}`, resource: copy })),
    { caller, action: "kms:DescribeKey", resource: key },
  ];
}

/** The calls of Terraform, of the commands and of the sync function. */
function recordedCalls(): Call[] {
  return Object.entries(keptRecording()).flatMap(([doing, byRole]) =>
    Object.entries(byRole).flatMap(([arn, calls]) => {
      const caller: CallerIdentity = { kind: "role", arn };
      const account = parseArn(arn)?.account ?? "";
      // The state is another account's, whose bucket and key no stack emits.
      if (account === hub.state.account) return [];
      return calls.flatMap((text): Call[] => {
        const [action = "", resource = ""] = text.split(" ");
        // AWS writes the policies of its own keys.
        if (resource.includes(":key/aws/")) return [];
        const call: Call = { caller, action, resource };
        const after = AFTER_CALLS.flatMap((each) => each({ action, resource, account, doing }, hub));
        return [
          ...[call, ...after.map((more) => ({ caller, ...more }))],
          ...[...behindSecret(call), ...behindConnection(call), ...behindQueue(call)],
        ];
      });
    }),
  );
}

const taken: Call = {
  caller: { kind: "role", arn: PLATFORM_TEAM },
  action: "sts:AssumeRole",
  resource: `arn:aws:iam::${hub.account}:role/${hubNames(hub).operatorsRole}`,
};
const NEEDED = [taken, ...recordedCalls(), ...serviceCalls(resources), ...functionCalls(environment)].map(aboutKey);

/** Calls that nobody may make, whatever else allows them. */
function forbidden(): Call[] {
  const administrator: CallerIdentity = { kind: "role", arn: ADMINISTRATOR };
  const insecure = { "aws:SecureTransport": "false" };
  const queues = resources.filter(({ type }) => type === "aws_sqs_queue");
  const secrets = resources.filter(({ type }) => type === "aws_secretsmanager_secret");
  const topics = resources.filter(({ type }) => type === "aws_sns_topic");
  const onSecret = [
    "GetSecretValue",
    "UpdateSecretVersionStage",
    "PutSecretValue",
    "UpdateSecret",
    "RotateSecret",
    "ReplicateSecretToRegions",
  ];
  return [
    ...queues.map((queue): Call => {
      const caller: CallerIdentity = { kind: "role", arn: `arn:aws:iam::${queue.place.account}:role/anybody` };
      return {
        caller,
        action: "sqs:ReceiveMessage",
        resource: queueArn(queue.place, String(queue.values["name"])),
        context: insecure,
      };
    }),
    ...topics.map((topic): Call => ({
      caller: { kind: "service", name: "cloudwatch.amazonaws.com" },
      action: "sns:Publish",
      resource: topicArn(topic.place, String(topic.values["name"])),
      context: { ...insecure, "aws:SourceAccount": hub.account },
    })),
    ...secrets.flatMap((secret): Call[] => {
      const resource = secretArn(secret.place, `${String(secret.values["name"])}-0a1B2c`);
      return [
        ...onSecret.map((name): Call => ({ caller: administrator, action: `secretsmanager:${name}`, resource })),
        { caller: administrator, action: "secretsmanager:DescribeSecret", resource, context: insecure },
      ];
    }),
    {
      caller: administrator,
      action: "events:PutEvents",
      resource: `arn:aws:events:${hub.region}:${hub.account}:event-bus/${hubNames(hub).bus}`,
      context: { "events:source": ["aws.s3"], "events:detail-type": ["Object Created"] },
    },
  ];
}
const anybody = [...new Set(resources.map((each) => each.place.account))].flatMap((account) =>
  of(`arn:aws:iam::${account}:role/anybody`, anything),
);
const FORBIDDEN = forbidden();

function inWords({ caller, action, resource, context = {} }: Call): string {
  const who = caller.kind === "role" ? caller.arn : caller.name;
  return `${who} ${action} ${resource} ${JSON.stringify(context)}`;
}

test("there are calls of every kind to ask about", () => {
  expect(NEEDED.filter(({ caller }) => caller.kind === "service").length).toBeGreaterThan(100);
  expect(
    NEEDED.filter(({ caller }) => caller.kind === "role" && caller.arn.endsWith("-operators")).length,
  ).toBeGreaterThan(20);
  expect(
    NEEDED.filter(({ caller }) => caller.kind === "role" && caller.arn.endsWith("-connection-credentials")).length,
  ).toBeGreaterThan(20);
  expect(emitted.length).toBeGreaterThan(100);
});

test("every call that is needed is let", () => {
  expect(NEEDED.filter((call) => !isLet(call, all)).map(inWords)).toEqual([]);
});

test("none that is forbidden is", () => {
  expect(FORBIDDEN.filter((call) => isLet(call, [...all, ...anybody])).map(inWords)).toEqual([]);
});

test("without any one statement something that is needed is not let, or something forbidden is", () => {
  const idle = emitted.filter((one) => {
    const others = all.filter((each) => each !== one);
    const isNeeded = NEEDED.some((call) => concerns(one, call) && !isLet(call, others));
    return !isNeeded && !FORBIDDEN.some((call) => concerns(one, call) && isLet(call, [...others, ...anybody]));
  });
  expect(idle.map(({ where }) => where)).toEqual([]);
});

/** Whether a statement can have a say in a call: spares the rest. */
function concerns({ holder, kind }: HeldStatement, { caller, resource }: Call): boolean {
  return kind === "identity"
    ? caller.kind === "role" && caller.arn === holder
    : resource === holder || resource.startsWith(holder);
}

/** Condition keys that tell on whose behalf a service calls. */
const ON_BEHALF = [
  "aws:SourceArn",
  "aws:SourceAccount",
  "kms:EncryptionContext:aws:logs:arn",
  "kms:EncryptionContext:aws:events:event-bus:arn",
];

test("a service that acts for somebody else is refused, wherever it says for whom it acts", () => {
  const deputies = NEEDED.flatMap((call) => {
    if (call.caller.kind !== "service") return [];
    const given = Object.entries(call.context ?? {}).filter(([key]) => ON_BEHALF.includes(key));
    if (given.length === 0) return [];
    const others = given.map(([key, value]) => [key, String(value).replace(/\d{12}/, "299999999999")] as const);
    return [{ ...call, context: { ...call.context, ...Object.fromEntries(others) } }];
  });
  expect(deputies.length).toBeGreaterThan(100);
  expect(deputies.filter((call) => isLet(call, all)).map(inWords)).toEqual([]);
});

test("the table of commands says what each was recorded to call", () => {
  const operators = `arn:aws:iam::${hub.account}:role/${hubNames(hub).operatorsRole}`;
  const recorded = Object.entries(keptRecording()).flatMap(([doing, byRole]) => {
    const calls = byRole[operators];
    return calls === undefined ? [] : [[doing, [...new Set(calls.map((call) => call.split(" ")[0]))].sort()] as const];
  });
  const said = Object.entries(COMMAND_ACTIONS).map(([command, actions]) => [command, actions.toSorted()] as const);
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(recorded));
});
