/** What a deployment and a search for drift tell: a line a stack, what went wrong beneath it, and a summary. */
import { all, count, counted } from "../../catalogue/wording";
import {
  isThere,
  type DeploymentResult,
  type HeldLock,
  type ShownDiagnostic,
  type StackDrift,
  type StackEnding,
  type StackOutcome,
  type StackPlan,
  type UnsavedState,
  type Verification,
} from "../../deployment";
import { changeLines, type Counts } from "../../review";
import { folded } from "./terminal";

const WHAT_HAPPENED: readonly (readonly [keyof Counts, string])[] = [
  ["create", "created"],
  ["update", "changed"],
  ["replace", "replaced"],
  ["delete", "destroyed"],
  ["forget", "forgotten"],
  ["import", "imported"],
  ["move", "moved"],
  ["other", "done otherwise"],
];

/** A stack that has ended. */
export function outcomeInWords({ stack, ending, verification, seconds }: StackOutcome, width: number): string[] {
  const verified = verification === undefined ? "" : `; ${verificationInWords(verification)}`;
  return [
    `${stack.padEnd(width)}  ${endingInWords(ending)}${verified}  ${duration(seconds)}`,
    ...problemLines(ending),
    ...(verification?.kind === "wrong" ? verification.problems.flatMap((problem) => indented(problem)) : []),
  ];
}

function endingInWords(ending: StackEnding): string {
  switch (ending.kind) {
    case "applied":
    case "destroyed":
      return `${ending.kind}: ${happened(ending.counts)}`;
    case "unchanged":
      return "unchanged";
    case "declined":
      return "left as it is, as you said";
    case "refused":
      return "refused by the gate, nothing applied";
    case "failed":
      return `failed in terraform ${ending.step}`;
    case "interrupted":
      return ending.step === "apply" ? "interrupted while it was applied" : "interrupted, nothing applied";
    case "not begun":
      return `not begun: ${ending.because}`;
  }
}

function happened(counts: Counts): string {
  const told = WHAT_HAPPENED.flatMap(([key, words]) => (counts[key] === 0 ? [] : [`${counts[key]} ${words}`]));
  return told.length === 0 ? "outputs alone" : told.join(", ");
}

function verificationInWords(verification: Verification): string {
  switch (verification.kind) {
    case "fine":
      return "verified";
    case "wrong":
      return `verify finds ${count(verification.problems.length, "problem")}`;
    case "not verified":
      return `not verified: ${verification.because}`;
  }
}

function problemLines(ending: StackEnding): string[] {
  switch (ending.kind) {
    case "failed":
      return [
        ...ending.diagnostics.flatMap(diagnosticLines),
        ...(ending.diagnostics.some(isOfARole)
          ? indented("If the account is new here, ./hub bootstrap makes the roles that plan and deploy in it.")
          : []),
        ...(ending.lock === undefined ? [] : indented(lockInWords(ending.lock))),
        ...(ending.unsaved === undefined ? [] : indented(unsavedInWords(ending.unsaved))),
      ];
    case "interrupted":
      return [
        ...(ending.step === "apply" ? ending.diagnostics.flatMap(diagnosticLines) : []),
        ...(ending.unsaved === undefined ? [] : indented(unsavedInWords(ending.unsaved))),
      ];
    case "refused":
      return ending.reasons.flatMap((reason) => indented(reason));
    case "applied":
    case "destroyed":
    case "unchanged":
    case "declined":
    case "not begun":
      return [];
  }
}

/** Of any stack, also those that `./hub synth` does not emit, so that `terraform force-unlock` has nowhere to run. */
function lockInWords({ id, who, since, state }: HeldLock): string {
  const way =
    state === undefined
      ? "Wait until that process has ended."
      : `If nobody is at work there, remove it: aws s3 rm s3://${state}.tflock`;
  return `${who} holds the lock ${id} since ${since}. ${way}`;
}

/** Of any stack, as for a lock: `terraform state push` has nowhere to run for some. */
function unsavedInWords({ file, belongsTo }: UnsavedState): string {
  const where = belongsTo === undefined ? "where its backend says" : `aws s3 cp ${file} ${belongsTo}`;
  return (
    `Its state could not be saved, and is in ${file}. It alone tells what was made: put it back before anything else, ` +
    `or all is made a second time: ${where}`
  );
}

/** What backend and provider say alike where nobody may, or can, take on a role. */
function isOfARole({ summary }: ShownDiagnostic): boolean {
  return /cannot assume iam role/i.test(summary);
}

