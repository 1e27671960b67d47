import { Command } from "commander";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { synthesize } from "../input/synthesize";
import { runCommand } from "../run-command";
import { counted } from "../../catalogue/wording";

/** `hub synth`: emit the Terraform of an environment. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("Check an environment and emit its Terraform")
    .option(...ENV_OPTION)
    .option("--out <folder>", "where to write", process.env["CDKTF_OUTDIR"] ?? "cdktf.out")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub synth
  ./hub synth --env prod --out /tmp/prod`,
    )
    .action((options: EnvironmentOptions & { readonly out: string }) =>
      runCommand(options, () => {
        const { env, out, json } = options;
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const stacks = synthesize(environment, out);
        console.log(
          json
            ? JSON.stringify({ environment: env, out, stacks: stacks.map(({ name }) => name) }, null, 2)
            : `${counted(stacks.length, "stack")} in ${out}`,
        );
      }),
    );
}
