import { createHash } from "node:crypto";
import type { StackComparison } from "./affected";
import type { StackOutput } from "./stack-output";

/** A job of a pipeline, with the stacks that it works on. */
interface PipelineJob {
  readonly name: string;
  /** In the order of the manifest; one at least. */
  readonly stacks: readonly string[];
}

/**
 * How a pipeline plans what a change affects, all `plans` at once, and deploys it: first `shared`, then all `jobs` at once, at
 * the end `removed`.
 */
export interface PipelineJobs {
  /** Everything that differs, also what is shared and what is removed: no plan waits for another. */
  readonly plans: readonly PipelineJob[];
  /** What two or more stacks wait for, such as the central bus: deployed by one job, in their order. */
  readonly shared: readonly string[];
  /**
   * Neither of two of these waits for the other. Each has the same name for the same stacks in every run, so that it can name
   * a concurrency group, and deploys its stacks in their order.
   */
  readonly jobs: readonly PipelineJob[];
  /** What is no longer declared: destroyed by one job, when all others are there. */
  readonly removed: readonly string[];
}

type Declared = Pick<StackOutput, "name" | "dependencies">;

/**
 * Shares out what is added, changed and removed. Stacks that wait for each other are never in two jobs. While there are no
 * more of these groups than `atMost`, each has a job of its own, called as its first stack. Otherwise a digest of that name
 * decides which of `atMost` shards a group is in: it stays there, whatever else is affected. Plans need not stay, so that
 * their parts are alike in size.
 *
 * @param head every stack that is declared, also those that are not affected
 * @param atMost jobs that plan, and jobs that deploy beside those of `shared` and `removed`; 1 at least
 */
export function pipelineJobs(
  head: readonly Declared[],
  comparison: readonly StackComparison[],
  atMost: number,
): PipelineJobs {
  const affected = new Set(comparison.filter(({ change }) => isDeployed(change)).map(({ name }) => name));
  const shared = sharedOf(head);
  const groups = groupsOf(head.filter(({ name }) => !shared.has(name)));
  const jobs = groups.flatMap(({ name, stacks }): PipelineJob[] => {
    const toDo = stacks.filter((stack) => affected.has(stack));
    return toDo.length === 0 ? [] : [{ name, stacks: toDo }];
  });
  const differing = comparison.flatMap(({ name, change }) => (change === "unchanged" ? [] : [name]));
  return {
    plans: parts(differing, atMost),
    shared: head.flatMap(({ name }) => (shared.has(name) && affected.has(name) ? [name] : [])),
    jobs: jobs.length <= atMost ? jobs : shards(jobs, atMost),
    removed: comparison.flatMap(({ name, change }) => (change === "removed" ? [name] : [])),
  };
}

function isDeployed(change: StackComparison["change"]): boolean {
  return change === "added" || change === "changed";
}

/** What two or more wait for, and what that waits for itself. */
function sharedOf(head: readonly Declared[]): Set<string> {
  const waiting = new Map<string, number>();
  for (const name of head.flatMap(({ dependencies }) => dependencies)) waiting.set(name, (waiting.get(name) ?? 0) + 1);
  const byName = new Map(head.map((stack) => [stack.name, stack]));
  const shared = new Set<string>();
  const add = (name: string) => {
    if (shared.has(name)) return;
    shared.add(name);
    byName.get(name)?.dependencies.forEach(add);
  };
  for (const [name, times] of waiting) if (times > 1) add(name);
  return shared;
}

/** Stacks that wait for each other, directly or by way of others. */
function groupsOf(stacks: readonly Declared[]): PipelineJob[] {
  const names = new Set(stacks.map(({ name }) => name));
  const neighbours = new Map(stacks.map(({ name }): [string, Set<string>] => [name, new Set()]));
  for (const { name, dependencies } of stacks) {
    for (const other of dependencies.filter((one) => names.has(one))) {
      neighbours.get(name)?.add(other);
      neighbours.get(other)?.add(name);
    }
  }
  const seen = new Set<string>();
  return stacks.flatMap(({ name }): PipelineJob[] => {
    if (seen.has(name)) return [];
    const group = new Set([name]);
    // A set that grows while it is walked through is walked through to its new end.
    for (const member of group) neighbours.get(member)?.forEach((other) => group.add(other));
    group.forEach((member) => seen.add(member));
    return [{ name, stacks: stacks.flatMap((stack) => (group.has(stack.name) ? [stack.name] : [])) }];
  });
}

/** One stack each, or, where these are too many, as many of about the same size. */
function parts(stacks: readonly string[], atMost: number): PipelineJob[] {
  if (stacks.length <= atMost) return stacks.map((name) => ({ name, stacks: [name] }));
  return Array.from({ length: atMost }, (_, part) => ({
    name: numbered("part", part, atMost),
    stacks: stacks.filter((_name, at) => at % atMost === part),
  }));
}

function shards(jobs: readonly PipelineJob[], amount: number): PipelineJob[] {
  const parts = new Map<number, string[]>();
  for (const { name, stacks } of jobs) {
    const number = createHash("sha256").update(name).digest().readUInt32BE(0) % amount;
    parts.set(number, [...(parts.get(number) ?? []), ...stacks]);
  }
  return [...parts]
    .sort(([one], [other]) => one - other)
    .map(([number, stacks]) => ({ name: numbered("shard", number, amount), stacks }));
}

/** Such as `shard-07-of-50`, counted from 1 and in the order of the alphabet. */
function numbered(what: string, number: number, amount: number): string {
  return `${what}-${String(number + 1).padStart(String(amount).length, "0")}-of-${amount}`;
}
