import { Command } from "commander";
import { openWithTests } from "../../catalogue";
import {
  contentsInWords,
  ENV_OPTION,
  findingsAsJson,
  JSON_OPTION,
  type EnvironmentOptions,
} from "../input/environment-option";
import { runCommand } from "../run-command";
import { counted } from "../../catalogue/wording";
import { findingInWords } from "../text/terminal";

/** `hub check`: every finding in an environment's files. Exit code 1 on errors. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Check an environment's files and print everything that is wrong with them")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((options: EnvironmentOptions) =>
      runCommand(options, () => {
        const { environment, findings } = openWithTests(options.env);
        const report = findingsAsJson(options.env, findings);
        if (options.json) console.log(JSON.stringify(report, null, 2));
        else {
          for (const finding of findings) console.log(findingInWords(finding));
          if (environment !== undefined && report.errors === 0) {
            const warnings = counted(report.warnings, "warning");
            console.log(`${options.env}: ${contentsInWords(environment)}, no errors, ${warnings}`);
          } else console.log(`${counted(report.errors, "error")}, ${counted(report.warnings, "warning")}`);
        }
        process.exitCode = report.errors === 0 ? 0 : 1;
      }),
    );
}
