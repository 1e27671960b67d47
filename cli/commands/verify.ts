import { Command } from "commander";
import { declaredConnections } from "../../catalogue/declared-connections";
import type { Stack, Topology } from "#simulator/topology";
import { requireStacks } from "../../deployment";
import { CommandFailure } from "../failure";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { withProgressLater } from "../text/terminal";
import { allOutOfReach, isWrong, verificationInWords } from "../text/verification-text";

/** `hub verify`: whether what is declared is in AWS and works. Exit code 1 when anything is wrong. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Compare the hub account with what is declared: rules, policies, credentials, queues and roles")
    .argument("[stack...]", "stacks to look at; all of the hub account when left out")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 where all is as declared, and 1 where anything is not or may not be looked at. It changes nothing.

Examples:
  ./hub verify --env prod
  ./hub verify central-bus tenant-slack`,
    )
    .action((named: string[], options: EnvironmentOptions) => runCommand(options, () => run(named, options)));
}

async function run(named: readonly string[], options: EnvironmentOptions): Promise<void> {
  const environment = loadForCommand(options);
  if (environment === undefined) return;
  const { hub } = environment;
  const topology = emittedTopology(environment);
  const stacks = wantedStacks(topology, named);
  const notLookedAt = stacks.flatMap(({ name: stack, account = "?" }) =>
    account === hub.account ? [] : [{ stack, account }],
  );
  if (notLookedAt.length === stacks.length) {
    throw new CommandFailure(allOutOfReach(notLookedAt));
  }
  const { verifyHub } = await loadAws(() => import("../../hub-account/index.js"));
  const checked = await withProgressLater("Comparing with AWS", (progress) =>
    verifyHub(hub, topology, declaredConnections(environment), {
      stacks: stacks.map(({ name }) => name),
      onProgress: (done, total) => {
        progress(`${done} of ${total}`);
      },
    }),
  );
  const wrong = checked.filter(isWrong).length;
  console.log(
    options.json
      ? JSON.stringify({ environment: options.env, wrong, checked, notLookedAt }, null, 2)
      : verificationInWords(checked, notLookedAt),
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

function wantedStacks({ stacks }: Topology, named: readonly string[]): readonly Stack[] {
  requireStacks(
    named,
    stacks.map(({ name }) => name),
  );
  return named.length === 0 ? stacks : stacks.filter(({ name }) => named.includes(name));
}
