/** IAM policy documents as they stand in emitted Terraform: text, in which a single value may stand for a list of one. */
import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string()).readonly()]);

const statement = z.strictObject({
  Sid: z.string(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.string(), z.record(z.string(), oneOrMore)]).optional(),
  Action: oneOrMore,
  Resource: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
});

const policy = z.strictObject({ Version: z.literal("2012-10-17"), Statement: z.array(statement).min(1) });

/** A statement of an emitted policy. */
export type EmittedStatement = z.output<typeof statement>;

/** @throws ZodError when the text is no policy document of the current version, or has keys that IAM does not know */
export function statementsOf(text: string): readonly EmittedStatement[] {
  return policy.parse(JSON.parse(text)).Statement;
}

/** The statements that grant something. */
export function allowing(statements: readonly EmittedStatement[]): readonly EmittedStatement[] {
  return statements.filter(({ Effect }) => Effect === "Allow");
}

/** One value or several, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** Every principal of a statement: ARNs, service names, `*`. */
export function principalsOf({ Principal }: EmittedStatement): readonly string[] {
  return typeof Principal === "object" ? Object.values(Principal).flatMap(listOf) : listOf(Principal);
}

/** The values a statement accepts of one condition key under one operator; empty without such a condition. */
export function acceptedValues(statement: EmittedStatement, operator: string, key: string): readonly string[] {
  return listOf(statement.Condition?.[operator]?.[key]);
}
