import { Command } from "commander";

/** `hub credentials`: what carries a tenant's credentials from who owns them into its connection. */
export function credentialsCommand(subcommands: readonly Command[]): Command {
  const command = new Command("credentials").description(
    "Put a tenant's credentials into AWS, and see whether its connection works with them",
  );
  for (const subcommand of subcommands) command.addCommand(subcommand);
  return command;
}
