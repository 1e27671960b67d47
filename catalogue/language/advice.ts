/** What a schema has to say of a value that does not fit, from the schema to the finding. */
import { z } from "zod";

const adviceSchema = z.object({
  /** What to write: the words behind "write", or of a sentence of its own, behind the semicolon. */
  instead: z.string(),
  /** A sentence of its own, where "missing" or "found X" would not say enough: what is wrong, and the rule it breaks. */
  sentence: z
    .object({
      rule: z.enum(["secret-in-endpoint", "endpoint-not-https", "route-open-to-all"]),
      wrong: z.string(),
    })
    .optional(),
  /** Of a mapping with an unknown key, those that it may have. */
  keys: z.array(z.string()).optional(),
});

/** What to write instead of a value, and where a schema knows better than "found X", what is wrong with it. */
export type Advice = z.infer<typeof adviceSchema>;

/** As the error of a zod schema: zod carries one text from the schema to an issue, so the advice travels as JSON. */
export function advise(advice: Advice): string {
  return JSON.stringify(advice);
}

/** {@link advise} for nearly every schema: the words behind "write", such as `at least one source`. */
export function write(instead: string): string {
  return advise({ instead });
}

/** The advice in an issue's message. */
export function adviceIn(message: string): Advice {
  return adviceSchema.parse(JSON.parse(message));
}
