import { Command } from "commander";
import { compareOutputs } from "../../review";
import { namedOutput, outputOfWorkingTree } from "../input/compared-output";
import { ENV_OPTION, JSON_OPTION, type EnvironmentOptions } from "../input/environment-option";
import { runCommand } from "../run-command";
import { affectedInWords } from "../text/affected-text";

interface AffectedOptions extends EnvironmentOptions {
  readonly base: string;
  readonly head?: string;
}

/** `hub affected`: which stacks a change adds, changes and removes, from the Terraform of both sides. */
export function affectedCommand(): Command {
  return new Command("affected")
    .description("Say which stacks differ between two revisions or emitted folders, and in which blocks")
    .requiredOption("--base <folder|revision>", "what to compare with, such as origin/main")
    .option("--head <folder|revision>", "what is compared; the files as they are when left out")
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
    .action((options: AffectedOptions) =>
      runCommand(options, () => {
        const head = options.head === undefined ? outputOfWorkingTree(options) : namedOutput(options.head, options);
        if (head === undefined) return;
        const base = namedOutput(options.base, options);
        const stacks = compareOutputs(base.stacks, head.stacks);
        console.log(
          options.json
            ? JSON.stringify({ base: base.from, head: head.from, stacks }, null, 2)
            : affectedInWords(stacks).join("\n"),
        );
      }),
    );
}
