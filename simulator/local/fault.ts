import { z } from "zod";
import { inWords } from "../input";

/** What the recorder does instead of answering 200, and how often. */
export interface Fault {
  /** Answers with this status, after `delayMilliseconds`; or closes the connection. */
  readonly answer: { readonly status: number; readonly retryAfter: string | undefined } | "reset";
  readonly delayMilliseconds: number;
  /** How many requests it meets. */
  readonly times: number;
}

/**
 * A fault as it is ordered over HTTP: for an API destination or for the token endpoint of a connection, by name, or for
 * EventBridge's PutEvents.
 */
export interface FaultOrder {
  readonly place: { readonly destination: string } | { readonly connection: string } | { readonly service: "events" };
  readonly fault: Fault;
}

const orderSchema = z
  .strictObject({
    destination: z.string().optional(),
    connection: z.string().optional(),
    service: z.literal("events").optional(),
    status: z.int().min(200).max(599).optional(),
    retryAfter: z
      .union([z.string().regex(/^[\t\x20-\x7e]*$/, "write text that a header may hold"), z.number()])
      .optional(),
    delayMilliseconds: z.number().min(0).max(600_000).default(0),
    reset: z.boolean().default(false),
    times: z.int().min(1).max(1_000_000).default(1),
  })
  .transform(({ status, retryAfter, delayMilliseconds, reset, times, ...named }, context): FaultOrder => {
    const [place, another] = [
      ...(named.destination === undefined ? [] : [{ destination: named.destination }]),
      ...(named.connection === undefined ? [] : [{ connection: named.connection }]),
      ...(named.service === undefined ? [] : [{ service: named.service }]),
    ];
    if (place === undefined || another !== undefined || (status !== undefined && reset)) {
      const wrong = place === undefined || another !== undefined;
      context.addIssue(wrong ? "name a destination, a connection or a service" : "either a status or a reset");
      return z.NEVER;
    }
    if ("service" in place && (reset || delayMilliseconds > 0 || (status ?? 0) < 400)) {
      context.addIssue("a service fails with a status from 400, at once");
      return z.NEVER;
    }
    const answer = reset ? "reset" : { status: status ?? 200, retryAfter: retryAfter?.toString() };
    return { place, fault: { answer, delayMilliseconds, times } };
  });

/** Reads an order. @returns what is wrong with it, in a sentence, where something is */
export function readFaultOrder(json: unknown): FaultOrder | string {
  const read = orderSchema.safeParse(json, { error: inWords });
  if (read.success) return read.data;
  return read.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");
}
