import { z } from "zod";
import { parseArn } from "../../aws/arn";

/** Twelve digits, and not a reference to them. */
export function isAccount(text: unknown): text is string {
  return typeof text === "string" && /^\d{12}$/.test(text);
}

const assumeRoleSchema = z.union([
  z.array(z.object({ role_arn: z.unknown() })),
  z.object({ role_arn: z.unknown() }).transform((one) => [one]),
]);

/**
 * The account that a provider works in, by the role that it takes on: the block `assume_role` of its configuration, or
 * several, of which the last counts.
 *
 * @param constant what the role's ARN is written as, where it is not plain text
 */
export function accountOfRole(block: unknown, constant = (value: unknown): unknown => value): string | undefined {
  const { data: roles = [] } = assumeRoleSchema.safeParse(block);
  const arn = constant(roles.at(-1)?.role_arn);
  const account = typeof arn === "string" ? parseArn(arn)?.account : undefined;
  return isAccount(account) ? account : undefined;
}
