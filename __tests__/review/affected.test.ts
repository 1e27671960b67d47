/** Which stacks a change affects, on the Terraform of every environment and every example. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEnvironment } from "../../catalogue";
import { compareOutputs, readOutput, type StackComparison, type StackOutput } from "../../review";
import { environmentApp } from "../../stacks/environment-app";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const root = mkdtempSync(path.join(tmpdir(), "hub-affected-"));
const project = path.join(__dirname, "..", "..");
const environments = [
  path.join(project, "environments", "dev"),
  path.join(project, "environments", "prod"),
  ...readdirSync(path.join(project, "examples"))
    .map((example) => path.join(project, "examples", example))
    .filter((folder) => existsSync(path.join(folder, "hub.yaml"))),
];

function emitted(folder: string): string {
  const { environment } = openEnvironment(folder);
  if (environment === undefined) throw new Error(`${folder} has errors`);
  const outdir = path.join(root, path.basename(folder));
  environmentApp(environment, outdir).synth();
  return outdir;
}

const outputs = environments.map(emitted);
const dev = outputs[0] ?? "";

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What is said of one stack when its Terraform becomes `text`. */
function withTerraform(stack: StackOutput, text: string): StackComparison | undefined {
  return compareOutputs([stack], [{ ...stack, terraform: Buffer.from(text) }])[0];
}

/** Every leaf but those that CDKTF notes for itself, with the address of the block that it is in. */
function* leaves(value: Json, at: readonly string[] = []): Generator<readonly string[]> {
  if (at.at(-1) === "//") return;
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (members.length === 0 && at.length > 0) yield at;
  for (const [key, member] of members) yield* leaves(member, [...at, key]);
}

function another(leaf: Json): Json {
  if (typeof leaf === "string") return `${leaf}x`;
  if (typeof leaf === "number") return leaf + 1;
  if (typeof leaf === "boolean") return !leaf;
  return Array.isArray(leaf) ? ["x"] : { x: "x" };
}

/** A copy with one leaf changed, or without it. */
function mutated(value: Json, [key = "", ...rest]: readonly string[], change: (leaf: Json) => Json | undefined): Json {
  if (typeof value !== "object" || value === null) throw new Error(`${key} is in no object`);
  const members = Object.entries(value).flatMap(([name, member]: [string, Json]): [string, Json][] => {
    if (name !== key) return [[name, member]];
    const next = rest.length > 0 ? mutated(member, rest, change) : change(member);
    return next === undefined ? [] : [[name, next]];
  });
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

function addressOf([kind = "", ...rest]: readonly string[], json: Json): string {
  if (kind === "resource") return rest.slice(0, 2).join(".");
  if (kind === "data") return ["data", ...rest.slice(0, 2)].join(".");
  if (kind !== "provider") return [kind, rest[0]].join(".");
  const [type = "", index = ""] = rest;
  const alias = (json as { provider: Record<string, Record<string, { alias?: string }>> }).provider[type]?.[index]
    ?.alias;
  return ["provider", type, ...(alias === undefined ? [] : [alias])].join(".");
}

describe.each(outputs.map((outdir) => [path.basename(outdir), outdir] as const))("in %s", (_, outdir) => {
  const stacks = readOutput(outdir).map((stack) => ({
    stack,
    json: JSON.parse(stack.terraform.toString()) as Json,
  }));

  test("each leaf of each stack, changed once, is found, with the block that it is in", () => {
    const missed: string[] = [];
    let changed = 0;
    for (const { stack, json } of stacks) {
      for (const leaf of leaves(json)) {
        changed += 1;
        const found = withTerraform(stack, JSON.stringify(mutated(json, leaf, another)));
        // The alias of a provider is its address.
        const isAlias = leaf[0] === "provider" && leaf.at(-1) === "alias";
        const right = isAlias
          ? found?.change === "changed"
          : found?.blocks.length === 1 && found.blocks[0]?.address === addressOf(leaf, json);
        if (!right) missed.push(`${stack.name}: ${leaf.join(".")}`);
      }
    }
    expect(missed).toEqual([]);
    expect(changed).toBeGreaterThan(500);
  });

  test("each leaf that is gone is found", () => {
    const missed = stacks.flatMap(({ stack, json }) =>
      [...leaves(json)]
        .filter((leaf) => {
          const text = JSON.stringify(mutated(json, leaf, () => undefined));
          return withTerraform(stack, text)?.change !== "changed";
        })
        .map((leaf) => `${stack.name}: ${leaf.join(".")}`),
    );
    expect(missed).toEqual([]);
  });

  test("metadata, the order of keys and white space are no change", () => {
    for (const { stack, json } of stacks) {
      const text = JSON.stringify(backwards(json), null, 7).replaceAll("0.21.0", "0.99.0");
      expect(text).not.toBe(stack.terraform.toString());
      expect(withTerraform(stack, text)).toEqual({ name: stack.name, change: "unchanged", blocks: [] });
    }
  });
});

function backwards(value: Json): Json {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, backwards(member)]));
}

describe("of two outputs", () => {
  const copy = (name: string) => {
    const folder = path.join(root, name);
    cpSync(dev, folder, { recursive: true });
    return folder;
  };
  const changedIn = (base: string, head: string) =>
    compareOutputs(readOutput(base), readOutput(head)).filter(({ change }) => change !== "unchanged");

  test("stacks that came and went are told by the manifests, not by folders that CDKTF left behind", () => {
    const head = copy("one-less");
    const manifest = path.join(head, "manifest.json");
    const { stacks } = JSON.parse(readFileSync(manifest, "utf8")) as { stacks: Record<string, object> };
    delete stacks["tenant-jira"];
    writeFileSync(manifest, JSON.stringify({ stacks }));
    expect(changedIn(dev, head)).toEqual([{ name: "tenant-jira", change: "removed", blocks: [] }]);
    expect(changedIn(head, dev)).toEqual([{ name: "tenant-jira", change: "added", blocks: [] }]);
  });

  test("an asset whose content alone differs changes its stack", () => {
    const head = copy("other-code");
    const [asset = ""] = readOutput(head).flatMap(({ name, assets }) =>
      name === "connection-credentials" ? [...assets.keys()] : [],
    );
    writeFileSync(path.join(head, "stacks", "connection-credentials", asset), "other code");
    expect(changedIn(dev, head)).toEqual([
      {
        name: "connection-credentials",
        change: "changed",
        blocks: [{ address: asset, change: "changed", arguments: [] }],
      },
    ]);
  });

  test("a lock file counts where both have one: synthesis writes none", () => {
    const [base, head] = [copy("locked"), copy("locked-otherwise")];
    const lock = (folder: string) => path.join(folder, "stacks", "tenant-jira", ".terraform.lock.hcl");
    writeFileSync(lock(head), 'provider "aws" { version = "5.100.0" }\n');
    expect(changedIn(base, head)).toEqual([]);
    writeFileSync(lock(base), 'provider "aws" { version = "5.99.0" }\n');
    expect(changedIn(base, head)).toEqual([
      {
        name: "tenant-jira",
        change: "changed",
        blocks: [{ address: ".terraform.lock.hcl", change: "changed", arguments: [] }],
      },
    ]);
  });
});
