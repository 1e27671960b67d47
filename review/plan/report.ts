/** The report over the plans of any number of stacks. */
import { attentionOf, ATTENTION_KINDS, type Attention, type AttentionKind } from "./attention";
import { digestOf } from "./fingerprint";
import { isPermission } from "./permissions";
import type { Action, PlannedStack, ResourceChange } from "./planned-stack";

/** How many resources each thing happens to. */
export type Counts = Readonly<Record<Action | "permissions" | "drift", number>>;

/** A stack that its plan changes, or that was changed outside Terraform. */
export interface ReportedStack extends PlannedStack {
  /** Over what is planned for it. */
  readonly digest: string;
  readonly counts: Counts;
  readonly attention: readonly Attention[];
}

/** Stacks whose change is the same once their names are taken out. */
export interface StackGroup {
  readonly stacks: readonly string[];
  /** The first of them, which stands for all. */
  readonly like: ReportedStack;
}

/** What is reported. */
export interface PlanReport {
  /** `sha256:` and 64 hexadecimal digits, over everything that the plans change. */
  readonly digest: string;
  readonly counts: Counts;
  /** By kind, how many resources need attention. */
  readonly attention: Readonly<Record<AttentionKind, number>>;
  /** Kinds of what happens, such as `destroy`, to put as labels on a pull request. */
  readonly labels: readonly string[];
  /** Worst first. */
  readonly stacks: readonly ReportedStack[];
  /** Names of the stacks that nothing happens to. */
  readonly unchanged: readonly string[];
}

/** Reports plans. */
export function planReport(plans: readonly PlannedStack[]): PlanReport {
  const stacks = plans.filter(happensSomething).map(reported).sort(worstFirst);
  const counts = sum(stacks.map((stack) => stack.counts));
  const attention = Object.fromEntries(
    ATTENTION_KINDS.map((kind) => [
      kind,
      stacks
        .flatMap((stack) => stack.attention)
        .reduce((n, one) => n + (one.kind === kind ? Math.max(one.resources, 1) : 0), 0),
    ]),
  ) as Record<AttentionKind, number>;
  return {
    digest: digestOfStacks(stacks),
    counts,
    attention,
    labels: [...(stacks.some(isPlanned) ? ["changes"] : []), ...ATTENTION_KINDS.filter((kind) => attention[kind] > 0)],
    stacks,
    unchanged: plans.filter((plan) => !happensSomething(plan)).map(({ name }) => name),
  };
}

/** What a digest covers of a stack. */
export interface DigestedStack {
  readonly name: string;
  readonly account?: string | undefined;
  readonly backend?: string | undefined;
  readonly changes: readonly Pick<ResourceChange, "address" | "action" | "deposed" | "fingerprint">[];
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * The digest over what plans change: names, accounts, backends, addresses, actions and values. Stacks that do not change
 * do not count, and neither do the serials of states and the times of plans.
 */
export function digestOfStacks(stacks: readonly DigestedStack[]): string {
  return `sha256:${digestOf(stacks.filter(isPlanned).map(digestOfStack).sort())}`;
}

function digestOfStack({ name, account, backend, changes, outputs }: DigestedStack): string {
  const planned = changes
    .map(({ address, action, deposed, fingerprint }) => [address, deposed, action, fingerprint].join(" "))
    .sort();
  return digestOf({ name, account, backend, changes: planned, outputs });
}

function isPlanned({ changes, outputs }: Pick<DigestedStack, "changes" | "outputs">): boolean {
  return changes.length > 0 || Object.keys(outputs).length > 0;
}

function happensSomething(plan: PlannedStack): boolean {
  return isPlanned(plan) || plan.drift.length > 0 || plan.incomplete.length > 0;
}

function reported(plan: PlannedStack): ReportedStack {
  return { ...plan, digest: `sha256:${digestOfStack(plan)}`, counts: countsOf(plan), attention: attentionOf(plan) };
}

const NONE: Counts = {
  create: 0,
  update: 0,
  replace: 0,
  delete: 0,
  forget: 0,
  import: 0,
  move: 0,
  other: 0,
  permissions: 0,
  drift: 0,
};

function countsOf({ changes, drift }: PlannedStack): Counts {
  const counts: Record<keyof Counts, number> = { ...NONE, drift: drift.length };
  for (const change of changes) {
    counts[change.action] += 1;
    if (isPermission(change)) counts.permissions += 1;
  }
  return counts;
}

function sum(all: readonly Counts[]): Counts {
  const total: Record<keyof Counts, number> = { ...NONE };
  for (const counts of all) for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
  return total;
}

function worstFirst(a: ReportedStack, b: ReportedStack): number {
  return rank(a) - rank(b) || countOfWorst(b) - countOfWorst(a) || (a.name < b.name ? -1 : 1);
}

function countOfWorst({ attention }: ReportedStack): number {
  return attention.filter(({ kind }) => kind === attention[0]?.kind).length;
}

/** By the worst that happens, whatever else does. */
function rank({ attention: [worst] }: ReportedStack): number {
  return worst === undefined ? ATTENTION_KINDS.length : ATTENTION_KINDS.indexOf(worst.kind);
}

/** Groups stacks whose change is the same, in the order of the worst of each group. */
export function groupsOf(stacks: readonly ReportedStack[]): StackGroup[] {
  const groups = new Map<string, { stacks: string[]; like: ReportedStack }>();
  for (const stack of stacks) {
    const key = withoutNames(stack);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { stacks: [stack.name], like: stack });
    else group.stacks.push(stack.name);
  }
  return [...groups.values()];
}

/** What AWS chose by lot: it differs between two of the same. */
const RANDOM = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** All that is reported of a stack, with its own name taken out. */
function withoutNames({
  name,
  account,
  counts,
  changes,
  drift,
  incomplete,
  outputs,
  attention,
}: ReportedStack): string {
  const id = name.replace(/^(?:tenant|source|functions|ingress)-/, "");
  // In text only: a number is never a name.
  const own = new RegExp(`(?<![A-Za-z0-9])(?:${escaped(name)}|${escaped(id)})(?![A-Za-z0-9])`, "g");
  const told = { account, counts, changes, drift, incomplete, attention, outputs: Object.keys(outputs) };
  return JSON.stringify(told, (key, value: unknown) => {
    if (key === "fingerprint") return undefined;
    return typeof value === "string" ? value.replace(own, "\u0000").replace(RANDOM, "\u0001") : value;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
