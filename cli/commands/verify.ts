import { Command } from "commander";
import { declaredConnections } from "../../catalogue/declared-connections";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { withProgressLater } from "../text/terminal";
import { isWrong, verificationInWords } from "../text/verification-text";

/** `hub verify`: whether what is declared is in AWS and works. Exit code 1 when anything is wrong. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Compare the hub account with what is declared: connections, destinations, rules, dead-letter queues")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((options: EnvironmentOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const { hub } = environment;
        const topology = emittedTopology(environment);
        const { verifyHub } = await loadAws(() => import("../../hub-account/index.js"));
        const checked = await withProgressLater("Comparing with AWS", (progress) =>
          verifyHub(hub, topology, declaredConnections(environment), (done, total) => {
            progress(`${done} of ${total}`);
          }),
        );
        const notLookedAt = topology.stacks.flatMap(({ name: stack, account = "?" }) =>
          account === hub.account ? [] : [{ stack, account }],
        );
        const wrong = checked.filter(isWrong).length;
        console.log(
          options.json
            ? JSON.stringify({ environment: options.env, wrong, checked, notLookedAt }, null, 2)
            : verificationInWords(checked, notLookedAt),
        );
        process.exitCode = wrong === 0 ? 0 : 1;
      }),
    );
}
