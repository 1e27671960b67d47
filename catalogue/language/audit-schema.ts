/** The language of `audit.yaml`: which findings of the audit are accepted, why, and until when. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";

const someText = (expected: string) =>
  z
    .string({ error: write(expected) })
    .min(1, { error: write(expected) })
    .meta({ limits: expected });

const DATE = "the last day that it holds, such as 2027-06-30";

/** A day that there is: the 30th of February is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const suppression = z
  .strictObject({
    rule: someText("the id of a rule, such as route-guarded").meta({
      description: "Id of the rule, as `./hub audit` prints it",
      examples: ["route-guarded"],
    }),
    stack: someText("the name of a stack, such as ingress-shop")
      .optional()
      .meta({ description: "Stack of the finding; any when absent", examples: ["ingress-shop"] }),
    resource: someText("the address of a resource, such as aws_sqs_queue.dead-letters")
      .optional()
      .meta({
        description: "Terraform's address of the resource; any when absent",
        examples: ["aws_apigatewayv2_route.order-status"],
      }),
    reason: field.text(
      /\S.{9,}/,
      "why it is accepted, in at least ten characters",
      "Why it is accepted",
      "The order page is public; it shows no more than the state of an order",
    ),
    expires: z
      .string({ error: write(DATE) })
      .refine(isDay, { error: write(DATE) })
      .meta({
        description: "The last day that it holds; the finding is back on the next",
        examples: ["2027-06-30"],
        limits: DATE,
      }),
  })
  .meta({ description: "A finding that is accepted" });

/** `audit.yaml` */
export const auditSchema = z
  .strictObject({
    suppressions: z
      .array(suppression, { error: write("a list of suppressions, each with rule, reason and expires") })
      .meta({ description: "Findings of `./hub audit` that are accepted" }),
  })
  .meta({ title: "audit.yaml", description: "Findings of the audit that are accepted, why, and until when" });

/** One suppression as it is written. */
export type SuppressionFile = z.output<typeof suppression>;
