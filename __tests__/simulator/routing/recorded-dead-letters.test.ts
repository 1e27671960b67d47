/**
 * Dead letters that were recorded on AWS in September 2026: of inputs that are no JSON, and of rules that forward to another
 * bus. Permissions of queues, topics, log groups and functions as targets are not simulated: of those letters only the form
 * is compared.
 */
import { rmSync } from "node:fs";
import { renderTargetInput, type JsonObject, type TargetInput } from "#simulator/input";
import { hubBus, parseEvent, simulate } from "#simulator/routing";
import { readTopology } from "#simulator/topology";
import { readRecordingFile } from "../recordings";
import { emittedFolder } from "../topology/emitted-folder";

interface Letter {
  readonly source: string;
  readonly name: string;
  /** Null where only a part of it was written down. */
  readonly body: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of inputs. */
  readonly target?: TargetInput;
  readonly partial?: string;
}

const file = "dead-letters-recorded.json";
const letters = readRecordingFile(file) as readonly Letter[] | undefined;
const inputs = readRecordingFile("inputs-recorded.json") as
  readonly { readonly event: JsonObject | null }[] | undefined;

const ACCOUNT = "000000000000";
const REGION = "us-east-1";
const busArn = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const TRUST = policy({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" });
const MAY_PUT = policy({ Effect: "Allow", Action: "events:PutEvents", Resource: "*" });

/** What was wrong on AWS when the letter came to be. */
interface Cause {
  readonly trust?: string;
  readonly grant?: string;
  /** Of the target's bus. */
  readonly denies?: object;
  /** Whether the bus that takes it forwards it once more. */
  readonly goesOn?: boolean;
}

const denies = (Condition: object) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "events:PutEvents",
  Resource: busArn("b"),
  Condition,
});

/** By the names of the recordings. That the role of `missing` does not exist, Terraform that names it cannot say. */
const CAUSES: Readonly<Record<string, Cause>> = {
  invtrue: { denies: denies({ Bool: { "events:eventBusInvocation": "true" } }) },
  sourcehit: { denies: denies({ StringEquals: { "events:source": "probe" } }) },
  nogrant: { grant: policy({ Effect: "Allow", Action: "events:PutEvents", Resource: busArn("another") }) },
  badtrust: { trust: TRUST.replace("events.amazonaws.com", "lambda.amazonaws.com") },
  multi: { goesOn: true },
};

/** Buses a, b and c, and rules from one to the next. */
function topologyOf({ trust = TRUST, grant = MAY_PUT, denies: deny, goesOn = false }: Cause) {
  const forward = (from: string, to: string) => ({
    rule: { name: `to-${to}`, event_bus_name: from, event_pattern: '{"source":["probe"]}' },
    target: {
      rule: `to-${to}`,
      event_bus_name: from,
      target_id: to,
      arn: busArn(to),
      role_arn: "${aws_iam_role.r.arn}",
    },
  });
  const rules = { one: forward("a", "b"), ...(goesOn ? { two: forward("b", "c") } : {}) };
  const parts = <K extends "rule" | "target">(kind: K) =>
    Object.fromEntries(Object.entries(rules).map(([name, both]) => [name, both[kind]]));
  const outdir = emittedFolder({
    s: {
      provider: { aws: [{ region: REGION, allowed_account_ids: [ACCOUNT] }] },
      resource: {
        aws_cloudwatch_event_bus: { a: { name: "a" }, b: { name: "b" }, c: { name: "c" } },
        ...(deny === undefined
          ? {}
          : { aws_cloudwatch_event_bus_policy: { b: { event_bus_name: "b", policy: policy(deny) } } }),
        aws_cloudwatch_event_rule: parts("rule"),
        aws_cloudwatch_event_target: parts("target"),
        aws_iam_role: { r: { name: "r", assume_role_policy: trust } },
        aws_iam_role_policy: { r: { role: "r", policy: grant } },
      },
    },
  });
  const topology = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  return topology;
}

