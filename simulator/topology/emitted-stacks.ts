import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Unknown } from "./model";
import { accountOfRole, isAccount } from "./provider-account";
import { isTooDeep } from "./terraform-depth";
import { UnreadableTerraformError, type TerraformResource, type TerraformStack } from "./terraform-stack";

export type { TerraformStack as EmittedStack };

const manifestSchema = z.object({
  stacks: z.record(
    z.string(),
    z.object({ name: z.string(), synthesizedStackPath: z.string(), dependencies: z.array(z.string()) }),
  ),
});

const providerSchema = z.object({
  alias: z.string().optional(),
  region: z.string().optional(),
  allowed_account_ids: z.array(z.string()).optional().catch(undefined),
  assume_role: z.unknown().optional(),
});

const valuesSchema = z.record(z.string(), z.unknown());

const stackSchema = z.object({
  provider: z.object({ aws: z.array(providerSchema).optional() }).optional(),
  resource: z.record(z.string(), z.record(z.string(), valuesSchema)).optional(),
  module: z.record(z.string(), z.unknown()).optional(),
  locals: valuesSchema.optional(),
});

type Provider = z.infer<typeof providerSchema>;

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UnreadableTerraformError(file, "unopenable", "cannot be read");
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnreadableTerraformError(file, "malformed", "is not what CDKTF writes");
  }
  if (isTooDeep(json))
    throw new UnreadableTerraformError(file, "malformed", "is nested too deeply to be what CDKTF writes");
  const { success, data } = schema.safeParse(json);
  if (!success) throw new UnreadableTerraformError(file, "malformed", "is not what CDKTF writes");
  return data;
}

/** A stack as the manifest of a folder that CDKTF wrote names it. */
export interface ManifestStack {
  readonly name: string;
  /** Names of the stacks that are applied before it. */
  readonly dependencies: readonly string[];
  /** Absolute: the file of its Terraform, as JSON. */
  readonly file: string;
}

/**
 * The stacks that a folder's manifest names. Only these count: CDKTF leaves the folders of removed stacks behind.
 *
 * @throws UnreadableTerraformError when the manifest is missing or is not what CDKTF writes
 */
export function readManifest(outdir: string): ManifestStack[] {
  const { stacks } = readJson(path.join(outdir, "manifest.json"), manifestSchema);
  return Object.values(stacks).map(({ name, synthesizedStackPath, dependencies }) => ({
    name,
    dependencies,
    file: path.resolve(outdir, synthesizedStackPath),
  }));
}

/**
 * Every stack of a folder that CDKTF wrote, in the order of its manifest.
 *
 * @throws UnreadableTerraformError when a file is missing or is not what CDKTF writes
 */
export function readEmittedStacks(outdir: string): TerraformStack[] {
  return readManifest(outdir).map(({ name, dependencies, file }) => {
    const { provider, resource = {}, module = {}, locals = {} } = readJson(file, stackSchema);
    const providers = provider?.aws ?? [];
    const { account, region } = placeOf(providers.find(({ alias }) => alias === undefined));
    const resources = Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([resourceName, values]) => emittedResource(type, resourceName, values, providers)),
    );
    return {
      name,
      dependencies,
      account,
      region,
      folder: path.dirname(file),
      resources,
      locals,
      unknown: Object.keys(module).map((call): Unknown => ({
        stack: name,
        address: `module.${call}`,
        what: "a module's resources are not in what CDKTF writes; read the plan instead (terraform show -json, and --plan)",
      })),
    };
  });
}

function emittedResource(
  type: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
  providers: readonly Provider[],
): TerraformResource {
  const reference = typeof values["provider"] === "string" ? values["provider"] : "aws";
  const alias = /^aws\.(?<alias>.+)$/.exec(reference)?.groups?.["alias"];
  return {
    address: `${type}.${name}`,
    type,
    name,
    modulePrefix: "",
    ...placeOf(providers.find((provider) => provider.alias === alias)),
    values,
  };
}

function placeOf(provider: Provider | undefined) {
  const { allowed_account_ids: [allowed] = [], assume_role: role, region } = provider ?? {};
  const account = allowed ?? accountOfRole(role);
  return { account: isAccount(account) ? account : undefined, region: isReference(region) ? undefined : region };
}

function isReference(text: string | undefined): boolean {
  return text?.includes("${") === true;
}
