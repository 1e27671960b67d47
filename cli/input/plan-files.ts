/** Terraform that a command is given as plans or states: `--plan` instead of an environment, and plans as what they change. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { isatty } from "node:tty";
import { Option } from "commander";
import { readShownStack, UnreadableTerraformError, type EmittedStack } from "#simulator/topology";
import {
  AlteredReportError,
  backendOf,
  plansInReport,
  readPlan,
  readStoredReport,
  UnusablePlanError,
  type PlannedStack,
} from "../../review";
import { CommandFailure } from "../failure";
import { HOW_TO_PLAN } from "../text/terraform-text";
import { readInputFile } from "./input-file";

/** Its number: `process.stdin` would make the pipe one that cannot be waited for. */
const STDIN = 0;

/** What `--plan` gives: no files where it was left out. */
export interface PlanOptions {
  readonly plan?: readonly string[];
}

/** `--plan`. Of the options that name Terraform, a command takes one. */
export function planOption(): Option {
  return new Option(
    "--plan <file...>",
    "read plans or states that terraform show -json has printed, one for each root module (- is standard input)",
  ).conflicts(["out", "env"]);
}

/**
 * Reads plans and states as the stacks of one topology. A stack is called as its file is, without `.json`; files of one
 * name are told apart by their folders.
 *
 * @throws CommandFailure naming the file and what to do, when one is missing or is not what `terraform show -json` prints
 */
export function stacksOfPlans(files: readonly string[]): EmittedStack[] {
  const names = stackNames(files);
  return files.map((file, index) => stackOf(file, names[index] ?? file));
}

function stackNames(files: readonly string[]): string[] {
  const short = files.map((file) => (file === "-" ? "plan" : path.basename(file, ".json")));
  const isDouble = (name: string, among: readonly string[]) => among.indexOf(name) !== among.lastIndexOf(name);
  const names = files.map((file, index) => {
    const name = short[index] ?? file;
    return isDouble(name, short) ? path.join(path.basename(path.dirname(path.resolve(file))), name) : name;
  });
  const double = names.find((name) => isDouble(name, names));
  if (double === undefined) return names;
  throw new CommandFailure(`--plan: two files are called ${double}, and so would their stacks be; rename one`);
}

function stackOf(file: string, name: string): EmittedStack {
  const json = shownJson(file);
  try {
    return readShownStack({ name, json });
  } catch (error) {
    if (!(error instanceof UnreadableTerraformError)) throw error;
    throw error.reason === "failedPlan" ? planFailed(file) : notShown(file);
  }
}

/** The Terraform of a stack, in the folder that CDKTF wrote for it. */
const STACK_TERRAFORM = "cdk.tf.json";

/**
 * Reads plans one by one, since each may take a hundred megabytes and little of it is needed. A plan in the folder of a
 * stack that CDKTF wrote is called as the folder, and its backend is read there; any other is called as its file. A report
 * that was kept stands for the plans that it reports.
 *
 * @throws CommandFailure when a file is missing or is no plan, and when two would be called the same
 */
export function plannedStacks(files: readonly string[]): PlannedStack[] {
  const plans = files.flatMap(plansIn);
  const names = plans.map(({ name }) => name);
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) {
    throw new CommandFailure(`two plans are called ${double}, and so would their stacks be; rename one of the files`);
  }
  return plans;
}

function plansIn(file: string): PlannedStack[] {
  const json = shownJson(file);
  try {
    const kept = readStoredReport(json);
    if (kept !== undefined) return plansInReport(kept);
    const { name, terraform } = placeOf(file);
    return [readPlan({ name, backend: backendOf(terraform), json })];
  } catch (error) {
    if (error instanceof AlteredReportError) throw new CommandFailure(`${nameOf(file)} ${error.message}`);
    if (!(error instanceof UnusablePlanError)) throw error;
    switch (error.reason) {
      case "failed":
        throw planFailed(file);
      case "malformed":
        throw notShown(file);
      case "state":
        throw new CommandFailure(`${file} is a state, which changes nothing; print a plan: ${HOW_TO_PLAN}`);
    }
  }
}

function placeOf(file: string): { readonly name: string; readonly terraform?: unknown } {
  if (file === "-") return { name: "plan" };
  const folder = path.dirname(path.resolve(file));
  try {
    const terraform = JSON.parse(readFileSync(path.join(folder, STACK_TERRAFORM), "utf8")) as unknown;
    return { name: path.basename(folder), terraform };
  } catch {
    // Nothing that CDKTF wrote: the plan has come from elsewhere, and its backend stays unknown.
    return { name: path.basename(file, ".json") };
  }
}

/**
 * What `terraform show -json` printed into a file, or into standard input (`-`), parsed from JSON.
 *
 * @throws CommandFailure saying what to do when it is missing, in Terraform's own format, or no JSON
 */
function shownJson(file: string): unknown {
  const text = textOf(file);
  // What terraform plan -out writes is a zip.
  if (text.startsWith("PK\u0003\u0004")) {
    throw new CommandFailure(`${nameOf(file)} is a plan in Terraform's own format; print it: ${howToShow(file)}`);
  }
  const json = parsed(text, nameOf(file));
  if (isStateFile(json)) {
    throw new CommandFailure(`${nameOf(file)} is a state in Terraform's own format; print it: ${howToShow(file)}`);
  }
  return json;
}

/** That a plan failed. */
function planFailed(file: string): CommandFailure {
  return new CommandFailure(
    `${nameOf(file)} is a plan that failed, and its resources are not in it; plan again: ${HOW_TO_PLAN}`,
  );
}

/** That JSON is not what Terraform prints. */
function notShown(file: string): CommandFailure {
  return new CommandFailure(
    `${nameOf(file)} is JSON, but not what terraform show -json prints; print a plan: ${HOW_TO_PLAN}`,
  );
}

function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}

function textOf(file: string): string {
  if (file !== "-") return readInputFile(file).replace(/^\uFEFF/, "");
  if (isatty(STDIN)) throw new CommandFailure("-: pipe what terraform show -json prints into the command");
  return readInputFile("standard input", STDIN).replace(/^\uFEFF/, "");
}

function howToShow(file: string): string {
  return file === "-" ? "terraform show -json <file> | ./hub ... --plan -" : `terraform show -json ${file} > plan.json`;
}

function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (text.trimStart().startsWith('{"@level"')) {
      throw new CommandFailure(`${shown} is the log of terraform plan -json; print the plan itself: ${HOW_TO_PLAN}`);
    }
    // PowerShell's `>` writes UTF-16.
    const why = text.includes("\0") ? "; save it as UTF-8" : "";
    throw new CommandFailure(`${shown} is not JSON${why}; it must be what terraform show -json prints`);
  }
}

/** Whether it is a `terraform.tfstate`, which has members of its own. */
function isStateFile(json: unknown): boolean {
  return typeof json === "object" && json !== null && "lineage" in json && "serial" in json;
}
