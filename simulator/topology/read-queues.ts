import { z } from "zod";
import { optionalText, text } from "./argument-schemas";
import type { Queue } from "./model";
import type { StackReader } from "./stack-reader";

const queueSchema = z.object({ policy: optionalText });
const queuePolicySchema = z.object({ queue_url: text, policy: text });

/** The queues of all stacks, each with its policy: its own, or that of an `aws_sqs_queue_policy`. */
export function readQueues(readers: readonly StackReader[]): Queue[] {
  const policies = new Map(
    readers.flatMap((reader) =>
      reader.ofType("aws_sqs_queue_policy").flatMap((resource) => {
        const read = reader.read(resource, queuePolicySchema);
        return read === undefined ? [] : [[read.queue_url, read.policy] as const];
      }),
    ),
  );
  return readers.flatMap((reader) =>
    reader.ofType("aws_sqs_queue").map((resource) => ({
      ...reader.resource(resource),
      policy: policies.get(reader.attribute(resource, "url")) ?? reader.read(resource, queueSchema)?.policy,
    })),
  );
}
