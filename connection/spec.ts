import * as z from "zod/mini";
import { authorizationSchema, httpParametersSchema } from "./authorization";
import type { ConnectionNames } from "./names";

/**
 * A connection without its secrets, as Terraform writes it to Parameter Store and the sync function reads it there. Strict: a
 * field that the function does not know would otherwise be missing from the connection without a word.
 */
export const connectionSpecSchema = z.strictObject({
  name: z.string(),
  secretName: z.string(),
  // AWS allows 512 characters; some are kept for what the connection is made from (render.ts).
  description: z.optional(z.string().check(z.maxLength(400))),
  authorization: authorizationSchema,
  invocationHttpParameters: z.optional(httpParametersSchema),
  kmsKeyIdentifier: z.string(),
  privateConnectivity: z.optional(z.strictObject({ resourceConfigurationArn: z.string() })),
});

/** A connection as it is meant to be, less its secrets, which it names by their keys. */
export type ConnectionSpec = z.infer<typeof connectionSpecSchema>;

/** Something that was read and checked, or why it cannot be used. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/**
 * Reads a spec. One whose names are not the ones of its own parameter is refused: whoever can write one spec could
 * otherwise send another tenant's secret to an endpoint of their own.
 */
export function parseSpec(text: string, names: ConnectionNames): Checked<ConnectionSpec> {
  const at = `the spec ${names.parameter}`;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: `${at} is not JSON; apply the tenant's stack again` };
  }
  const parsed = connectionSpecSchema.safeParse(json);
  if (!parsed.success) {
    const places = [...new Set(parsed.error.issues.map(placeOf))].join(", ");
    return { ok: false, reason: `${at} is not of the form of a connection spec: see ${places}` };
  }
  const { name, secretName } = parsed.data;
  if (name !== names.connection) {
    return { ok: false, reason: `${at} has name ${name}; a spec of this name may only be for ${names.connection}` };
  }
  if (secretName !== names.secret) {
    return { ok: false, reason: `${at} has secretName ${secretName}; it may only use the secret ${names.secret}` };
  }
  return { ok: true, value: parsed.data };
}

function placeOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return unknown.map((path) => path.map(String).join(".") || "its outermost value").join(", ");
}