function diagnosticLines({ address, summary, detail }: ShownDiagnostic): string[] {
  return [
    ...indented(address === undefined ? summary : `${address}: ${summary}`),
    ...detail.flatMap((line) => folded(`    ${line}`, "    ")),
  ];
}

function indented(line: string): string[] {
  return folded(`  ${line}`, "    ");
}

/** What became of all. */
export function deploymentInWords({ outcomes, refused, seconds }: DeploymentResult, left: readonly string[]): string[] {
  const kinds = [...new Set(outcomes.map(({ ending }) => ending.kind))];
  const amounts = kinds.map((kind) => `${outcomes.filter(({ ending }) => ending.kind === kind).length} ${kind}`);
  const unverified = outcomes.flatMap(({ verification }) =>
    verification?.kind === "not verified" && verification.again ? [verification.because] : [],
  );
  return [
    ...refused.flatMap((reason) => folded(reason, "  ")),
    ...(left.length === 0
      ? []
      : folded(
          `left as they are, though no longer declared: ${left.join(", ")}; --destroy-removed destroys them`,
          "  ",
        )),
    ...[...new Set(unverified)].flatMap((because) => folded(`not verified: ${because}`, "  ")),
    [counted(outcomes.length, "stack"), ...(amounts.length === 0 ? [] : [amounts.join(", ")]), duration(seconds)].join(
      "; ",
    ),
    ...adviceFor(outcomes, refused),
  ];
}

/** How to go on. A refusal needs what it misses, and what could not be saved comes before everything else. */
function adviceFor(outcomes: DeploymentResult["outcomes"], refused: readonly string[]): string[] {
  const reasons = [...refused, ...outcomes.flatMap(({ ending }) => (ending.kind === "refused" ? ending.reasons : []))];
  const needs = [
    ...(reasons.some((reason) => reason.startsWith("not approved")) ? ["a new plan and its approval"] : []),
    ...(reasons.some((reason) => reason.startsWith("not allowed")) ? ["--allow-destroy for what may be lost"] : []),
  ];
  const again = outcomes.some(({ ending }) => !isThere({ ending }) && ending.kind !== "refused");
  const isUnsaved = outcomes.some(({ ending }) => "unsaved" in ending && ending.unsaved !== undefined);
  return [
    ...(needs.length === 0 ? [] : [`What was refused needs ${all(needs)}.`]),
    ...(again && refused.length === 0 && !isUnsaved
      ? ["To go on, run the same command again: what is done is skipped."]
      : []),
  ];
}

/** What was found of a stack, and beneath it each resource that was changed. */
export function driftInWords({ stack, found, seconds }: StackDrift, width: number): string[] {
  const line = (said: string) => `${stack.padEnd(width)}  ${said}  ${duration(seconds)}`;
  switch (found.kind) {
    case "none":
      return [line("no drift")];
    case "drifted":
      return [
        line(`${count(found.report.drift.length, "resource")} changed outside Terraform`),
        ...found.report.drift.flatMap((change) => [
          ...indented(`${change.address} ${change.action === "delete" ? "is gone" : "was changed"}`),
          ...changeLines(change.changes).flatMap(({ sign, text }) => folded(`    ${sign} ${text}`, "      ")),
        ]),
      ];
    case "failed":
    case "interrupted":
    case "not begun":
      return [line(endingInWords(found)), ...problemLines(found)];
  }
}

/** Which stacks could not be planned, and why. */
export function unplannedInWords(plans: readonly StackPlan[]): string[] {
  const unplanned = plans.flatMap(({ stack, found }) => (found.kind === "planned" ? [] : [{ stack, found }]));
  return [
    ...unplanned.flatMap(({ stack, found }) => [`${stack}  ${endingInWords(found)}`, ...problemLines(found)]),
    `${unplanned.length} of ${counted(plans.length, "stack")} could not be planned, so there is no report`,
  ];
}

/** How many stacks have drifted. */
export function driftSummary(found: readonly StackDrift[], seconds: number): string {
  const amount = (kinds: readonly StackDrift["found"]["kind"][]) =>
    found.filter((one) => kinds.includes(one.found.kind)).length;
  const unknown = amount(["failed", "interrupted", "not begun"]);
  return [
    counted(found.length, "stack"),
    `${amount(["drifted"])} with drift${unknown === 0 ? "" : `, ${unknown} not known`}`,
    duration(seconds),
  ].join("; ");
}

/** `41 s`, `2 min 5 s`. */
function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
