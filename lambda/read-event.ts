import type * as z from "zod/mini";

/**
 * Reads an event of EventBridge. What is not of the form is an error that names the fields and not their values: it ends up
 * in logs and dead letters.
 *
 * @throws Error for an event of another form
 */
export function readEvent<S extends z.ZodMiniType>(schema: S, event: unknown): z.output<S> {
  const read = schema.safeParse(event);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join(".") || "the event itself");
  throw new Error(`the event is not of the form that is read here: ${fields.join(", ")}`);
}
