import { Command } from "commander";
import { connectionsNamed, declaredConnections } from "../../catalogue/declared-connections";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { statusInWords } from "../text/status-text";
import { withProgressLater } from "../text/terminal";

/** `hub credentials status`: per connection, what is put, how old it is, and whether the connection works with it. */
export function statusCommand(): Command {
  return new Command("status")
    .description("Show for each connection its state, its secret's version and age, and whether the two are in sync")
    .argument("[tenant]", "one tenant, or tenant/connection (default: all)")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((tenant: string | undefined, options: EnvironmentOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const connections =
          tenant === undefined ? declaredConnections(environment) : connectionsNamed(environment, tenant);
        const { askStatus } = await loadAws(() => import("../../hub-account/index.js"));
        const reports = await withProgressLater("Asking AWS about connections", (progress) =>
          askStatus(environment.hub, connections, (done, total) => {
            progress(`${done} of ${total}`);
          }),
        );
        console.log(
          options.json
            ? JSON.stringify({ environment: options.env, connections: reports.map(({ status }) => status) }, null, 2)
            : statusInWords(reports),
        );
      }),
    );
}
