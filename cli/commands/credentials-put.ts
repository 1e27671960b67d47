import { Command } from "commander";
import type { Hub } from "../../catalogue";
import { connectionNamed, type DeclaredConnection } from "../../catalogue/declared-connections";
import { shortVersion } from "../../connection/short-version";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { pipedSecret, promptedSecret } from "../input/secret-input";
import { secretText, secretWarning } from "../input/secret-values";
import { TENANT_ARGUMENT } from "../input/tenant-argument";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { syncAndTell } from "../sync-and-tell";
import { note } from "../text/terminal";

/** `hub credentials put`: a new value for a connection's secret, and the connection's answer to it. */
export function putCommand(): Command {
  return new Command("put")
    .description(
      "Put a connection's credentials and have it authorize with them; asks for them, or reads JSON from a pipe",
    )
    .argument(...TENANT_ARGUMENT)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .action((tenant: string, options: EnvironmentOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        await put(environment.hub, connectionNamed(environment, tenant), options);
      }),
    );
}

async function put(hub: Hub, connection: DeclaredConnection, options: EnvironmentOptions): Promise<void> {
  const { spec } = connection;
  // A pipe is read and checked before AWS is asked; a person is asked after it is known that there is a place for it.
  const piped = process.stdin.isTTY ? undefined : secretText(spec, await pipedSecret(spec));
  const { openCredentials } = await loadAws(() => import("../../hub-account/index.js"));
  const credentials = await openCredentials(hub, connection, "credentials-put");
  const text = piped ?? secretText(spec, await promptedSecret(spec));
  const warning = secretWarning(spec, text);
  if (warning !== undefined) note(`warning: ${warning}`);
  const version = await credentials.put(text);
  if (!options.json) console.log(`Put version ${shortVersion(version)} of secret ${spec.secretName}.`);
  await syncAndTell(credentials, hub, connection, options);
}
