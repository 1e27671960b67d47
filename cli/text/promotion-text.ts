/** What a promotion changes, for people to read. */
import { shownPath } from "../../catalogue/files/findings";
import { all } from "../../catalogue/wording";
import type { CarriedTest } from "../../contract";
import { changedBy, type Comparison, type NamedEnvironments, type Promotion } from "../../onboarding";
import { withoutTricks, type EventEffect } from "../../review";
import { fileDiff } from "../../script";
import { eventsInWords } from "./preview-text";
import { deliveryInWords } from "./simulation-text";
import { findingInWords, folded, wrapped } from "./terminal";

/** A comparison with what becomes of sample events. */
interface ShownComparison extends Comparison {
  /** Undefined where the other environment would have errors. */
  readonly requests: readonly EventEffect[] | undefined;
  /** Events of accounts that the other environment has no alias for. */
  readonly unplaced: readonly string[];
  /** Contract tests that the other environment lacks, where only that is told. */
  readonly missingTests?: readonly { readonly tenant: string; readonly tests: readonly string[] }[];
}

/** Files, requests, and what somebody has to look at. */
export function comparisonInWords(comparison: ShownComparison, names: NamedEnvironments): string[] {
  const { promotions, requests, onlyThere, unplaced } = comparison;
  const { from, to } = names;
  const touched = promotions.filter(isTouched);
  const same = promotions.filter((promotion) => !isTouched(promotion)).map(({ tenant }) => tenant);
  const parts = [
    ...touched.map((promotion) => promotionInWords(promotion, names)),
    [
      ...(same.length === 0 ? [] : wrapped(`The same in ${from} and ${to}: ${all(same)}`, "")),
      ...promotions.flatMap(({ tenant, kept }) =>
        kept.length === 0 ? [] : wrapped(`Only ${to} has, and keeps, of ${tenant}: ${all(kept)}`, ""),
      ),
      ...(onlyThere.length === 0 ? [] : wrapped(`Only ${to} has: ${all(onlyThere)}`, "")),
      ...(comparison.missingTests ?? []).flatMap(({ tenant, tests }) =>
        tests.length === 0 ? [] : wrapped(`Contract tests of ${tenant} that ${to} lacks: ${all(tests)}`, ""),
      ),
    ],
    requests === undefined || changedBy(promotions).length === 0 ? [] : requestsInWords(requests, unplaced, names),
    findingsInWords(comparison, to),
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** The same for scripts. */
export function comparisonAsJson(comparison: ShownComparison, { from, to }: NamedEnvironments) {
  const { promotions, onlyThere, requests, unplaced, findings } = comparison;
  const tenants = promotions.map((promotion) => {
    const { tenant, file, before, after, byHand, kept, foreign } = promotion;
    const diff = after === undefined ? [] : fileDiff(before ?? "", after);
    return {
      tenant,
      file,
      same: !isTouched(promotion),
      isNew: before === undefined,
      diff,
      text: after,
      byHand,
      kept,
      foreign,
    };
  });
  const same = tenants.every((tenant) => tenant.same);
  const { missingTests } = comparison;
  return { from, to, same, tenants, onlyThere, missingTests, requests, unplaced, findings };
}

/** What became of a tenant. */
interface Promoted {
  readonly tenant: string;
  readonly compared: Comparison;
  readonly tests: readonly CarriedTest[];
  /** Those that were written, or would be. */
  readonly files: readonly string[];
  readonly dryRun: boolean;
  readonly refused: boolean;
}

/** Which files were written, and what comes next. */
export function promotedInWords(
  { tenant, compared: { promotions, after }, tests, files, dryRun, refused }: Promoted,
  { to }: NamedEnvironments,
): string[] {
  if (refused) {
    const instead =
      after === undefined ? "mend the errors first" : "write by hand what is said above, and promote again";
    return ["", `Nothing was written: ${instead}.`];
  }
  const written = [
    ...files.map((file) => `${dryRun ? "Would write" : "Wrote"} ${shownPath(file)}`),
    ...tests.flatMap((test) =>
      "reason" in test ? wrapped(`Not taken over: ${test.test}, since in ${to} ${withoutTricks(test.reason)}`, "") : [],
    ),
  ];
  return [
    ...(written.length === 0 ? [] : ["", ...written]),
    ...(dryRun || files.length === 0 ? [] : ["", "Next:", ...nextSteps(tenant, { promotions, tests }, to)]),
  ];
}

function nextSteps(
  tenant: string,
  { promotions, tests }: { readonly promotions: readonly Promotion[]; readonly tests: readonly CarriedTest[] },
  to: string,
): string[] {
  const left = tests.some((test) => "reason" in test);
  const hasForeign = promotions.some(({ foreign }) => foreign.length > 0);
  const isNew = promotions.some(({ before }) => before === undefined);
  const steps = [
    ...(hasForeign ? [`Write what is right for ${to} where it says so above.`] : []),
    ...(left ? ["Copy those tests that you want, too, and mend them by hand or with hub test --update."] : []),
    `Run ./hub test ${tenant} --env ${to}, and open a pull request.`,
    ...(isNew ? [`Once it is deployed: ./hub credentials put ${tenant} --env ${to}, then write "state: live".`] : []),
  ];
  return steps.flatMap((step, index) => {
    const [first = "", ...rest] = wrapped(step, "     ");
    return [`  ${index + 1}. ${first.trimStart()}`, ...rest];
  });
}

/** Whether a promotion has something to write, by itself or by somebody's hand. */
export function isTouched({ before, after, byHand }: Promotion): boolean {
  return before !== after || byHand.length > 0;
}

function promotionInWords(
  { file, before, after, byHand, foreign }: Promotion,
  { from, to }: NamedEnvironments,
): string[] {
  const shown = shownPath(file);
  const isNew = before === undefined;
  return [
    `${shown}${isNew ? `, new in ${to}, as a draft` : ""}`,
    ...(after === undefined ? [] : fileDiff(before ?? "", after)).flatMap(differenceLines),
    ...byHand.flatMap(({ line, column, path, reason, yaml }) => [
      ...folded(`${shown}:${line}:${column}: ${path === "" ? "the file" : path} cannot be written: ${reason}`, "  "),
      ...(yaml === undefined
        ? ["  Take it out."]
        : ["  Write there:", ...yaml.split("\n").map((each) => `    ${withoutTricks(each)}`)]),
    ]),
    ...(foreign.length === 0
      ? []
      : [
          ...wrapped(`These are of ${from}; write what is right for ${to}:`, "  "),
          ...foreign.flatMap(({ path, value }) =>
            folded(`    ${path}: ${withoutTricks(JSON.stringify(value))}`, "      "),
          ),
        ]),
  ];
}

/** The rest of a long line is marked as its beginning. */
function differenceLines(line: string): string[] {
  return folded(`  ${withoutTricks(line)}`, `  ${line.slice(0, 1)}    `);
}

function requestsInWords(
  requests: readonly EventEffect[],
  unplaced: readonly string[],
  { from, to }: NamedEnvironments,
): string[] {
  return [
    `Requests of the sample events in ${to}, once the tenants are live`,
    ...eventsInWords(requests, (delivery) =>
      deliveryInWords(delivery).flatMap((line, index) =>
        folded(withoutTricks(index === 0 ? `    + ${line}` : line && `      ${line}`), "        "),
      ),
    ),
    ...(unplaced.length === 0
      ? []
      : wrapped(`Left out, for ${to} has no account called as theirs in ${from}: ${all(unplaced)}`, "  ")),
  ];
}

/** Errors of the whole environment; else warnings in the files that change. */
function findingsInWords({ findings, promotions, before }: Comparison, to: string): string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const title =
      before === undefined
        ? `${to} has errors, here at their lines as they would be:`
        : `With these files ${to} would have errors, at their lines as they would be:`;
    return [title, ...errors.map((finding) => findingInWords(finding))];
  }
  const files = promotions.filter(isTouched).map(({ file }) => shownPath(file));
  const warnings = findings.filter(({ file }) => files.includes(file));
  return warnings.length === 0
    ? []
    : ["Warnings, at their lines as they would be:", ...warnings.map((finding) => findingInWords(finding))];
}
