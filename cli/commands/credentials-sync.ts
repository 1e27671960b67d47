import { Command } from "commander";
import { connectionNamed } from "../../catalogue/declared-connections";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { TENANT_ARGUMENT } from "../input/tenant-argument";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { syncAndTell } from "../sync-and-tell";

/** `hub credentials sync`: the second half of `put`, with what the secret holds. */
export function syncCommand(): Command {
  return new Command("sync")
    .description("Have a connection authorize again, with what its secret holds and its files declare")
    .argument(...TENANT_ARGUMENT)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((tenant: string, options: EnvironmentOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const connection = connectionNamed(environment, tenant);
        const { openCredentials } = await loadAws(() => import("../../hub-account/index.js"));
        const credentials = await openCredentials(environment.hub, connection, "credentials-sync");
        await syncAndTell(credentials, environment.hub, connection, options);
      }),
    );
}
