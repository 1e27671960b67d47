import { Command, InvalidArgumentError } from "commander";
import { compareOutputs, pipelineJobs, readOutput } from "../../review";
import { BASE_OPTION, comparedSides, HEAD_OPTION, ofReadable, type ComparisonOptions } from "../input/compared-output";
import { ENV_OPTION, JSON_OPTION } from "../input/environment-option";
import { runCommand } from "../run-command";
import { affectedInWords, jobsInWords } from "../text/affected-text";

interface AffectedOptions extends ComparisonOptions {
  readonly jobs?: number;
}

/** `hub affected`: which stacks a change adds, changes and removes, from the Terraform of both sides. */
export function affectedCommand(): Command {
  return new Command("affected")
    .description("Say which stacks differ between two revisions or emitted folders, and in which blocks")
    .requiredOption(...BASE_OPTION)
    .option(...HEAD_OPTION)
    .option(
      "--jobs <number>",
      "also share them out to at most so many jobs of a pipeline, 1 to 256, as --json tells",
      numberOfJobs,
    )
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub affected --base origin/main
  ./hub affected --base v1.2.0 --head v1.3.0 --env prod
  ./hub affected --base before/cdktf.out --head cdktf.out --json
  ./hub affected --base v1.2.0 --jobs 50 --json`,
    )
    .action((options: AffectedOptions) =>
      runCommand(options, () => {
        const sides = comparedSides(options, readOutput);
        if (sides === undefined) return;
        const { base, head } = sides;
        const stacks = ofReadable(() => compareOutputs(base.output, head.output));
        const jobs = options.jobs === undefined ? undefined : pipelineJobs(head.output, stacks, options.jobs);
        console.log(
          options.json
            ? JSON.stringify({ base: base.from, head: head.from, stacks, ...jobs }, null, 2)
            : [...affectedInWords(stacks), ...(jobs === undefined ? [] : jobsInWords(jobs))].join("\n"),
        );
      }),
    );
}

/** A matrix of GitHub Actions ends at 256 jobs. */
function numberOfJobs(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 256) return Number(text);
  throw new InvalidArgumentError("Write a number from 1 to 256.");
}
