import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stackFolder, type Emitted } from "./synthesize";
import { Terraform } from "./terraform";

/** What the real provider finds wrong, as `stack: what`. */
export type Complaint = string;

/**
 * All stacks in one run of the provider, which takes seconds to start: one root, one module a stack. A module may not
 * hold a backend and takes its provider from the root; all else stays as emitted.
 *
 * @param environments whose stacks are checked; of several, each stack is named after its environment's folder, too
 */
export async function complaintsAbout(environments: readonly Emitted[], root: string): Promise<Complaint[]> {
  const modules = environments.flatMap((emitted) =>
    emitted.stacks.map(({ name }) => {
      const module = environments.length === 1 ? name : `${path.basename(emitted.folder)}_${name}`;
      copyModule(stackFolder(emitted, name), path.join(root, module));
      return [module, { source: `./${module}` }] as const;
    }),
  );
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify({ module: Object.fromEntries(modules) }));
  const terraform = new Terraform(root);
  await terraform.init();
  return (await terraform.validate()).map(({ file, summary, detail }) => {
    return `${path.dirname(file)}: ${summary}: ${detail}`;
  });
}

function copyModule(from: string, to: string): void {
  const stack = JSON.parse(readFileSync(path.join(from, "cdk.tf.json"), "utf8")) as {
    provider?: unknown;
    terraform: { backend?: unknown };
  };
  delete stack.provider;
  delete stack.terraform.backend;
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, "cdk.tf.json"), JSON.stringify(stack, null, 2));
  const assets = path.join(from, "assets");
  if (existsSync(assets)) cpSync(assets, path.join(to, "assets"), { recursive: true });
}
