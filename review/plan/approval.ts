/** Whether plans are those that were approved, and destroy nothing that nobody allowed by name. */
import { canonicalJson } from "./fingerprint";
import { holdsWhatIsLost } from "./meaning";
import type { StoredReport } from "./kept-report";
import type { PlannedStack } from "./planned-stack";
import type { DigestedStack, PlanReport, ReportedStack } from "./report";

/** Whether plans may be applied. */
export interface GateVerdict {
  readonly digest: string;
  /** What differs from what was approved; empty where nothing does. */
  readonly differences: readonly string[];
  /** What would be lost and is not allowed. */
  readonly notAllowed: readonly Loss[];
  /** Approved stacks in which nothing is left to do, or whose plans were not given. */
  readonly notes: readonly string[];
}

/** A resource that goes and holds what applying again does not bring back. */
interface Loss {
  readonly stack: string;
  readonly address: string;
  readonly action: "delete" | "replace";
}

/**
 * Compares plans with what was approved.
 *
 * @param approved a kept report, which may have more stacks than are given, or a digest, which must be that of all plans
 * @param allowed addresses, or `stack:address`, of what may be lost
 */
export function gate(report: PlanReport, approved: StoredReport | string, allowed: readonly string[]): GateVerdict {
  const notAllowed = lossesIn(report).filter(
    ({ stack, address }) => !allowed.includes(address) && !allowed.includes(`${stack}:${address}`),
  );
  const compared =
    typeof approved === "string"
      ? { differences: approved === report.digest ? [] : ["what is planned is not what was approved"], notes: [] }
      : comparison(report, approved);
  // What a plan leaves for later, or does beside its resources, was in no digest.
  const incomplete = report.stacks.flatMap(({ name, incomplete: parts }) => parts.map((part) => `${name}: ${part}`));
  return {
    digest: report.digest,
    notAllowed,
    notes: compared.notes,
    differences: [...compared.differences, ...incomplete],
  };
}

/** Why plans may not be applied: sentences, none where they may. */
export function refusalsOf({ differences, notAllowed }: GateVerdict): string[] {
  return [
    ...differences.map((difference) => `not approved: ${difference}`),
    ...notAllowed.map(
      ({ stack, address, action }) =>
        `not allowed: ${stack} would ${action} ${address}; --allow-destroy ${stack}:${address} allows it`,
    ),
  ];
}

function lossesIn({ stacks }: PlanReport): Loss[] {
  return stacks.flatMap(({ name, changes }) =>
    changes.flatMap((change) => {
      const { action, address } = change;
      const isLoss = (action === "delete" || action === "replace") && holdsWhatIsLost(change);
      return isLoss ? [{ stack: name, address, action }] : [];
    }),
  );
}

function comparison({ stacks, unchanged }: PlanReport, approved: StoredReport) {
  const known = new Map(approved.stacks.map((stack) => [stack.name, stack]));
  const given = new Set([...stacks.map(({ name }) => name), ...unchanged]);
  const planned = stacks.filter(({ changes, outputs }) => changes.length > 0 || Object.keys(outputs).length > 0);
  const differing = new Set(planned.map(({ name }) => name));
  const done = approved.stacks.filter(
    ({ name, changes }) => given.has(name) && !differing.has(name) && changes.length > 0,
  );
  const missing = approved.stacks.filter(({ name }) => !given.has(name));
  return {
    differences: planned.flatMap((stack) => {
      const was = known.get(stack.name);
      return was === undefined ? [`${stack.name}: was not approved to change`] : stackDifferences(was, stack);
    }),
    notes: [
      ...done.map(({ name }) => `${name}: nothing is left to do`),
      ...(missing.length === 0
        ? []
        : [`${missing.length} approved stacks were not given: ${missing.map(({ name }) => name).join(", ")}`]),
    ],
  };
}

function stackDifferences(was: PlannedStack, is: ReportedStack): string[] {
  const says = (sentence: string) => `${is.name}: ${sentence}`;
  const old = new Map(was.changes.map((change) => [keyOf(change), change]));
  const now = new Set(is.changes.map(keyOf));
  return [
    ...(was.account === is.account
      ? []
      : [says(`account ${is.account ?? "unknown"} instead of ${was.account ?? "unknown"}`)]),
    ...(was.backend === is.backend
      ? []
      : [says(`state ${is.backend ?? "unknown"} instead of ${was.backend ?? "unknown"}`)]),
    ...was.changes
      .filter((change) => !now.has(keyOf(change)))
      .map(({ action, address }) => says(`no longer plans to ${action} ${address}`)),
    ...is.changes.flatMap((change) => {
      const approved = old.get(keyOf(change));
      const difference =
        approved === undefined ? `${change.action} was not approved` : changeDifference(approved, change);
      return difference === undefined ? [] : [says(`${change.address}: ${difference}`)];
    }),
    ...(JSON.stringify(Object.entries(was.outputs).sort()) === JSON.stringify(Object.entries(is.outputs).sort())
      ? []
      : [says("its outputs change otherwise")]),
  ];
}

type ChangeToCompare = DigestedStack["changes"][number] & { readonly changes: readonly { readonly path: string }[] };

function keyOf({ address, deposed }: Pick<ChangeToCompare, "address" | "deposed">): string {
  return deposed === undefined ? address : `${address} ${deposed}`;
}

function changeDifference(was: ChangeToCompare, is: ChangeToCompare): string | undefined {
  if (was.action !== is.action) return `${is.action} instead of ${was.action}`;
  if (was.fingerprint === is.fingerprint) return undefined;
  // Values that are not shown are in neither side.
  const [old, now] = [was.changes, is.changes].map(
    (changes) => new Set(changes.map((change) => canonicalJson(change))),
  );
  const paths = [
    ...was.changes.filter((change) => now?.has(canonicalJson(change)) !== true),
    ...is.changes.filter((change) => old?.has(canonicalJson(change)) !== true),
  ].map(({ path }) => path);
  return paths.length === 0 ? "a value that is not shown differs" : `${[...new Set(paths)].join(", ")} not as approved`;
}
