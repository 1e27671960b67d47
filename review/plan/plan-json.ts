/**
 * What a plan's `terraform show -json` says of changes: https://developer.hashicorp.com/terraform/internals/json-format
 *
 * `configuration`, `planned_values` and `prior_state` hold secrets that nothing marks. Of the first only what tells the
 * account is taken, of the second nothing, and the third is compared with and never shown.
 */
import { z } from "zod";

const changeSchema = z.object({
  actions: z.array(z.string()),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.unknown().optional(),
});

const resourceChangeSchema = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  deposed: z.string().optional(),
  mode: z.string().optional(),
  type: z.string(),
  change: changeSchema,
  action_reason: z.string().optional(),
});

/** One resource of a plan, with its values as they are: they must be redacted before anybody sees them. */
export type RawResourceChange = z.infer<typeof resourceChangeSchema>;

const expression = z.object({ constant_value: z.unknown().optional() });

const providerSchema = z.object({
  expressions: z
    .object({
      allowed_account_ids: expression.optional().catch(undefined),
      assume_role: z
        .array(z.object({ role_arn: expression.optional() }))
        .optional()
        .catch(undefined),
    })
    .optional(),
});

const planSchema = z.object({
  format_version: z.string(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  resource_changes: z.array(resourceChangeSchema).optional(),
  resource_drift: z.array(resourceChangeSchema).optional(),
  /** With all values, secrets among them: read only to compare, and never shown. */
  prior_state: z.unknown().optional(),
  deferred_changes: z.array(z.unknown()).optional(),
  action_invocations: z.array(z.unknown()).optional(),
  output_changes: z.record(z.string(), changeSchema).optional(),
  configuration: z
    .object({ provider_config: z.record(z.string(), providerSchema).optional().catch(undefined) })
    .optional(),
});

/** A plan, as far as it tells of changes. */
export type RawPlan = z.infer<typeof planSchema>;

/** What stops a plan from being reported. */
export class UnusablePlanError extends Error {
  /** @param reason `state` for a state, which tells of no changes; `failed` for a plan that Terraform could not finish */
  constructor(readonly reason: "state" | "malformed" | "failed") {
    super(`not a plan that can be reported: ${reason}`);
  }
}

/**
 * Reads a plan, parsed from JSON.
 *
 * @throws UnusablePlanError when it is none, or one that failed
 */
export function parsePlan(json: unknown): RawPlan {
  const parsed = planSchema.safeParse(json);
  if (!parsed.success) throw new UnusablePlanError("malformed");
  // A plan always says what it would leave behind, if only that nothing is there.
  if (typeof json !== "object" || json === null || !("planned_values" in json)) {
    throw new UnusablePlanError("values" in Object(json) ? "state" : "malformed");
  }
  if (parsed.data.errored === true) throw new UnusablePlanError("failed");
  return parsed.data;
}

/** The account that the stack's provider works in: twelve digits, or undefined where the plan leaves it open. */
export function accountOfPlan({ configuration }: RawPlan): string | undefined {
  const { allowed_account_ids: allowed, assume_role: roles } =
    configuration?.provider_config?.["aws"]?.expressions ?? {};
  const ids: unknown = allowed?.constant_value;
  const id: unknown = Array.isArray(ids) ? ids[0] : undefined;
  const role = roles?.[0]?.role_arn?.constant_value;
  const ofRole = typeof role === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(role)?.[1] : undefined;
  return typeof id === "string" && /^\d{12}$/.test(id) ? id : ofRole;
}
