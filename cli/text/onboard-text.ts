/** What `hub onboard` has made, and what comes next. */
import path from "node:path";
import type { Delivery } from "#simulator/routing";
import { formatFinding, type Finding } from "../../catalogue";
import { shownPath } from "../../catalogue/files/findings";
import { all } from "../../catalogue/wording";
import { fittedPaths, type DraftedFile, type TenantDraft } from "../../onboarding";
import { deliveryInWords } from "./simulation-text";
import { wrapped } from "./terminal";

/** A new tenant. */
export interface Onboarded {
  readonly env: string;
  readonly draft: TenantDraft;
  readonly files: readonly DraftedFile[];
  /** Warnings of the environment with the new files. */
  readonly findings: readonly Finding[];
  /** What the sample event becomes for this tenant. */
  readonly simulation: readonly Delivery[];
  readonly dryRun: boolean;
}

/** Files, request, doubts and next steps. */
export function onboardedInWords({ env, draft, files, findings, simulation, dryRun }: Onboarded): string {
  const shown = files.map(({ file }) => shownPath(file));
  return [
    ...(dryRun
      ? files.flatMap(({ content }, index) => [`Would write ${shown[index] ?? ""}:`, "", ...indented(content), ""])
      : [...shown.map((file) => `Wrote ${file}`), ""]),
    ...findings.filter(({ file }) => shown.includes(file)).map(formatFinding),
    "For the sample event this would be sent:",
    "",
    ...simulation.flatMap(deliveryInWords),
    "",
    ...unfilled(draft),
    ...doubts(draft),
    ...next(env, draft, shown),
  ].join("\n");
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}

/** Names of the template that the event has nothing for. */
function unfilled({ from, sample }: TenantDraft): string[] {
  if (from.kind !== "preset" || from.operation === undefined) return [];
  const { missing } = fittedPaths(from.preset.operations[from.operation]?.event.input["paths"], sample);
  if (missing.length === 0) return [];
  const sentence = `The event has nothing like ${all(missing)}: write under input.paths where it has them, or the request lacks them.`;
  return [...wrapped(sentence, ""), ""];
}

function doubts({ from }: TenantDraft): string[] {
  if (from.kind !== "preset") return [];
  const unconfirmed = Object.entries(from.preset.unconfirmed);
  const mind = from.preset.traps;
  return [
    ...titled("Mind:", mind),
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

function next(env: string, { id, from }: TenantDraft, files: readonly string[]): string[] {
  const credential = from.kind === "preset" ? from.preset.credential : undefined;
  const option = ` --env ${env}`;
  const steps = [
    ...(credential === undefined
      ? ["Obtain the credential."]
      : [`Obtain the credential. ${credential.steps.join(" ")}`]),
    `Look at ${all(files.map((file) => path.basename(file)))}, and open a pull request.`,
    `Once it is deployed, put the credential: ./hub credentials put ${id}${option}`,
    `Write "state: live" in tenants/${id}.yaml, and open a pull request.`,
  ];
  return ["Next:", ...steps.flatMap((step, index) => item(`${index + 1}. `, step))];
}
