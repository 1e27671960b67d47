/** The language of `audit.yaml`: which findings of the audit are accepted, why, and until when. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";

const someText = (example: string) => z.string({ error: write(example) }).min(1, { error: write(example) });

const DATE = "the last day that it holds, such as 2027-06-30";

/** A day that there is: the 30th of February is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const suppression = z.strictObject({
  rule: someText("the id of a rule, such as route-guarded").meta({ description: "Id of the rule" }),
  stack: someText("the name of a stack, such as ingress-shop")
    .optional()
    .meta({ description: "Stack of the finding; any when absent" }),
  resource: someText("the address of a resource, such as aws_sqs_queue.dead-letters")
    .optional()
    .meta({ description: "Terraform's address of the resource; any when absent" }),
  reason: field.text(/\S.{9,}/, "why it is accepted, in at least ten characters", "Why it is accepted"),
  expires: z
    .string({ error: write(DATE) })
    .refine(isDay, { error: write(DATE) })
    .meta({ description: "Its last day" }),
});

/** `audit.yaml` */
export const auditSchema = z.strictObject({
  suppressions: z
    .array(suppression, { error: write("a list of suppressions, each with rule, reason and expires") })
    .meta({ description: "Findings that are accepted" }),
});

/** One suppression as it is written. */
export type SuppressionFile = z.output<typeof suppression>;
