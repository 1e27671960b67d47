import { Command } from "commander";
import { connectionsNamed, declaredConnections } from "../../catalogue/declared-connections";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { orFailLater } from "../failure";
import { loadAws } from "../load-aws";
import { statusInWords } from "../text/status-text";

/** `hub credentials status`: per connection, what is put, how old it is, and whether the connection works with it. */
export function statusCommand(): Command {
  return new Command("status")
    .description("Show per connection its state, its secret's version and age, and whether the two are in sync")
    .argument("[tenant]", "one tenant, or tenant/connection (default: all)")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((tenant: string | undefined, options: EnvironmentOptions) =>
      orFailLater(async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const connections =
          tenant === undefined ? declaredConnections(environment) : connectionsNamed(environment, tenant);
        const { askStatus } = await loadAws(() => import("../../hub-account/ask-status.js"));
        const statuses = await askStatus(environment.hub, connections);
        console.log(
          options.json
            ? JSON.stringify({ environment: options.env, connections: statuses }, null, 2)
            : statusInWords(statuses),
        );
      }),
    );
}
