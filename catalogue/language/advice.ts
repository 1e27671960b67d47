/** What a schema has to say of a value that does not fit, from the schema to the finding. */
import { z } from "zod";

const adviceSchema = z.discriminatedUnion("kind", [
  /** The finding says "missing" or "found X"; the schema knows the words behind "write". */
  z.object({
    kind: z.literal("value"),
    write: z.string(),
    /** What was found may be a secret that somebody put into the wrong place, and is not said. */
    isHidden: z.boolean().default(false),
  }),
  /** The schema knows better than "found X" what is wrong, and which rule is broken. */
  z.object({
    kind: z.literal("sentence"),
    rule: z.enum(["secret-in-endpoint", "endpoint-not-https", "route-open-to-all", "unknown-choice", "missing-value"]),
    wrong: z.string(),
    instead: z.string(),
  }),
  /** The keys that a mapping may have, where it has another; and what to do about some that people expect there. */
  z.object({
    kind: z.literal("keys"),
    allowed: z.array(z.string()),
    expected: z.record(z.string(), z.string()).default({}),
  }),
]);

type Advice = z.infer<typeof adviceSchema>;
type AdviceToSay = z.input<typeof adviceSchema>;

/** As the error of a zod schema: zod carries one text from the schema to an issue, so the advice travels as JSON. */
export function advise(advice: AdviceToSay): string {
  return JSON.stringify(advice);
}

/** {@link advise} for nearly every schema: the words behind "write", such as `at least one source`. */
export function write(instead: string): string {
  return advise({ kind: "value", write: instead });
}

/** The advice in an issue's message. */
export function adviceIn(message: string): Advice {
  return adviceSchema.parse(JSON.parse(message));
}
