/** What `hub onboard` has made, and what comes next. */
import path from "node:path";
import type { Delivery } from "#simulator/routing";
import { type Finding } from "../../catalogue";
import { shownPath } from "../../catalogue/files/findings";
import { all } from "../../catalogue/wording";
import { fittedParameters, fittedPaths, type DraftedFile, type TenantDraft } from "../../onboarding";
import { deliveryInWords } from "./simulation-text";
import { findingInWords, wrapped } from "./terminal";

/** A new tenant. */
export interface Onboarded {
  readonly env: string;
  readonly draft: TenantDraft;
  readonly files: readonly DraftedFile[];
  /** Warnings of the environment with the new files. */
  readonly findings: readonly Finding[];
  /** What the sample event becomes for this tenant. */
  readonly simulation: readonly Delivery[];
  /** Why no contract test is among the files; undefined where one is. */
  readonly withoutTest: string | undefined;
  readonly dryRun: boolean;
}

/** What would be sent, and what of it is missing. */
export function requestLines({ draft, files, findings, simulation }: Onboarded): string[] {
  const shown = files.map(({ file }) => shownPath(file));
  return [
    ...findings.filter(({ file }) => shown.includes(file)).map((finding) => findingInWords(finding)),
    "For the sample event this would be sent:",
    "",
    ...simulation.flatMap(deliveryInWords),
    "",
    ...unfilled(draft),
  ];
}

/** The files that were written, or would be. */
export function fileLines({ files, withoutTest, dryRun }: Onboarded): string[] {
  const shown = files.map(({ file }) => shownPath(file));
  return [
    ...(dryRun
      ? files.flatMap(({ content }, index) => [`Would write ${shown[index] ?? ""}:`, "", ...indented(content), ""])
      : [...shown.map((file) => `Wrote ${file}`), ""]),
    ...(withoutTest === undefined ? [] : [...wrapped(`There is no contract test, since ${withoutTest}.`, ""), ""]),
  ];
}

/** Doubts, and the next steps. */
export function nextLines({ env, draft, files }: Onboarded): string[] {
  return [
    ...doubts(draft),
    ...next(
      env,
      draft,
      files.map(({ file }) => shownPath(file)),
    ),
  ];
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}

/** What of the template and of the parameters the event has nothing for. */
function unfilled({ from, sample }: TenantDraft): string[] {
  const event = eventOf(from);
  if (event === undefined) return [];
  const { missing } = fittedPaths(event.input["paths"], sample);
  const ofRequest = fittedParameters(event.httpParameters ?? {}, sample).missing;
  const sentences = [
    ...(missing.length === 0
      ? []
      : [
          `The event has nothing like ${all(missing)}: write under input.paths where it has them, or the request lacks them.`,
        ]),
    ...(ofRequest.length === 0
      ? []
      : [
          `Nor for ${all(ofRequest)}, a part of the address or a header: write under httpParameters where it has them.`,
        ]),
  ];
  return sentences.length === 0 ? [] : [...sentences.flatMap((sentence) => wrapped(sentence, "")), ""];
}

function eventOf(from: TenantDraft["from"]) {
  if (from.kind === "preset")
    return from.operation === undefined ? undefined : from.preset.operations[from.operation]?.event;
  const { input, httpParameters } = from.parts.event;
  return { input: { ...input } as Readonly<Record<string, unknown>>, httpParameters };
}

function doubts({ from }: TenantDraft): string[] {
  if (from.kind === "openapi") {
    const keys = Object.entries(from.parts.secretKeys).map(([key, value]) => `${key}: ${value}`);
    return [...titled("The secret will hold:", keys), ...titled("Mind:", from.parts.notes)];
  }
  const unconfirmed = Object.entries(from.preset.unconfirmed);
  const whole =
    from.operation === undefined
      ? ["The preset knows no body that the product takes: the whole event is sent. Write an input into the file."]
      : [];
  return [
    ...titled("Mind:", [...whole, ...from.preset.traps]),
    ...titled(
      `Not confirmed on pages of ${from.preset.vendor}:`,
      unconfirmed.map(([fact, why]) => `${fact}: ${why}`),
    ),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.flatMap((line) => item("- ", line)), ""];
}

/** A line of a list; what follows on further lines stands below its text. */
function item(mark: string, text: string): string[] {
  const indent = " ".repeat(mark.length + 2);
  const [first = "", ...others] = wrapped(text, indent);
  return [`  ${mark}${first.trimStart()}`, ...others];
}

/** Some products have no request that only tries a key. */
function canBeTried(from: TenantDraft["from"]): boolean {
  return (
    from.kind === "openapi" ||
    from.preset.connection.authorization["type"] === "OAUTH_CLIENT_CREDENTIALS" ||
    !("none" in from.preset.credentialCheck)
  );
}

function next(env: string, { id, from }: TenantDraft, files: readonly string[]): string[] {
  const credential = from.kind === "preset" ? from.preset.credential : undefined;
  const option = ` --env ${env}`;
  const steps = [
    ["Obtain the credential.", ...(credential?.steps ?? [])].join(" "),
    `Look at ${all(files.map((file) => path.basename(file)))}, run ./hub test ${id}${option}, and open a pull request.`,
    ...(canBeTried(from) ? [`Try the credential: ./hub credentials check ${id}${option}`] : []),
    `Once it is deployed, put the credential: ./hub credentials put ${id}${option}`,
    `Write "state: live" in tenants/${id}.yaml, and open a pull request.`,
  ];
  return ["Next:", ...steps.flatMap((step, index) => item(`${index + 1}. `, step))];
}
