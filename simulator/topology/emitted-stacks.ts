import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** One resource of a stack: its Terraform type and name, and its arguments as emitted. */
export interface EmittedResource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One stack as CDKTF wrote it. */
export interface EmittedStack {
  readonly name: string;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  /** The account that the stack's AWS provider is fenced to, where it is fenced to one. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly resources: readonly EmittedResource[];
}

/** The folder does not hold what CDKTF writes. The message says what is missing and what to do. */
export class EmittedTerraformError extends Error {}

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ name: z.string(), synthesizedStackPath: z.string(), dependencies: z.array(z.string()) }),
  ),
});

const stackSchema = z.object({
  provider: z
    .object({
      aws: z
        .array(z.object({ region: z.string().optional(), allowed_account_ids: z.array(z.string()).optional() }))
        .optional(),
    })
    .optional(),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).optional(),
});

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new EmittedTerraformError(`${file} cannot be read; run ./hub synth first`);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new EmittedTerraformError(`${file} is not what CDKTF writes; run ./hub synth again`);
  }
}

/**
 * Every stack of a folder that CDKTF wrote, in the order of its manifest. Only stacks of the manifest count: CDKTF leaves
 * the folders of removed stacks behind.
 *
 * @throws EmittedTerraformError when a file is missing or is not what CDKTF writes
 */
export function readEmittedStacks(outdir: string): EmittedStack[] {
  const { stacks } = readJson(path.join(outdir, "manifest.json"), manifestSchema);
  return Object.values(stacks).map(({ name, synthesizedStackPath, dependencies }) => {
    const { provider, resource = {} } = readJson(path.join(outdir, synthesizedStackPath), stackSchema);
    const [aws] = provider?.aws ?? [];
    const [account] = aws?.allowed_account_ids ?? [];
    return {
      name,
      dependencies,
      account,
      region: aws?.region,
      resources: Object.entries(resource).flatMap(([type, byName]) =>
        Object.entries(byName).map(([resourceName, values]) => ({ type, name: resourceName, values })),
      ),
    };
  });
}

const REFERENCE = /^\$\{(?<type>\w+)\.(?<name>[\w-]+)\.(?<attribute>\w+)\}$/;

/** The resource that a whole-string reference such as `${aws_sqs_queue.dlq.arn}` names, when the stack has it. */
export function referencedResource(stack: EmittedStack, value: unknown): EmittedResource | undefined {
  const groups = typeof value === "string" ? REFERENCE.exec(value)?.groups : undefined;
  if (groups === undefined) return undefined;
  return stack.resources.find(({ type, name }) => type === groups["type"] && name === groups["name"]);
}
