import { Command } from "commander";
import { openWithTests } from "../../catalogue";
import { environmentNames } from "../../catalogue/files/find-environment";
import { counted } from "../../catalogue/wording";
import { CommandFailure } from "../failure";
import {
  contentsInWords,
  ENV_OPTION,
  findingsAsJson,
  JSON_OPTION,
  type EnvironmentOptions,
} from "../input/environment-option";
import { runCommand } from "../run-command";
import { findingInWords } from "../text/terminal";

interface CheckOptions extends EnvironmentOptions {
  readonly all: boolean;
}

/** `hub check`: every finding in the files of an environment, or of all. Exit code 1 on errors. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Check an environment's files and print everything that is wrong with them")
    .option(...ENV_OPTION)
    .option("--all", "every environment of the project instead of one", false)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 without errors, whatever the warnings, and 1 with one. Every rule: docs/findings.md.

Examples:
  ./hub check
  ./hub check --all`,
    )
    .action((options: CheckOptions) =>
      runCommand(options, () => {
        const names = options.all ? environmentNames() : [options.env];
        if (names.length === 0)
          throw new CommandFailure("there is no environment in environments/; ./hub init writes one");
        const reports = names.map((name) => checked(name, options.json));
        if (options.json) console.log(JSON.stringify(options.all ? reports : reports[0], null, 2));
        process.exitCode = reports.every(({ errors }) => errors === 0) ? 0 : 1;
      }),
    );
}

/** Checks one environment, and tells people of it. */
function checked(name: string, json: boolean): ReturnType<typeof findingsAsJson> {
  const { environment, findings } = openWithTests(name);
  const report = findingsAsJson(name, findings);
  if (json) return report;
  for (const finding of findings) console.log(findingInWords(finding));
  const warnings = counted(report.warnings, "warning");
  console.log(
    environment !== undefined && report.errors === 0
      ? `${name}: ${contentsInWords(environment)}, no errors, ${warnings}`
      : `${counted(report.errors, "error")}, ${warnings}`,
  );
  return report;
}
