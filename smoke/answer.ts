/** What a step of a run came to. */
import { z } from "zod";

/** Who answered: AWS, an emulator of its control plane, or the hub on this machine in place of EventBridge's deliveries. */
const answererSchema = z.enum(["AWS", "emulator", "local hub"]);
export type Answerer = z.infer<typeof answererSchema>;

/** A step's answer, as the journal keeps it. */
export const answerSchema = z.discriminatedUnion("kind", [
  /** A sentence for each thing that was answered. */
  z.strictObject({ kind: z.literal("passed"), by: answererSchema, says: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("failed"), because: z.array(z.string()) }),
  /** Nobody was there who could answer. */
  z.strictObject({ kind: z.literal("not answered"), because: z.string() }),
  /** An earlier step that it needs did not pass. */
  z.strictObject({ kind: z.literal("not tried"), because: z.string() }),
]);
export type StepAnswer = z.infer<typeof answerSchema>;
