/** What commands say of the Terraform that they read. */
import type { LambdaFunction, Unknown } from "#simulator/topology";

/** How a plan becomes what `--plan` reads. */
export const HOW_TO_PLAN = "terraform plan -out plan.tfplan && terraform show -json plan.tfplan > plan.json";

/** What is not understood, a line each under a heading; nothing where all is. */
export function notUnderstood(unknown: readonly Unknown[]): string[] {
  if (unknown.length === 0) return [];
  return [
    "Not understood in the Terraform, so the above may be wrong where it matters",
    ...unknown.map(({ stack, address, what }) => `  ${stack} ${address}: ${what}`),
  ];
}

/** Names of functions whose code cannot be had: that of a plan's functions is not in the plan. */
export function functionsWithoutCode(functions: readonly LambdaFunction[]): string[] {
  return functions.filter(({ codeFile }) => codeFile === undefined).map(({ name }) => name);
}

/** That functions cannot run, and what to do; nothing where all have code. */
export function withoutCodeInWords(functions: readonly LambdaFunction[]): string[] {
  const names = functionsWithoutCode(functions);
  return names.length === 0
    ? []
    : [
        `Without code, so that invoking one fails: ${names.join(", ")}. A plan or state does not hold the code of ` +
          "functions; it is run from Terraform that CDKTF wrote (--out or --env).",
      ];
}