/** The last delivery of an event that is put on bus a, and the event as that bus had it. */
function lastDelivery(cause: Cause, event: string) {
  const topology = topologyOf(cause);
  const first = simulate({ topology, bus: hubBus(topology, "a"), event: parseEvent(event) });
  if (cause.goesOn !== true) return { delivery: first.deliveries[0], event: first.event };
  const bus = hubBus(topology, "b");
  const forwardedBy = topology.rules.find(({ name }) => name === "to-b");
  const next = simulate({ topology, bus, event: parseEvent(JSON.stringify(first.event)), forwardedBy });
  return { delivery: next.deliveries[0], event: next.event };
}

if (letters === undefined) {
  test.skip(`dead letters recorded in 2026: ${file} is not there`, () => undefined);
  process.stdout.write(`Skipped the dead letters recorded in 2026: ${file} is not there.\n`);
} else {
  const ofInputs = letters.flatMap(({ source, target, ...letter }) =>
    source === "inputs.json" && target !== undefined ? [[letter.name, letter, target] as const] : [],
  );
  // The recordings share an event but for the name of the case, which no target shows.
  const event = inputs?.find(({ event: one }) => one !== null)?.event ?? {};

  test.each(ofInputs)("the input of %s is the body of its letter", (_, { body, attributes }, target) => {
    const rule = { name: "rule", arn: "arn:aws:events:us-east-1:111111111111:rule/bus/rule" };
    const result = renderTargetInput({ target: { Id: "target", ...target }, event, rule, ingestionTime: "" });
    const { ERROR_CODE: code, ERROR_MESSAGE: message } = attributes;
    expect(result).toMatchObject(
      code === "INVALID_JSON" ? { kind: "notDelivered", deadLetter: { code, message, body } } : { body },
    );
  });

  const forwarded = letters.flatMap((letter) => {
    const cause = letter.source === "bus_forwarding.json" ? CAUSES[letter.name] : undefined;
    return cause === undefined ? [] : [[letter.name, letter, cause] as const];
  });

  test.each(forwarded)("%s: forwarding to another bus ends as it was recorded", (_, { attributes }, cause) => {
    const id = /for event (\S+) because/.exec(attributes["ERROR_MESSAGE"] ?? "")?.[1] ?? "any";
    const put = JSON.stringify({ id, source: "probe", "detail-type": "t", detail: { n: 3.25 } });
    const { delivery, event: received } = lastDelivery(cause, put);
    expect(delivery?.deadLetter).toEqual({
      code: attributes["ERROR_CODE"],
      message: attributes["ERROR_MESSAGE"],
      body: JSON.stringify(received),
    });
  });

  test("without any of these causes the event is forwarded", () => {
    const put = '{"source":"probe","detail-type":"t","detail":{}}';
    expect(lastDelivery({}, put).delivery).toMatchObject({ forwardedTo: busArn("b"), deadLetter: null });
    expect(forwarded.map(([name]) => name).sort()).toEqual(Object.keys(CAUSES).sort());
  });

  test("every letter that was written down whole has the attributes that ours have, and each a code that we know", () => {
    const wholes = letters.filter(({ partial, attributes }) => partial === undefined && "RULE_ARN" in attributes);
    expect(wholes.length).toBeGreaterThan(50);
    const names = wholes.map(({ attributes }) => Object.keys(attributes).sort().join());
    expect([...new Set(names)]).toEqual(["ERROR_CODE,ERROR_MESSAGE,RULE_ARN,TARGET_ARN"]);
    expect(letters.map(({ attributes }) => attributes["ERROR_CODE"]).filter((code) => !CODES.has(code ?? ""))).toEqual(
      [],
    );
  });
}

const CODES: ReadonlySet<string> = new Set([
  "FAILED_TO_ASSUME_ROLE",
  "INVALID_JSON",
  "NO_PERMISSIONS",
  "NO_RESOURCE",
  "RULE_DECRYPTION_FAILURE",
  "THIRD_ACCOUNT_HOP_DETECTED",
]);
