import * as z from "zod/mini";

/** See {@link FunctionRequest}. */
export const functionRequestSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("sync"), connection: z.string() }),
  z.object({ action: z.literal("repair") }),
]);

/**
 * What the sync function is asked directly, as the payload of an invocation: to sync one connection (the tenant's id, or
 * `tenant/connection`), or to look at every connection. The first is answered with an outcome.
 */
export type FunctionRequest = z.infer<typeof functionRequestSchema>;
