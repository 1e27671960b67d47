/** What the schemas say of their fields, as JSON Schema with the words that only the reference reads. */
import { z } from "zod";
import { FILE_SCHEMAS, type FileKind } from "../language/json-schema";

/** A value of the language: what it means, what it may be, and how it goes on below. */
export interface Described {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly examples?: readonly unknown[] | undefined;
  /** What may be written, in words. */
  readonly limits?: string | undefined;
  /** `<client of AWS's SDK>.<shape>.<member>`, or `terraform.<backend or provider>.<argument>`. */
  readonly aws?: string | undefined;
  /** Of a mapping by id: the id of the example. */
  readonly entry?: string | undefined;
  readonly default?: unknown;
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly properties?: Readonly<Record<string, Described>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | Described | undefined;
  readonly items?: Described | undefined;
  /** Of a mapping: what it must have one of. Else: the forms that a value may have. */
  readonly oneOf?: readonly Described[] | undefined;
}

const describedSchema: z.ZodType<Described> = z.lazy(() =>
  z.object({
    title: z.string().optional(),
    description: z.string().optional(),
    examples: z.array(z.unknown()).optional(),
    limits: z.string().optional(),
    aws: z.string().optional(),
    entry: z.string().optional(),
    default: z.unknown().optional(),
    type: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    properties: z.record(z.string(), describedSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), describedSchema]).optional(),
    items: describedSchema.optional(),
    oneOf: z.array(describedSchema).optional(),
  }),
);

/** The kinds of files, in the order in which a new user meets them. */
export const FILE_KINDS: readonly FileKind[] = ["hub", "source", "tenant", "functions", "ingress", "audit"];

/** A kind of file as its schema describes it. */
export function described(kind: FileKind): Described {
  return describedSchema.parse(z.toJSONSchema(FILE_SCHEMAS[kind], { io: "input", target: "draft-7" }));
}

/** Of a mapping by id, the schema of its entries. */
export function entriesOf({ additionalProperties }: Described): Described | undefined {
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** The forms of a value that has several, each named by its constant. */
export function formsOf({ properties, oneOf = [] }: Described): readonly (readonly [name: string, form: Described])[] {
  if (properties !== undefined) return [];
  return oneOf.map((form) => [String(form.properties?.["type"]?.const), form]);
}
