import { Command } from "commander";
import { findEnvironment } from "../../catalogue";
import { mergedTenant } from "../../catalogue/merged-tenant";
import { CommandFailure } from "../failure";
import { ENV_OPTION, findingsAsJson, JSON_OPTION, type EnvironmentOptions } from "../input/environment-option";
import { runCommand } from "../run-command";
import { mergedInYaml } from "../text/merged-text";
import { findingInWords } from "../text/terminal";

/** `hub show`: what a tenant's file amounts to, with the file that each line comes from. */
export function showCommand(): Command {
  return new Command("show")
    .description("Show what a tenant's file amounts to, together with what it extends and its preset")
    .argument("<tenant>", "a tenant")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub show slack
  ./hub show slack --env prod --json`,
    )
    .action((tenant: string, options: EnvironmentOptions) =>
      runCommand(options, () => {
        const found = findEnvironment(options.env);
        const shown = found.folder === undefined ? found : mergedTenant(found.folder, tenant);
        if ("unknown" in shown) throw new CommandFailure(shown.unknown);
        if (!("file" in shown)) {
          if (options.json) console.log(JSON.stringify(findingsAsJson(options.env, shown.findings), null, 2));
          else for (const finding of shown.findings) console.error(findingInWords(finding, process.stderr));
          process.exitCode = 1;
          return;
        }
        const { file } = shown;
        console.log(options.json ? JSON.stringify(file.value, null, 2) : mergedInYaml(file));
      }),
    );
}
