import { parseArn, regionalArn, viaService, type Place } from "../../aws/arn";
import { formatNumber } from "../../catalogue/wording";
import { evaluateServiceAccess } from "#simulator/policy";
import type { Queue, Topology } from "#simulator/topology";
import type { LiveHub, LiveQueue } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";
import { EVENTBRIDGE, encryptionProblems, refusal } from "./keys";
import { policyProblems } from "./policies";

/**
 * Queues keep what they are given as long as declared, under the declared key, and take it from those alone who shall
 * send. Where a dead-letter queue cannot receive, EventBridge drops the event and says so nowhere but in a metric: "a
 * resource-based policy on the queue must let EventBridge send to it" (eb-rule-dlq), and so must the policy of its key.
 */
export function queueChecks(topology: Topology): Check[] {
  const senders = sendersByQueue(topology);
  return topology.queues.map((queue) => ({
    stack: queue.stack,
    kind: queue.shadowOf !== undefined ? "shadow queue" : senders.has(queue.arn) ? "dead-letter queue" : "queue",
    name: queue.name,
    find: (hub) => findQueue(queue, senders.get(queue.arn) ?? [], hub),
  }));
}

/** ARNs of the rules and buses that send to each queue, be it what they give up. */
function sendersByQueue({ rules, buses }: Topology): Map<string, string[]> {
  const senders = new Map<string, string[]>();
  const add = (queue: string | undefined, sender: string) => {
    if (queue !== undefined) senders.set(queue, [...(senders.get(queue) ?? []), sender]);
  };
  for (const { arn, targets } of rules) {
    for (const { deadLetterArn, destination } of targets) {
      add(deadLetterArn, arn);
      if (destination.kind === "queue") add(destination.queueArn, arn);
    }
  }
  for (const { arn, deadLetterArn } of buses) add(deadLetterArn, arn);
  return senders;
}

async function findQueue(declared: Queue, senders: readonly string[], hub: LiveHub): Promise<Found> {
  const live = await hub.queue(declared.name);
  if (live === undefined) return missing();
  return existing([
    ...queuePolicyProblems(declared, live, senders),
    ...(live.retentionSeconds === declared.retentionSeconds
      ? []
      : [
          `keeps messages for ${formatNumber(live.retentionSeconds)} s; ` +
            `it is declared to keep them for ${formatNumber(declared.retentionSeconds)} s`,
        ]),
    ...(await encryptionProblems(declared.kmsKeyId, live.kmsKeyId, keyUses(live, senders, declared), hub)),
  ]);
}

/** What another policy than declared means comes first, and then where it differs. */
function queuePolicyProblems(declared: Queue, live: LiveQueue, senders: readonly string[]): string[] {
  const differences = policyProblems({ declared: declared.policy, live: live.policy });
  if (differences.length === 0 && declared.policy !== undefined) return [];
  if (live.policy === undefined && senders.length > 0) return ["has no policy that lets EventBridge send to it"];
  return [...accessProblems(live, senders), ...differences];
}

function accessProblems({ policy, arn }: LiveQueue, senders: readonly string[]): string[] {
  if (policy === undefined) return [];
  const ask = (sourceArn: string) =>
    evaluateServiceAccess(policy, {
      service: EVENTBRIDGE,
      action: "sqs:SendMessage",
      resourceArn: arn,
      sourceArn,
    });
  const open = senders.flatMap(strangersLike).find((stranger) => ask(stranger).decision !== "denied");
  return [
    ...senders.flatMap((sender) =>
      refusal(ask(sender), `its policy does not let ${parseArn(sender)?.resource ?? sender} send to it`),
    ),
    ...(open === undefined ? [] : [`its policy lets others send to it, such as ${open}`]),
  ];
}

/** Who looks most like a sender and is none: a name that begins like its, the same name in another account. */
function strangersLike(sender: string): string[] {
  const arn = parseArn(sender);
  return [
    `${sender}-other`,
    ...(arn === undefined ? [] : [regionalArn(arn.service, { ...arn, account: "000000000000" }, arn.resource)]),
  ];
}

function keyUses({ arn }: LiveQueue, senders: readonly string[], place: Place) {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  const context = { "kms:ViaService": viaService("sqs", place), "kms:EncryptionContext:aws:sqs:arn": arn };
  return senders.map((sourceArn) => ({ sourceArn, context }));
}
