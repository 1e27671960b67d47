/** Results of contract tests for people to read. */
import path from "node:path";
import { isWrong, type Coverage, type TestResult, type TestStepResult, type Update } from "../../contract";
import { count } from "../../catalogue/wording";
import { withoutTricks } from "../../review";
import { coloured, folded } from "./terminal";

const BESIDE_WORD = " ".repeat(8);
const INNER = " ".repeat(4);

/** A test, and all that is wrong with it. */
export function resultLines(result: TestResult): string[] {
  const { tenant, file, title, outcome, steps, errors } = result;
  const name = `${tenant}/${path.parse(file).name}`;
  const line = title === undefined ? name : `${name}: ${title}`;
  if (outcome === "passed") return folded(`passed  ${line}`, BESIDE_WORD);
  const head = folded(`${outcome === "error" ? "ERROR " : "FAILED"}  ${line}`, BESIDE_WORD);
  return [
    ...head.map((each) => coloured("red", each)),
    ...errors.flatMap((error) => folded(`  ${withoutTricks(errorLine(file, error))}`, INNER)),
    ...steps.filter(isWrong).flatMap((step) => stepLines(file, step)),
  ];
}

/** A finding names its file itself. */
function errorLine(file: string, error: string): string {
  return error.startsWith(`${file}:`) ? error : `${file}, ${error}`;
}

function stepLines(file: string, { step, does, problem, differences }: TestStepResult): string[] {
  const marks = "- is expected and does not come, + comes and is not expected";
  return [
    ...folded(`  ${file}, step ${step}: ${withoutTricks(does)}`, INNER),
    ...(problem === undefined ? [] : folded(`  ${problem}`, INNER)),
    ...(differences.length === 0 ? [] : [`  ${marks}`]),
    ...differences.flatMap(differenceLines),
  ];
}

/** The rest of a long line is marked as its beginning. */
function differenceLines(line: string): string[] {
  const mark = line.slice(0, 1);
  const shown = folded(`  ${withoutTricks(line)}`, `  ${mark}    `);
  switch (mark) {
    case "-":
      return shown.map((each) => coloured("red", each));
    case "+":
      return shown.map((each) => coloured("green", each));
    default:
      return shown;
  }
}

/** What was written, and what was not. */
export function updateLines({ file, steps, reason }: Update): string[] {
  return reason === undefined
    ? folded(`  updated ${file}: ${steps.map((step) => `step ${step}`).join(", ")}`, INNER)
    : folded(`  not updated, ${reason}: ${file}`, INNER);
}

/** How it ended, and what no test shows. */
export function endLines(
  results: readonly TestResult[],
  {
    updates,
    coverage,
    where,
  }: { readonly updates: readonly Update[]; readonly coverage: Coverage; readonly where: string },
): string[] {
  const none = `There are no tests in ${where}; docs/contract-tests.md says how to write one.`;
  const verdict = results.length === 0 ? folded(none, "") : ["", verdictText(results, updates)];
  return [...verdict, ...coverageLines(coverage)];
}

/** `8 tests: 6 passed, 1 failed, 1 with errors` */
function verdictText(results: readonly TestResult[], updates: readonly Update[]): string {
  const of = (outcome: TestResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  const updated = updates.filter(({ steps }) => steps.length > 0).length;
  const parts = [
    `${of("passed") - updated} passed`,
    ...(updated === 0 ? [] : [`${updated} updated`]),
    ...(of("failed") === 0 ? [] : [`${of("failed")} failed`]),
    ...(of("error") === 0 ? [] : [`${of("error")} with errors`]),
  ];
  const hint = of("failed") > 0 && updates.length === 0 ? "; ./hub test --update writes what comes now" : "";
  return `${count(results.length, "test")}: ${parts.join(", ")}${hint}`;
}

/** Tenants of which deliveries are listed; the rest is in `--json`. */
const LISTED = 20;

/** What no test shows. */
function coverageLines({ deliveries, withoutRequest, withoutMismatch }: Coverage): string[] {
  if (deliveries === 0) return [];
  const listed = (title: string, open: readonly string[]) =>
    open.length === 0 ? [] : ["", `${title}: ${open.length} of ${deliveries}`, ...byTenant(open)];
  return [
    ...listed("Deliveries that no test shows", withoutRequest),
    ...listed("Patterns that no test shows to leave an event alone", withoutMismatch),
  ];
}

function byTenant(deliveries: readonly string[]): string[] {
  const tenants = new Map<string, string[]>();
  for (const delivery of deliveries) {
    const [tenant = "", ...rest] = delivery.split("/");
    tenants.set(tenant, [...(tenants.get(tenant) ?? []), rest.join("/")]);
  }
  const width = Math.max(...[...tenants.keys()].map((tenant) => tenant.length));
  const lines = [...tenants]
    .slice(0, LISTED)
    .flatMap(([tenant, names]) => folded(`  ${tenant.padEnd(width)}  ${names.join(", ")}`, " ".repeat(width + 4)));
  const more = tenants.size - LISTED;
  return more > 0 ? [...lines, `  and of ${count(more, "tenant")} more; --json lists them`] : lines;
}
