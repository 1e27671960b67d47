/** What `hub init` tells of what it has written, and of what comes next. */
import path from "node:path";
import { shownPath } from "../../catalogue/files/findings";
import { count } from "../../catalogue/wording";
import { TO_DECIDE, type WrittenFile } from "../../onboarding";
import { wrapped } from "./terminal";

/** What is made, or would be. */
export interface Initialized {
  readonly environment: string;
  /** The folder of the repository or project. */
  readonly folder: string;
  readonly isRepository: boolean;
  readonly dryRun: boolean;
  readonly files: readonly WrittenFile[];
}

/** For people. */
export function initializedInWords(made: Initialized): string {
  const { files, dryRun, folder } = made;
  if (dryRun) {
    const drafts = files.flatMap((each) => drafted(each, folder));
    return [...drafts, `${count(files.length, "file")} would be written. Nothing is.`].join("\n");
  }
  return [`Wrote ${count(files.length, "file")}:`, ...listed(files, folder), "", ...whatIsNext(made)].join("\n");
}

/** For scripts: of a copied tarball only the path. */
export function initializedAsJson({ environment, folder, dryRun, files }: Initialized) {
  return {
    environment,
    folder,
    written: !dryRun,
    files: files.map(({ file, content }) => ({
      file: path.relative(folder, file),
      ...(typeof content === "string" && { content }),
    })),
  };
}

/** Workflows and their scripts are many, and copied. */
const COPIED = ".github";

function isCopied({ file }: WrittenFile, folder: string): boolean {
  return path.relative(folder, file).startsWith(`${COPIED}${path.sep}`);
}

function listed(files: readonly WrittenFile[], folder: string): string[] {
  const own = files.filter((each) => !isCopied(each, folder)).map(({ file }) => `  ${shownPath(file)}`);
  const copied = files.length - own.length;
  if (copied === 0) return own;
  return [...own, `  ${shownPath(path.join(folder, COPIED))} (workflows and their scripts, ${count(copied, "file")})`];
}

/** A file's name, and what would stand in it where that is not the package's own. */
function drafted(each: WrittenFile, folder: string): string[] {
  const { file, content } = each;
  const isShown = typeof content === "string" && content !== "" && !isCopied(each, folder);
  const lines = isShown ? content.trimEnd().split("\n") : [];
  return [shownPath(file), ...lines.map((line) => `    ${line}`.trimEnd()), ""];
}

function whatIsNext({ environment, folder, isRepository }: Initialized): string[] {
  const of = environment === "dev" ? "" : ` --env ${environment}`;
  const event = `environments/${environment}/events/order-placed.json`;
  const steps = [
    ["Find what is yours to decide.", `grep -rn ${TO_DECIDE} environments/${environment}`],
    [
      isRepository ? "Check it. This installs the packages first: commit package-lock.json, too." : "Check it.",
      `./hub check${of}`,
    ],
    ["Look what becomes of an event.", `./hub simulate${of} --event ${event}`],
    ["Write a first tenant's file. ./hub presets lists products.", `./hub onboard${of} TENANT`],
    ["Look what a deployment needs. Without --plan it is made.", `./hub bootstrap${of} --plan`],
  ];
  const where = path.resolve() === folder ? "" : `, in ${shownPath(folder)}`;
  return [
    `What comes next${where}:`,
    ...steps.flatMap(([why = "", command = ""]) => ["", ...wrapped(why, "  "), `    ${command}`]),
  ];
}
