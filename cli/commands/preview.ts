import { Command } from "commander";
import { previewOf, previewSide } from "../../review";
import { BASE_OPTION, comparedSides, HEAD_OPTION, type ComparisonOptions } from "../input/compared-output";
import { ENV_OPTION, JSON_OPTION } from "../input/environment-option";
import { EVENTS_OPTION, ofSampleEvents, sampleEvents } from "../input/sample-events";
import { runCommand } from "../run-command";
import { previewInWords } from "../text/preview-text";

type PreviewOptions = ComparisonOptions & { readonly events?: string };

/** `hub preview`: what a change does to events and to those who publish them, from the Terraform of both sides. */
export function previewCommand(): Command {
  return new Command("preview")
    .description(
      "Show what a change does: who may publish what, where sample events go, how much room is left, what an audit finds",
    )
    .requiredOption(...BASE_OPTION)
    .option(...HEAD_OPTION)
    .option(...EVENTS_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Needs no credentials and no plan.

Examples:
  ./hub preview --base origin/main
  ./hub preview --base before/cdktf.out --head cdktf.out --events samples --json`,
    )
    .action((options: PreviewOptions) =>
      runCommand(options, () => {
        const samples = sampleEvents(options.env, options.events);
        const sides = comparedSides(options, previewSide);
        if (sides === undefined) return;
        const { base, head } = sides;
        const preview = ofSampleEvents(() => previewOf(base.output, head.output, samples));
        console.log(
          options.json
            ? JSON.stringify({ base: base.from, head: head.from, ...preview }, null, 2)
            : previewInWords(preview).join("\n"),
        );
      }),
    );
}
