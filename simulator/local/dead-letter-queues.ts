import { randomUUID } from "node:crypto";
import type { Clock, DeadLetterAttributes } from "../delivery";
import type { Queue } from "../topology";

/**
 * A message: a dead letter of EventBridge, what Lambda leaves of an event, or what a rule sends to a queue as its target. The
 * latter two have no attributes.
 */
export interface QueuedLetter {
  readonly body: string;
  readonly attributes: Partial<DeadLetterAttributes>;
}

/** A message that was received. */
export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly letter: QueuedLetter;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly receiveCount: number;
}

interface Message {
  readonly id: string;
  readonly letter: QueuedLetter;
  readonly sentAt: number;
  receiveCount: number;
  /** Hidden from other receivers until then. */
  hiddenUntil: number;
  receiptHandle: string | undefined;
}

/** The dead-letter queues of a hub, in memory. They keep what they hold until it is deleted or the hub ends. */
export class DeadLetterQueues {
  readonly #messages = new Map<string, Message[]>();

  constructor(
    readonly queues: readonly Queue[],
    private readonly clock: Clock,
  ) {
    for (const { arn } of queues) this.#messages.set(arn, []);
  }

  /** Puts a message into a queue. False when there is no such queue. */
  send(queueArn: string, letter: QueuedLetter): boolean {
    const messages = this.#messages.get(queueArn);
    const now = this.clock.now();
    messages?.push({
      id: randomUUID(),
      letter,
      sentAt: now,
      receiveCount: 0,
      hiddenUntil: now,
      receiptHandle: undefined,
    });
    return messages !== undefined;
  }

  /** Takes up to so many visible messages, oldest first, and hides them for so long. */
  receive(queueArn: string, most: number, hideMilliseconds: number): ReceivedMessage[] {
    const now = this.clock.now();
    return this.#of(queueArn)
      .filter(({ hiddenUntil }) => hiddenUntil <= now)
      .slice(0, most)
      .map((message) => {
        const receiptHandle = randomUUID();
        message.receiptHandle = receiptHandle;
        message.receiveCount += 1;
        message.hiddenUntil = now + hideMilliseconds;
        const { id, letter, sentAt, receiveCount } = message;
        return { id, receiptHandle, letter, sentAt, receiveCount };
      });
  }

  /** Deletes a received message. Says nothing about a handle that it does not know, as SQS does not. */
  delete(queueArn: string, receiptHandle: string): void {
    const kept = this.#of(queueArn).filter((message) => message.receiptHandle !== receiptHandle);
    if (this.#messages.has(queueArn)) this.#messages.set(queueArn, kept);
  }

  /** How many messages can be received, and how many are hidden. */
  depth(queueArn: string): { readonly visible: number; readonly hidden: number } {
    const now = this.clock.now();
    const messages = this.#of(queueArn);
    const visible = messages.filter(({ hiddenUntil }) => hiddenUntil <= now).length;
    return { visible, hidden: messages.length - visible };
  }

  /** Everything in a queue, hidden or not, left as it is. */
  letters(queueArn: string): readonly QueuedLetter[] {
    return this.#of(queueArn).map(({ letter }) => letter);
  }

  #of(queueArn: string): Message[] {
    return this.#messages.get(queueArn) ?? [];
  }
}
