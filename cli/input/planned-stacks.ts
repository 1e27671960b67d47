/** Plans that a command is given, as what they change. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { backendOf, readPlan, UnusablePlanError, type PlannedStack } from "../../review";
import { CommandFailure } from "../failure";
import { HOW_TO_PLAN } from "../text/terraform-text";
import { notShown, planFailed, shownJson } from "./plan-files";

/** The Terraform of a stack, in the folder that CDKTF wrote for it. */
const TERRAFORM = "cdk.tf.json";

/**
 * Reads plans one by one, since each may take a hundred megabytes and little of it is needed. A plan in the folder of a
 * stack that CDKTF wrote is called as the folder, and its backend is read there; any other is called as its file.
 *
 * @throws CommandFailure when a file is missing or is no plan, and when two would be called the same
 */
export function plannedStacks(files: readonly string[]): PlannedStack[] {
  const sources = files.map((file) => ({ file, ...placeOf(file) }));
  const names = sources.map(({ name }) => name);
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) {
    throw new CommandFailure(`two plans are called ${double}, and so would their stacks be; rename one of the files`);
  }
  return sources.map(({ file, name, terraform }) => plannedStack(file, name, terraform));
}

function plannedStack(file: string, name: string, terraform: unknown): PlannedStack {
  try {
    return readPlan({ name, backend: backendOf(terraform), json: shownJson(file) });
  } catch (error) {
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
    const terraform = JSON.parse(readFileSync(path.join(folder, TERRAFORM), "utf8")) as unknown;
    return { name: path.basename(folder), terraform };
  } catch {
    // Nothing that CDKTF wrote: the plan has come from elsewhere, and its backend stays unknown.
    return { name: path.basename(file, ".json") };
  }
}
