import { Command } from "commander";
import { connectionNamed } from "../../catalogue/declared-connections";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { orFailLater } from "../failure";
import { loadAws } from "../load-aws";
import { TENANT_ARGUMENT } from "../input/tenant-argument";

/** `hub credentials put`: a new value for a connection's secret, and the connection's answer to it. */
export function putCommand(): Command {
  return new Command("put")
    .description(
      "Put a connection's credentials and have it authorize with them: asks for them, or reads JSON from a pipe",
    )
    .argument(...TENANT_ARGUMENT)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((tenant: string, options: EnvironmentOptions) =>
      orFailLater(async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const connection = connectionNamed(environment, tenant);
        const { putCredentials } = await loadAws(() => import("../../hub-account/put-credentials.js"));
        await putCredentials(environment.hub, connection, options);
      }),
    );
}
