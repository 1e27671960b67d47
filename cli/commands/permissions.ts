import { writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { accountsOf, documentsOf, type RoleDocuments } from "../../permissions";
import { diskFailure } from "../disk-failure";
import { CommandFailure } from "../failure";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { makeFolder } from "../../catalogue/files/make-folder";
import { runCommand } from "../run-command";
import { permissionsTable } from "../text/permissions-text";

type PermissionsOptions = EnvironmentOptions & { readonly out?: string };

/** `hub permissions`: what the roles that plan, deploy and operate an environment must be allowed, as IAM policies. */
export function permissionsCommand(): Command {
  return new Command("permissions")
    .description("Say which IAM policies the roles that plan, deploy and operate an environment need")
    .option(...ENV_OPTION)
    .option("--out <folder>", "write each policy there, as a JSON file that IAM takes")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub permissions
  ./hub permissions --env prod --out policies`,
    )
    .action((options: PermissionsOptions) =>
      runCommand(options, () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const roles = documentsOf(environment.hub, accountsOf(environment));
        const files = options.out === undefined ? undefined : written(options.out, roles);
        console.log(
          options.json ? JSON.stringify({ roles, ...(files && { files }) }, null, 2) : permissionsTable(roles, files),
        );
      }),
    );
}

/** @throws CommandFailure where the folder takes no files */
function written(folder: string, roles: readonly RoleDocuments[]): string[] {
  try {
    return writeDocuments(folder, roles);
  } catch (error) {
    const failure = diskFailure(error, folder);
    throw failure === undefined ? error : new CommandFailure(failure);
  }
}

/** @returns the files, in the order of the roles and their documents */
function writeDocuments(folder: string, roles: readonly RoleDocuments[]): string[] {
  makeFolder(folder);
  return roles.flatMap(({ role, account, for: purpose, documents }) =>
    documents.map((document, index) => {
      const number = documents.length === 1 ? "" : `-${index + 1}`;
      const file = path.join(folder, `${role}-${purpose}-${account}${number}.json`);
      writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
      return file;
    }),
  );
}
