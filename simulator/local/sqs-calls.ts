import { createHash } from "node:crypto";
import type { Clock } from "../delivery";
import { isJsonList, type JsonObject, type JsonValue } from "../input";
import type { Queue } from "../topology";
import { AwsError, type AwsCall } from "./aws-protocol";
import type { DeadLetterQueues, ReceivedMessage } from "./dead-letter-queues";

/** How often a receiver that waits looks again, in milliseconds. */
const LOOK_EVERY = 100;

/**
 * What of SQS is needed to read dead letters with AWS's own tools: ListQueues, GetQueueUrl, GetQueueAttributes,
 * ReceiveMessage and DeleteMessage. Queues are those of the emitted Terraform; nothing can be sent to them.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/
 *
 * @param signal ends the waiting of receivers
 * @throws AwsError as AWS would
 */
export async function callSqs(
  call: AwsCall,
  queues: DeadLetterQueues,
  clock: Clock,
  signal: AbortSignal,
): Promise<JsonObject> {
  switch (call.operation) {
    case "ListQueues":
      return listQueues(call, queues);
    case "GetQueueUrl":
      return { QueueUrl: urlOf(namedQueue(call, queues), call) };
    case "GetQueueAttributes":
      return { Attributes: attributes(addressedQueue(call, queues), queues) };
    case "ReceiveMessage":
      return receive(call, queues, clock, signal);
    case "DeleteMessage":
      queues.delete(addressedQueue(call, queues).arn, textIn(call, "ReceiptHandle"));
      return {};
    default:
      throw new AwsError("InvalidAction", `The local hub does not know SQS's ${call.operation}.`);
  }
}

function textIn({ input }: AwsCall, name: string): string {
  const value = input[name];
  return typeof value === "string" ? value : "";
}

function urlOf({ account, name }: Queue, { origin }: AwsCall): string {
  return `${origin}/${account}/${name}`;
}

/** The queues of the calling account; of all accounts when the caller does not say which it is. */
function listQueues(call: AwsCall, { queues }: DeadLetterQueues): JsonObject {
  const prefix = textIn(call, "QueueNamePrefix");
  const urls = queues
    .filter(({ account, name }) => name.startsWith(prefix) && account === (call.account ?? account))
    .map((queue) => urlOf(queue, call));
  return urls.length === 0 ? {} : { QueueUrls: urls };
}

function namedQueue(call: AwsCall, { queues }: DeadLetterQueues): Queue {
  const name = textIn(call, "QueueName");
  const account = textIn(call, "QueueOwnerAWSAccountId") || call.account;
  const found = queues.find((queue) => queue.name === name && queue.account === (account ?? queue.account));
  if (found === undefined) throw noSuchQueue();
  return found;
}

function addressedQueue(call: AwsCall, { queues }: DeadLetterQueues): Queue {
  const [account, name] = textIn(call, "QueueUrl").split("/").slice(-2);
  const found = queues.find((queue) => queue.name === name && queue.account === account);
  if (found === undefined) throw noSuchQueue();
  return found;
}

function noSuchQueue(): AwsError {
  return new AwsError(
    "QueueDoesNotExist",
    "The specified queue does not exist.",
    "AWS.SimpleQueueService.NonExistentQueue",
  );
}

function attributes({ arn }: Queue, queues: DeadLetterQueues): JsonObject {
  const { visible, hidden } = queues.depth(arn);
  return {
    QueueArn: arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: "0",
  };
}

async function receive(
  call: AwsCall,
  queues: DeadLetterQueues,
  clock: Clock,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { arn } = addressedQueue(call, queues);
  const number = (name: string, otherwise: number) => {
    const value = call.input[name];
    return typeof value === "number" ? value : otherwise;
  };
  const most = number("MaxNumberOfMessages", 1);
  if (most < 1 || most > 10) {
    throw new AwsError("InvalidParameterValue", "MaxNumberOfMessages must be between 1 and 10, if provided.");
  }
  const giveUpAt = clock.now() + Math.min(20, number("WaitTimeSeconds", 0)) * 1000;
  for (;;) {
    const messages = queues.receive(arn, most, number("VisibilityTimeout", 30) * 1000);
    if (messages.length > 0) return { Messages: messages.map((message) => messageFor(call, message)) };
    if (clock.now() >= giveUpAt || signal.aborted) return {};
    await clock.sleep(LOOK_EVERY, signal);
  }
}

/** Attributes come only when they are asked for, as from SQS. */
function messageFor(
  { input }: AwsCall,
  { id, receiptHandle, letter, sentAt, receiveCount }: ReceivedMessage,
): JsonObject {
  const asked = (parameter: string): ((name: string) => boolean) => {
    const names = input[parameter];
    const list = names !== undefined && isJsonList(names) ? names : [];
    return (name) => list.some((one) => one === "All" || one === ".*" || one === name);
  };
  const system = { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(receiveCount) };
  const ofSystem = pick(
    system,
    (name) => asked("AttributeNames")(name) || asked("MessageSystemAttributeNames")(name),
    (value) => value,
  );
  const ofMessage = pick({ ...letter.attributes }, asked("MessageAttributeNames"), (value) => ({
    DataType: "String",
    StringValue: value,
  }));
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    Body: letter.body,
    MD5OfBody: createHash("md5").update(letter.body).digest("hex"),
    ...(ofSystem === undefined ? {} : { Attributes: ofSystem }),
    ...(ofMessage === undefined ? {} : { MessageAttributes: ofMessage }),
  };
}

function pick(
  values: Readonly<Record<string, string>>,
  isAsked: (name: string) => boolean,
  write: (value: string) => JsonValue,
): JsonObject | undefined {
  const entries = Object.entries(values)
    .filter(([name]) => isAsked(name))
    .map(([name, value]) => [name, write(value)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
