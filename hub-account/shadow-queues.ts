/** What waits in the shadow queues of the hub account. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  MessageNotInflight,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  type Message,
} from "@aws-sdk/client-sqs";
import type { Hub } from "../catalogue";
import { inWords } from "./aws-failure";
import { HubAccountError } from "./failure";
import { openHubSession, type HubSession } from "./session";
import { unlessMissing } from "./unless-missing";

/** A message as AWS made it. */
interface ShadowMessage {
  readonly id: string;
  /** When EventBridge put it into the queue; RFC 3339. */
  readonly sentAt: string;
  readonly body: string;
}

/** What was read of one queue. */
interface ReadQueue {
  readonly messages: readonly ShadowMessage[];
  /** About how many wait in all, those that were read among them. */
  readonly waiting: number;
}

/** What becomes of the messages that are read. */
type AfterReading = "keep" | "delete";

/** SQS's most of a call. */
const MOST_AT_ONCE = 10;

/**
 * Seconds that a message is hidden from other readers while the rest is read and shown, so that it does not come twice. A
 * thousand take about half of them.
 */
const HIDDEN = 300;

/** What to read, and what becomes of it. */
interface ShadowReading {
  /** By name, each with the stack that makes it. */
  readonly queues: readonly { readonly name: string; readonly stack: string }[];
  /** Messages of each. */
  readonly limit: number;
  readonly after: AfterReading;
  /** Shows what was read, by the names of queues. What throws keeps the messages. */
  readonly show: (read: ReadonlyMap<string, ReadQueue>) => void;
}

/**
 * Reads shadow queues, one after the other, and shows their messages. None is deleted before all are shown.
 *
 * @throws HubAccountError when AWS cannot be asked, or a queue is not there
 */
export async function readShadowQueues(hub: Hub, { queues, limit, after, show }: ShadowReading): Promise<void> {
  const session = await openHubSession(hub, "shadow-show");
  await inWords(session.roleArn, async () => {
    const found = await Promise.all(
      queues.map(async ({ name, stack }) => [name, await urlOf(session, name, stack)] as const),
    );
    const held: HeldMessage[] = [];
    let wanted: AfterReading = "keep";
    try {
      const read = new Map<string, ReadQueue>();
      for (const [name, url] of found) read.set(name, await readQueue(session, url, limit, held));
      show(read);
      wanted = after;
    } finally {
      for (const message of held) await letGo(session, message, wanted);
    }
  });
}

/** A message that is hidden from other readers. */
interface HeldMessage {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string | undefined;
}

/** Deletes a message, or lets whoever reads next find it at once. One that came back by itself meanwhile stays. */
async function letGo({ sqs }: HubSession, message: HeldMessage, after: AfterReading): Promise<void> {
  try {
    await (after === "delete"
      ? sqs.send(new DeleteMessageCommand(message))
      : sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 })));
  } catch (error) {
    if (!(error instanceof MessageNotInflight || error instanceof ReceiptHandleIsInvalid)) throw error;
  }
}

async function urlOf({ sqs }: HubSession, name: string, stack: string): Promise<string> {
  const found = await unlessMissing(sqs.send(new GetQueueUrlCommand({ QueueName: name })));
  if (found?.QueueUrl !== undefined) return found.QueueUrl;
  throw new HubAccountError(`there is no shadow queue ${name} in the hub account: apply stack ${stack}`);
}

async function readQueue(
  { sqs }: HubSession,
  QueueUrl: string,
  limit: number,
  held: HeldMessage[],
): Promise<ReadQueue> {
  const { Attributes: attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  const read = await receive(sqs, QueueUrl, limit, held);
  return {
    messages: read.map(({ MessageId: id = "", Body: body = "", Attributes: { SentTimestamp: sent = "0" } = {} }) => ({
      id,
      sentAt: new Date(Number(sent)).toISOString(),
      body,
    })),
    waiting: Math.max(read.length, Number(attributes["ApproximateNumberOfMessages"] ?? 0)),
  };
}

async function receive(
  sqs: HubSession["sqs"],
  QueueUrl: string,
  limit: number,
  held: HeldMessage[],
): Promise<Message[]> {
  const read: Message[] = [];
  while (read.length < limit) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(MOST_AT_ONCE, limit - read.length),
        VisibilityTimeout: HIDDEN,
        // A short poll asks a few of SQS's servers, and may come back with nothing although something waits.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
    );
    if (Messages.length === 0) break;
    read.push(...Messages);
    held.push(...Messages.map(({ ReceiptHandle }) => ({ QueueUrl, ReceiptHandle })));
  }
  return read;
}
