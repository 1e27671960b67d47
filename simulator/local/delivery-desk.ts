import {
  deadLetter,
  DeliveryEngine,
  hasUnknownPart,
  type Clock,
  type DeadLetter,
  type DeadLetterReceipt,
  type Delivery,
  type ErrorCode,
  type Progress,
} from "../delivery";
import { queueRefusal } from "../policy";
import { destinationInWords, type Rule, type Target } from "../topology";
import type { DeadLetterQueues } from "./dead-letter-queues";
import { reported, type HubEvent } from "./hub-event";
import type { ReportedTarget, Reporter } from "./report";

/** What a {@link DeliveryDesk} works with. */
export interface DeliveryDeskOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly queues: DeadLetterQueues;
  readonly report: Reporter;
  /** Whether requests over this connection reach a real product. */
  readonly isLive: (connectionArn: string) => boolean;
}

/** Why an event is given up at once. */
export interface GivenUp {
  readonly code: ErrorCode;
  readonly message: string;
  /** What the target would have received. */
  readonly body: string;
}

/** Whose delivery it is. */
interface PlannedTarget {
  readonly rule: Rule;
  readonly target: Target;
}

/** Hands events over to the delivery engine, and tells of them by event and rule. */
export class DeliveryDesk {
  readonly engine: DeliveryEngine;
  readonly #underWay = new Map<string, { readonly event: HubEvent; readonly planned: PlannedTarget }>();

  constructor(private readonly options: DeliveryDeskOptions) {
    const { clock, random, signal } = options;
    this.engine = new DeliveryEngine({
      clock,
      random,
      signal,
      sendDeadLetter: (queueArn, letter, ruleArn) => this.#sendDeadLetter(queueArn, letter, ruleArn),
      onProgress: (progress) => {
        this.#tell(progress);
      },
    });
  }

  /**
   * Delivers, however long that takes.
   *
   * @param assumptions what the delivery rests on that AWS does not document: it may be recorded, but a real product is sent
   * nothing that is assumed
   */
  async deliver(
    delivery: Delivery,
    event: HubEvent,
    { rule, target, assumptions }: PlannedTarget & { readonly assumptions: readonly string[] },
  ): Promise<void> {
    const { isLive, report } = this.options;
    const assumed = hasUnknownPart(delivery) ? [...assumptions, "a parameter of the request"] : assumptions;
    if (assumed.length > 0 && isLive(delivery.connectionArn)) {
      const reason = `not sent to the real product, because AWS does not document: ${assumed.join("; ")}`;
      report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
      return;
    }
    if (assumed.length > 0) report({ kind: "assumed", event: reported(event), rule: rule.name, unknowns: assumed });
    this.#underWay.set(delivery.id, { event, planned: { rule, target } });
    try {
      await this.engine.deliver(delivery);
    } finally {
      this.#underWay.delete(delivery.id);
    }
  }

  /** Gives an event up that a rule cannot hand to its target; EventBridge does not retry that. */
  giveUp(event: HubEvent, { rule, target }: PlannedTarget, { code, message, body }: GivenUp): void {
    const letter = deadLetter({ ruleArn: rule.arn, targetArn: target.arn, body }, { code, message });
    const { deadLetterArn: queueArn } = target;
    const receipt: DeadLetterReceipt =
      queueArn === undefined
        ? { kind: "refused", reason: "the target has no dead-letter queue" }
        : this.#sendDeadLetter(queueArn, letter, rule.arn);
    this.options.report({
      kind: "ended",
      event: reported(event),
      target: reportedTarget({ rule, target }),
      outcome:
        receipt.kind === "queued"
          ? { kind: "deadLettered", queueArn: queueArn ?? "", letter, attempts: 1 }
          : { kind: "dropped", letter, reason: receipt.reason, attempts: 1 },
    });
  }

  /** Puts what a queue gets as a target into it. False where there is no such queue. */
  enqueue(queueArn: string, body: string): boolean {
    return this.options.queues.send(queueArn, { body, attributes: {} });
  }

  #sendDeadLetter(queueArn: string, letter: DeadLetter, ruleArn: string): DeadLetterReceipt {
    const { queues } = this.options;
    const queue = queues.queues.find(({ arn }) => arn === queueArn);
    const reason = queue === undefined ? "the queue is not in this Terraform" : queueRefusal(queue, ruleArn);
    if (reason !== undefined) return { kind: "refused", reason };
    queues.send(queueArn, letter);
    return { kind: "queued" };
  }

  #tell(progress: Progress): void {
    const { report } = this.options;
    if (progress.kind === "authorized" || progress.kind === "deauthorized") {
      report(progress);
      return;
    }
    const { delivery } = progress;
    const known = this.#underWay.get(delivery.id);
    if (known === undefined) return;
    const { event, planned } = known;
    const target = reportedTarget(planned);
    if (progress.kind === "ended") {
      report({ kind: "ended", event: reported(event), target, outcome: progress.outcome });
    } else {
      const { failure, retry, inMilliseconds } = progress;
      report({ kind: "retry", event: reported(event), target, reason: failure.message, retry, inMilliseconds });
    }
  }
}

function reportedTarget({ rule, target }: PlannedTarget): ReportedTarget {
  return { stack: rule.stack, rule: rule.name, request: destinationInWords(target) };
}
