/** Which stacks are worked on, and what each of them waits for. */
import path from "node:path";
import { readManifest } from "#simulator/topology";
import { insteadOf } from "../catalogue/wording";
import type { StackComparison } from "../review";
import { DeploymentError } from "./failure";

/** A stack of a folder that CDKTF wrote, in which Terraform can run. */
export interface EmittedFolder {
  readonly name: string;
  /** Names of the stacks that come before it. */
  readonly dependencies: readonly string[];
  /** Where its `cdk.tf.json` is. */
  readonly folder: string;
}

/**
 * The stacks of a folder that CDKTF wrote.
 *
 * @throws UnreadableTerraformError when its manifest is missing or is not what CDKTF writes
 */
export function foldersIn(outdir: string): EmittedFolder[] {
  return readManifest(outdir).map(({ name, dependencies, file }) => ({
    name,
    dependencies,
    folder: path.dirname(file),
  }));
}

/** What is to be done with which stacks. */
export interface Selection {
  /** Each with those dependencies alone that are worked on, too. */
  readonly apply: readonly EmittedFolder[];
  /** Stacks that the base has and the head has no more, each waiting for those that depended on it. */
  readonly removed: readonly EmittedFolder[];
}

/** The two sides of a change. */
export interface Change {
  readonly base: readonly EmittedFolder[];
  readonly comparison: readonly StackComparison[];
}

/**
 * Chooses among the stacks of an environment.
 *
 * @param named stacks; none stands for all
 * @param change given where only what a change affects is wanted
 * @throws DeploymentError for a name that is no stack's
 */
export function selectStacks(head: readonly EmittedFolder[], named: readonly string[], change?: Change): Selection {
  const of = (kinds: readonly StackComparison["change"][]) =>
    new Set((change?.comparison ?? []).filter((one) => kinds.includes(one.change)).map(({ name }) => name));
  const [affected, gone] = [of(["added", "changed"]), of(["removed"])];
  requireStacks(named, [...head.map(({ name }) => name), ...gone]);
  const isWanted = ({ name }: EmittedFolder) => named.length === 0 || named.includes(name);
  const removed = (change?.base ?? []).filter((stack) => gone.has(stack.name) && isWanted(stack));
  return {
    apply: among(head, (stack) => isWanted(stack) && (change === undefined || affected.has(stack.name))),
    removed: toDestroy(removed),
  };
}

/**
 * Holds names that somebody wrote to the stacks that there are.
 *
 * @throws DeploymentError for a name that is no stack's
 */
export function requireStacks(named: readonly string[], known: readonly string[]): void {
  for (const name of named) {
    if (known.includes(name)) continue;
    throw new DeploymentError(
      `there is no stack ${name}; write ${insteadOf(name, known, "one that ./hub list shows")}`,
    );
  }
}

/** Stacks with their dependencies among one another, also those by way of a stack that is left out. */
function among(all: readonly EmittedFolder[], isWanted: (stack: EmittedFolder) => boolean): EmittedFolder[] {
  const wanted = new Set(all.filter(isWanted).map(({ name }) => name));
  const byName = new Map(all.map((stack) => [stack.name, stack]));
  const needed = ({ dependencies }: EmittedFolder, seen = new Set<string>()): string[] =>
    dependencies.flatMap((name) => {
      if (seen.has(name)) return [];
      seen.add(name);
      const stack = byName.get(name);
      return wanted.has(name) ? [name] : stack === undefined ? [] : needed(stack, seen);
    });
  return all.filter(({ name }) => wanted.has(name)).map((stack) => ({ ...stack, dependencies: needed(stack) }));
}

/**
 * Chooses stacks to destroy, in the order of that.
 *
 * @param named of those that go
 * @throws DeploymentError for a name that is no stack's, and where a stack that stays depends on one that goes
 */
export function selectToDestroy(head: readonly EmittedFolder[], named: readonly string[]): EmittedFolder[] {
  requireStacks(
    named,
    head.map(({ name }) => name),
  );
  for (const name of named) {
    const staying = head.filter((stack) => stack.dependencies.includes(name) && !named.includes(stack.name));
    const [first, ...others] = staying;
    if (first === undefined) continue;
    const who = others.length === 0 ? `${first.name} depends` : `${first.name} and ${others.length} more depend`;
    throw new DeploymentError(`${who} on ${name}; destroy what depends on it first, or name it, too`);
  }
  return toDestroy(head.filter(({ name }) => named.includes(name)));
}

/** Stacks in the order of their destruction: each waits for those that depend on it. */
export function toDestroy(stacks: readonly EmittedFolder[]): EmittedFolder[] {
  return stacks.map((stack) => ({
    ...stack,
    dependencies: stacks.filter(({ dependencies }) => dependencies.includes(stack.name)).map(({ name }) => name),
  }));
}
