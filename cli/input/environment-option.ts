import { openEnvironment, type Environment, type Finding } from "../../catalogue";
import { counted } from "../../catalogue/wording";
import { findingInWords } from "../text/terminal";

/** The options that every command about an environment has. */
export interface EnvironmentOptions {
  readonly env: string;
  readonly json: boolean;
}

/** `--env`, as commander wants it. */
export const ENV_OPTION = [
  "--env <name>",
  "a folder of environments/, or a path",
  process.env["HUB_ENV"] ?? "dev",
] as const;

/** `--json`, as commander wants it. */
export const JSON_OPTION = ["--json", "print JSON on standard output", false] as const;

/** `3 source accounts, 8 tenants`, and the functions and HTTP APIs where there are any. */
export function contentsInWords({ sources, tenants, functions, ingress }: Environment): string {
  const amount = functions.reduce((sum, file) => sum + file.functions.length, 0);
  return [
    counted(sources.length, "source account"),
    counted(tenants.length, "tenant"),
    ...(amount === 0 ? [] : [counted(amount, "function")]),
    ...(ingress.length === 0 ? [] : [counted(ingress.length, "HTTP API")]),
  ].join(", ");
}

/** What a check found, as `--json` prints it. */
export function findingsAsJson(env: string, findings: readonly Finding[]) {
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  return { environment: env, errors: count("error"), warnings: count("warning"), findings };
}

/**
 * Loads the environment for a command that needs a sound one. Prints what was found: to people on standard error, or
 * with `--json` the findings instead of the command's own output when there is an error.
 *
 * @returns undefined when there are errors; the exit code is then 1 and everything is said
 */
export function loadForCommand({ env, json }: EnvironmentOptions): Environment | undefined {
  const { environment, findings } = openEnvironment(env);
  if (!json) for (const finding of findings) console.error(findingInWords(finding, process.stderr));
  if (environment === undefined) {
    if (json) console.log(JSON.stringify(findingsAsJson(env, findings), null, 2));
    process.exitCode = 1;
  }
  return environment;
}
