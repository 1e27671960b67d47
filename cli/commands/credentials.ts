import { Command } from "commander";
import { putCommand } from "./credentials-put";
import { statusCommand } from "./credentials-status";
import { syncCommand } from "./credentials-sync";

/** `hub credentials`: what carries a tenant's credentials from who owns them into its connection. */
export function credentialsCommand(): Command {
  return new Command("credentials")
    .description("Put a tenant's credentials into AWS, and see whether its connection works with them")
    .addCommand(putCommand())
    .addCommand(statusCommand())
    .addCommand(syncCommand());
}
