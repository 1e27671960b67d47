/** When a key fails, somebody is told: by an alarm on something that the key does not encrypt, over a topic that it does not. */
import { sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment, type Resource } from "../synthesized";

const { stacks } = synthesizeEnvironment(sampleEnvironment());
const inHub = stacks.filter(({ id }) => !id.startsWith("source-"));
/** The three keys, each by the end of its alias. */
const KEYS = { hub: "key", "dead-letters": "dead-letter-key", alerts: "alert-key" } as const;
type Key = keyof typeof KEYS;

const KEY_ARGUMENTS = ["kms_key_identifier", "kms_master_key_id", "kms_key_id", "kms_key_arn"];

interface Placed {
  readonly stack: string;
  readonly one: Resource;
}

const all: readonly Placed[] = inHub.flatMap((stack) => stack.resources().map((one) => ({ stack: stack.id, one })));
const ofType = (type: string) => all.filter(({ one }) => one.type === type);

/** Whether something is encrypted with a key, named by its alias, or within its stack by reference. */
function isUnder(key: Key, { stack, one: { attributes } }: Placed): boolean {
  const reference = `\${aws_kms_alias.${KEYS[key]}.arn}`;
  return KEY_ARGUMENTS.some((argument) => {
    const value = attributes[argument];
    if (typeof value !== "string") return false;
    return value.endsWith(`alias/acme-test-${key}`) || (stack === "central-bus" && value === reference);
  });
}

/** Types of what a key encrypts. */
const encryptedWith = (key: Key) =>
  [...new Set(all.filter((placed) => isUnder(key, placed)).map(({ one }) => one.type))].sort();

/** The alarms whose way to a person needs no encryption with this key. */
function alarmsBeside(key: Key): readonly Resource[] {
  if (ofType("aws_sns_topic").some((topic) => isUnder(key, topic))) return [];
  return ofType("aws_cloudwatch_metric_alarm").map(({ one }) => one);
}

test("each key encrypts its own kind of thing, and the alerts' key nothing but the topic", () => {
  expect(encryptedWith("hub")).toEqual([
    "aws_cloudwatch_event_bus",
    "aws_cloudwatch_event_connection",
    "aws_secretsmanager_secret",
  ]);
  expect(encryptedWith("dead-letters")).toEqual(["aws_sqs_queue"]);
  expect(encryptedWith("alerts")).toEqual(["aws_sns_topic"]);
});

test("the hub's key fails: what the bus cannot encrypt is in its dead-letter queue, and the alarm on that reaches people", () => {
  const queues = ofType("aws_sqs_queue").filter(({ stack }) => stack === "central-bus");
  expect(queues.map((queue) => isUnder("hub", queue))).toEqual([false]);
  const names = alarmsBeside("hub").map((alarm) => alarm.text("alarm_name"));
  expect(names).toContain("acme-test-central-dlq-not-empty");
});

test("the dead letters' key fails: each rule has an alarm on what its queue does not take, and it reaches people", () => {
  const lost = alarmsBeside("dead-letters").filter(
    (alarm) => alarm.text("metric_name") === "InvocationsFailedToBeSentToDlq",
  );
  const rules = ofType("aws_cloudwatch_event_rule").map(({ one }) => one.text("name"));
  expect(lost.map((alarm) => alarm.text("alarm_name")).sort()).toEqual(
    rules.map((rule) => `${rule}_lost-events`).sort(),
  );
  // That metric is CloudWatch's own, and no queue is read for it.
  expect(encryptedWith("dead-letters")).toEqual(["aws_sqs_queue"]);
});

test("the alerts' key fails: no alarm reaches anybody, as docs/deploy.md says", () => {
  expect(alarmsBeside("alerts")).toEqual([]);
});
