/** What `terraform show -json` prints: https://developer.hashicorp.com/terraform/internals/json-format */
import { z } from "zod";

const values = z.record(z.string(), z.unknown());

const resourceSchema = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  values: values.optional(),
});

/** Resources as they are, or will be. */
export interface ShownModule {
  readonly address?: string | undefined;
  readonly resources?: readonly z.infer<typeof resourceSchema>[] | undefined;
  readonly child_modules?: readonly ShownModule[] | undefined;
}

const moduleSchema: z.ZodType<ShownModule> = z.object({
  address: z.string().optional(),
  resources: z.array(resourceSchema).optional(),
  get child_modules() {
    return z.array(moduleSchema).optional();
  },
});

const configuredResourceSchema = z.object({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  provider_config_key: z.string().optional(),
  expressions: values.optional(),
  for_each_expression: z.unknown().optional(),
});

/** Resources as they are written: once, however many there will be. */
export interface ConfiguredModule {
  readonly resources?: readonly z.infer<typeof configuredResourceSchema>[] | undefined;
  readonly outputs?: Readonly<Record<string, { readonly expression?: unknown }>> | undefined;
  readonly module_calls?:
    | Readonly<
        Record<
          string,
          {
            readonly expressions?: Readonly<Record<string, unknown>> | undefined;
            readonly module?: ConfiguredModule | undefined;
          }
        >
      >
    | undefined;
}

const configuredModuleSchema: z.ZodType<ConfiguredModule> = z.object({
  resources: z.array(configuredResourceSchema).optional(),
  outputs: z.record(z.string(), z.object({ expression: z.unknown().optional() })).optional(),
  get module_calls() {
    return z
      .record(z.string(), z.object({ expressions: values.optional(), module: configuredModuleSchema.optional() }))
      .optional();
  },
});

const stateValuesSchema = z.object({ root_module: moduleSchema.optional() });

/** A plan or a state. */
export const showJsonSchema = z.object({
  format_version: z.string(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  planned_values: stateValuesSchema.optional(),
  values: stateValuesSchema.optional(),
  /** What a plan found before it: the data that it read, among others. */
  prior_state: z.object({ values: stateValuesSchema.optional() }).optional(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).optional(),
  resource_changes: z
    .array(z.object({ address: z.string(), change: z.object({ after_unknown: z.unknown().optional() }) }))
    .optional(),
  configuration: z
    .object({
      provider_config: z.record(z.string(), z.object({ expressions: values.optional() })).optional(),
      root_module: configuredModuleSchema.optional(),
    })
    .optional(),
});

export type ShowJson = z.infer<typeof showJsonSchema>;

const expressionSchema = z.object({
  constant_value: z.unknown().optional(),
  references: z.array(z.string()).optional(),
});

/** How an argument is written: a value, or what it refers to; undefined for a block or nothing. */
export function expressionOf(value: unknown): z.infer<typeof expressionSchema> | undefined {
  const parsed = expressionSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
