/**
 * How arguments come: CDKTF writes a single block as an object and leaves out what is not set, `terraform show -json`
 * gives a list of blocks and null, a state now and then the empty string. Each of these says the same.
 */
import { z } from "zod";

/** Text that must be there. */
export const text = z.string().min(1);

/** Text; undefined where it is not set. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === "" ? undefined : value));

/** A number, as such or in quotes; undefined where it is not set. */
export const optionalNumber = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .transform((value) => value ?? undefined);

/** `true` or `false`, as such or in quotes; undefined where it is not set. */
export const optionalBoolean = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")])
  .nullish()
  .transform((value) => value ?? undefined);

/** Text by name; empty where it is not set. */
export const textByName = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

/** A list of text; empty where it is not set. */
export const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

/** A block that stands at most once; undefined where it is not there. */
export function block<T>(schema: z.ZodType<T>) {
  return z
    .union([z.array(schema).max(1), schema.transform((one) => [one])])
    .nullish()
    .transform((blocks) => blocks?.[0]);
}

/** A block that may stand several times. */
export function blocks<T>(schema: z.ZodType<T>) {
  return z
    .union([z.array(schema), schema.transform((one) => [one])])
    .nullish()
    .transform((several) => several ?? []);
}
