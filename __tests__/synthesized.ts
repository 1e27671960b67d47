/**
 * What `app.synth()` wrote, read back from its files: `Testing.synth` skips a step of synthesis, so a test that used it
 * could stay green over a wrong reference.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { z } from "zod";
import type { Environment } from "../catalogue/model";
import { environmentApp } from "../stacks/environment-app";
import { statementsOf, type EmittedStatement } from "./emitted-policy";

const attributes = z.record(z.string(), z.unknown());

const stackFile = z.looseObject({
  terraform: z.looseObject({
    backend: z.record(z.string(), attributes),
    required_providers: z.record(z.string(), z.looseObject({ version: z.string() })),
    required_version: z.string().optional(),
  }),
  provider: z.record(z.string(), z.array(attributes)),
  resource: z.record(z.string(), z.record(z.string(), attributes)).default({}),
  output: z.record(z.string(), z.looseObject({ value: z.unknown() })).default({}),
});

const manifestFile = z.looseObject({
  stacks: z.record(z.string(), z.looseObject({ dependencies: z.array(z.string()) })),
});

/** One `resource` block of an emitted stack. */
export class Resource {
  constructor(
    readonly type: string,
    readonly name: string,
    readonly attributes: Readonly<Record<string, unknown>>,
  ) {}

  get address(): string {
    return `${this.type}.${this.name}`;
  }

  /** @throws Error when the attribute is absent or not text */
  text(attribute: string): string {
    return z.string({ error: `${this.address} has no text ${attribute}` }).parse(this.attributes[attribute]);
  }

  /** The block of this name; an empty one when there is none. */
  block(name: string): Readonly<Record<string, unknown>> {
    return attributes.parse(this.attributes[name] ?? {});
  }

  /** The JSON object that an attribute holds as text. */
  json(attribute: string): Readonly<Record<string, unknown>> {
    return attributes.parse(JSON.parse(this.text(attribute)));
  }

  /** The statements of the policy document that an attribute holds as text. */
  statements(attribute: string): readonly EmittedStatement[] {
    return statementsOf(this.text(attribute));
  }
}

/** One emitted `cdk.tf.json`. */
export class SynthesizedStack {
  private readonly content: z.output<typeof stackFile>;

  constructor(
    readonly id: string,
    /** The file, byte for byte. */
    readonly fileText: string,
    /** Ids of the stacks that are deployed before. */
    readonly dependencies: readonly string[],
  ) {
    this.content = stackFile.parse(JSON.parse(fileText));
  }

  /** The top-level blocks that are not empty, such as `resource` and `data`. */
  get blocks(): readonly string[] {
    return Object.entries(this.content)
      .filter(([name, block]) => name !== "//" && Object.keys(attributes.parse(block)).length > 0)
      .map(([name]) => name);
  }

  /** The values of the stack's outputs. */
  get outputs(): readonly unknown[] {
    return Object.values(this.content.output).map(({ value }) => value);
  }

  get terraform() {
    return this.content.terraform;
  }

  /** The one configuration of the AWS provider. */
  get provider(): Readonly<Record<string, unknown>> {
    const [provider, ...others] = this.content.provider["aws"] ?? [];
    if (provider === undefined || others.length > 0) throw new Error(`Stack ${this.id} has not exactly one provider`);
    return provider;
  }

  /** All resources, or those of one type. */
  resources(type?: string): readonly Resource[] {
    return Object.entries(this.content.resource)
      .filter(([each]) => type === undefined || each === type)
      .flatMap(([each, byName]) => Object.entries(byName).map(([name, block]) => new Resource(each, name, block)));
  }

  /** @throws Error naming what there is, when there is no such resource */
  resource(type: string, name: string): Resource {
    const found = this.resources(type).find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`No ${type}.${name} among ${this.addresses.join(", ")}`);
    return found;
  }

  /** @throws Error when the stack holds no resource of the type, or several */
  only(type: string): Resource {
    const [first, ...others] = this.resources(type);
    if (first === undefined || others.length > 0) throw new Error(`Not one ${type} among ${this.addresses.join(", ")}`);
    return first;
  }

  get addresses(): readonly string[] {
    return this.resources()
      .map((resource) => resource.address)
      .sort();
  }
}

/** The output folder of an app. */
export class SynthesizedApp {
  constructor(
    /** Path in the output folder to content. */
    readonly files: ReadonlyMap<string, string>,
    readonly stacks: readonly SynthesizedStack[],
  ) {}

  /** @throws Error naming the stacks there are, when there is no such stack */
  stack(id: string): SynthesizedStack {
    const found = this.stacks.find((stack) => stack.id === id);
    if (found === undefined) throw new Error(`No stack ${id} among ${this.stacks.map((stack) => stack.id).join(", ")}`);
    return found;
  }
}

/**
 * All emitted resources of a type.
 *
 * @throws Error when there are none: a rule that finds nothing to look at proves nothing
 */
export function everyResource(type: string, stacks: readonly SynthesizedStack[]): readonly Resource[] {
  const found = stacks.flatMap((stack) => stack.resources(type));
  if (found.length === 0) throw new Error(`No ${type} to look at`);
  return found;
}

function filesUnder(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const isFile = (file: string) => statSync(path.join(folder, file)).isFile();
  return new Map(paths.filter(isFile).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

/** What an app writes to the folder that it is given; the folder is gone afterwards. */
export function synthesize(appIn: (outdir: string) => App): SynthesizedApp {
  const outdir = mkdtempSync(path.join(tmpdir(), "synthesized-"));
  try {
    appIn(outdir).synth();
    const files = filesUnder(outdir);
    const manifest = manifestFile.parse(JSON.parse(files.get("manifest.json") ?? "{}"));
    const stacks = Object.entries(manifest.stacks).map(
      ([id, { dependencies }]) =>
        new SynthesizedStack(id, files.get(path.join("stacks", id, "cdk.tf.json")) ?? "", dependencies),
    );
    return new SynthesizedApp(files, stacks);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Every stack of an environment. */
export function synthesizeEnvironment(environment: Environment): SynthesizedApp {
  return synthesize((outdir) => environmentApp(environment, outdir));
}

/** A stack that holds what `build` adds to it, so that a construct is seen without this project's stacks. */
export function synthesizeStack(build: (stack: TerraformStack) => void): SynthesizedStack {
  const app = synthesize((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    build(stack);
    return app;
  });
  return app.stack("stack");
}
