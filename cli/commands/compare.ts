import { Command } from "commander";
import { missingTests } from "../../contract";
import { compareEnvironments, type NamedEnvironments } from "../../onboarding";
import { emittedTopology } from "../input/emitted-topology";
import { findingsAsJson, JSON_OPTION } from "../input/environment-option";
import { FROM_OPTION, requestsThere, TO_OPTION } from "../input/requests-there";
import { ofSampleEvents, sampleEvents } from "../input/sample-events";
import { runCommand } from "../run-command";
import { comparisonAsJson, comparisonInWords, isTouched } from "../text/promotion-text";
import { findingInWords } from "../text/terminal";

interface CompareOptions extends NamedEnvironments {
  readonly json: boolean;
}

/** `hub compare`: what a promotion would change. */
export function compareCommand(): Command {
  return new Command("compare")
    .description("Show what hub promote would change: in the files, and in the requests of the sample events")
    .argument("[tenant]", "only this tenant; all of --from when left out")
    .requiredOption(...FROM_OPTION)
    .requiredOption(...TO_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where there is nothing to promote, 2 where there is, and 1 for errors. Nothing is written.

Examples:
  ./hub compare --from dev --to prod
  ./hub compare slack --from dev --to prod --json`,
    )
    .action((tenant: string | undefined, options: CompareOptions) =>
      runCommand(options, () => {
        const compared = compareEnvironments(tenant, options);
        if ("unsound" in compared) {
          if (options.json)
            console.log(JSON.stringify(findingsAsJson(options[compared.of], compared.unsound), null, 2));
          else for (const finding of compared.unsound) console.error(findingInWords(finding, process.stderr));
          process.exitCode = 1;
          return;
        }
        const samples = { theirs: sampleEvents(options.from, undefined), ours: sampleEvents(options.to, undefined) };
        const missing = compared.promotions.map(({ tenant: id }) => ({
          tenant: id,
          tests: missingTests(id, compared.folders.from, compared.folders.to),
        }));
        const shown = {
          ...compared,
          missingTests: missing,
          ...ofSampleEvents(() => requestsThere(compared, samples, emittedTopology)),
        };
        if (options.json) console.log(JSON.stringify(comparisonAsJson(shown, options), null, 2));
        else console.log(comparisonInWords(shown, options).join("\n"));
        process.exitCode = compared.after === undefined ? 1 : compared.promotions.some(isTouched) ? 2 : 0;
      }),
    );
}
