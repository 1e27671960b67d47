import { z } from "zod";
import { QUEUE_RETENTION_SECONDS } from "../../aws/limits";
import { shadowOfIn } from "../../aws/shadow";
import { optionalNumber, optionalText, text } from "./argument-schemas";
import type { Queue } from "./model";
import type { StackReader } from "./stack-reader";

const queueSchema = z.object({
  policy: optionalText,
  kms_master_key_id: optionalText,
  message_retention_seconds: optionalNumber,
});
/** No answer depends on them. */
const SETTINGS = ["kms_master_key_id", "message_retention_seconds"] as const;
const taggedSchema = z.object({ tags: z.record(z.string(), z.unknown()).nullish() });
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
    reader.ofType("aws_sqs_queue").map((resource) => {
      const own = policies.get(reader.attribute(resource, "url"));
      const read = reader.read(resource, queueSchema, own === undefined ? SETTINGS : [...SETTINGS, "policy"]);
      // Read apart: no answer depends on tags that cannot be told.
      const shadowOf = shadowOfIn(reader.peek(resource, taggedSchema)?.tags ?? {});
      return {
        ...reader.resource(resource),
        policy: own ?? read?.policy,
        kmsKeyId: read?.kms_master_key_id,
        retentionSeconds: read?.message_retention_seconds ?? QUEUE_RETENTION_SECONDS,
        ...(shadowOf === undefined ? {} : { shadowOf }),
      };
    }),
  );
}
