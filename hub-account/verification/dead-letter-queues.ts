import { parseArn, regionalArn, viaService, type Place } from "../../aws/arn";
import { evaluateServiceAccess } from "#simulator/policy";
import type { Queue, Topology } from "#simulator/topology";
import type { LiveHub, LiveQueue } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";
import { EVENTBRIDGE, keyProblems, refusal } from "./keys";

/**
 * Dead-letter queues can receive, and from those alone who shall send: "a resource-based policy on the queue must let
 * EventBridge send to it" (eb-rule-dlq), and so must the policy of its key. Where either is missing, EventBridge drops the
 * event and says so nowhere but in a metric.
 */
export function deadLetterQueueChecks(topology: Topology): Check[] {
  const senders = sendersByQueue(topology);
  return topology.queues.flatMap((queue): Check[] => {
    const ownSenders = senders.get(queue.arn);
    if (ownSenders === undefined) return [];
    return [
      {
        stack: queue.stack,
        kind: "dead-letter queue",
        name: queue.name,
        find: (hub) => findQueue(queue, ownSenders, hub),
      },
    ];
  });
}

/** ARNs of the rules and buses that give their dead letters to each queue. */
function sendersByQueue({ rules, buses }: Topology): Map<string, string[]> {
  const senders = new Map<string, string[]>();
  const add = (queue: string | undefined, sender: string) => {
    if (queue !== undefined) senders.set(queue, [...(senders.get(queue) ?? []), sender]);
  };
  for (const { arn, targets } of rules) for (const { deadLetterArn } of targets) add(deadLetterArn, arn);
  for (const { arn, deadLetterArn } of buses) add(deadLetterArn, arn);
  return senders;
}

async function findQueue(declared: Queue, senders: readonly string[], hub: LiveHub): Promise<Found> {
  const queue = await hub.queue(declared.name);
  if (queue === undefined) return missing();
  return existing([...policyProblems(queue, senders), ...(await queueKeyProblems(queue, senders, declared, hub))]);
}

function policyProblems({ policy, arn }: LiveQueue, senders: readonly string[]): string[] {
  if (policy === undefined) return ["has no policy that lets EventBridge send to it"];
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

function queueKeyProblems(
  { kmsKeyId, arn }: LiveQueue,
  senders: readonly string[],
  place: Place,
  hub: LiveHub,
): Promise<string[]> {
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  const context = { "kms:ViaService": viaService("sqs", place), "kms:EncryptionContext:aws:sqs:arn": arn };
  const uses = senders.map((sourceArn) => ({ sourceArn, context }));
  return keyProblems(kmsKeyId, uses, hub);
}
