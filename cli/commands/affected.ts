import { Command } from "commander";
import { compareOutputs, readOutput } from "../../review";
import { BASE_OPTION, comparedSides, HEAD_OPTION, ofReadable, type ComparisonOptions } from "../input/compared-output";
import { ENV_OPTION, JSON_OPTION } from "../input/environment-option";
import { runCommand } from "../run-command";
import { affectedInWords } from "../text/affected-text";

/** `hub affected`: which stacks a change adds, changes and removes, from the Terraform of both sides. */
export function affectedCommand(): Command {
  return new Command("affected")
    .description("Say which stacks differ between two revisions or emitted folders, and in which blocks")
    .requiredOption(...BASE_OPTION)
    .option(...HEAD_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub affected --base origin/main
  ./hub affected --base v1.2.0 --head v1.3.0 --env prod
  ./hub affected --base before/cdktf.out --head cdktf.out --json`,
    )
    .action((options: ComparisonOptions) =>
      runCommand(options, () => {
        const sides = comparedSides(options, readOutput);
        if (sides === undefined) return;
        const { base, head } = sides;
        const stacks = ofReadable(() => compareOutputs(base.output, head.output));
        console.log(
          options.json
            ? JSON.stringify({ base: base.from, head: head.from, stacks }, null, 2)
            : affectedInWords(stacks).join("\n"),
        );
      }),
    );
}
