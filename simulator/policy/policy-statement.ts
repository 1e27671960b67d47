import { z } from "zod";
import { inWords } from "../input";
import { deeperThan, MAX_DEPTH } from "../pattern/json-depth";
import type { Condition } from "./conditions";

const scalar = z.union([z.string(), z.boolean(), z.number()]).transform(String);
const values = z.union([z.array(scalar), scalar.transform((value) => [value])]);
const principal = z.union([z.literal("*").transform(() => ({ AWS: ["*"] })), z.record(z.string(), values)]);

/** Strict: an element that is not known here could turn the answer around. */
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: values.optional(),
  NotAction: values.optional(),
  Resource: values.optional(),
  NotResource: values.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).optional(),
});

const documentSchema = z.object({
  Statement: z.union([z.array(statementSchema), statementSchema.transform((one) => [one])]),
});

/** One statement, its lists always lists. */
export interface PolicyStatement {
  /** The Sid, or `statement 2` where it has none. */
  readonly label: string;
  readonly effect: "Allow" | "Deny";
  readonly principal: Readonly<Record<string, readonly string[]>> | undefined;
  readonly hasNotPrincipal: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[];
  readonly notResources: readonly string[] | undefined;
  readonly condition: Condition;
}

/** The statements of a policy document, or what is wrong with its text. */
export type ParsedPolicy =
  | { readonly ok: true; readonly statements: readonly PolicyStatement[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads the JSON text of a policy document. Never throws.
 *
 * @param what what is read, for the reason
 */
export function parsePolicy(document: string, what = "the policy"): ParsedPolicy {
  if (deeperThan(MAX_DEPTH, document)) return { ok: false, reason: `${what} is nested too deeply` };
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch {
    return { ok: false, reason: `${what} is not JSON` };
  }
  const parsed = documentSchema.safeParse(json, { error: inWords });
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
    return { ok: false, reason: `${what} is not understood: ${wrong.join("; ")}` };
  }
  return {
    ok: true,
    statements: parsed.data.Statement.map((statement, index) => ({
      label: statement.Sid ?? `statement ${index + 1}`,
      effect: statement.Effect,
      principal: statement.Principal,
      hasNotPrincipal: statement.NotPrincipal !== undefined,
      actions: statement.Action ?? [],
      notActions: statement.NotAction,
      resources: statement.Resource ?? [],
      notResources: statement.NotResource,
      condition: statement.Condition ?? {},
    })),
  };
}
