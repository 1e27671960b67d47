/** The `hub` command: one file a subcommand. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command, CommanderError } from "commander";
import { z } from "zod";
import { packageFolder } from "../catalogue/files/project-folder";
import { affectedCommand } from "./commands/affected";
import { auditCommand } from "./commands/audit";
import { bootstrapCommand } from "./commands/bootstrap";
import { capacityCommand } from "./commands/capacity";
import { checkCommand } from "./commands/check";
import { compareCommand } from "./commands/compare";
import { credentialsCommand } from "./commands/credentials";
import { credentialsCheckCommand } from "./commands/credentials-check";
import { previewCommand } from "./commands/preview";
import { putCommand } from "./commands/credentials-put";
import { statusCommand } from "./commands/credentials-status";
import { syncCommand } from "./commands/credentials-sync";
import { demoCommand } from "./commands/demo";
import { deployCommand } from "./commands/deploy";
import { destroyCommand } from "./commands/destroy";
import { driftCommand } from "./commands/drift";
import { initCommand } from "./commands/init";
import { listCommand } from "./commands/list";
import { gateCommand } from "./commands/gate";
import { localCommand } from "./commands/local";
import { matchCommand } from "./commands/match";
import { onboardCommand } from "./commands/onboard";
import { permissionsCommand } from "./commands/permissions";
import { planCommand } from "./commands/plan";
import { planReportCommand } from "./commands/plan-report";
import { presetsCommand } from "./commands/presets";
import { promoteCommand } from "./commands/promote";
import { replayCommand } from "./commands/replay";
import { schemaCommand } from "./commands/schema";
import { shadowCommand } from "./commands/shadow";
import { showCommand } from "./commands/show";
import { simulateCommand } from "./commands/simulate";
import { smokeCommand } from "./commands/smoke";
import { synthCommand } from "./commands/synth";
import { testCommand } from "./commands/test";
import { verifyCommand } from "./commands/verify";
import { watchOutput } from "./output";

watchOutput();

const hub = new Command("hub")
  .version(version(), "--version", "print the version")
  .description(
    "Check, emit, simulate and run an EventBridge hub: accounts that publish, a central bus, SaaS tenants that receive",
  )
  .addCommand(initCommand())
  .addCommand(checkCommand())
  .addCommand(synthCommand())
  .addCommand(listCommand())
  .addCommand(presetsCommand())
  .addCommand(onboardCommand())
  .addCommand(schemaCommand())
  .addCommand(showCommand())
  .addCommand(compareCommand())
  .addCommand(promoteCommand())
  .addCommand(simulateCommand())
  .addCommand(matchCommand())
  .addCommand(testCommand())
  .addCommand(localCommand())
  .addCommand(credentialsCommand([credentialsCheckCommand(), putCommand(), statusCommand(), syncCommand()]))
  .addCommand(shadowCommand())
  .addCommand(replayCommand())
  .addCommand(verifyCommand())
  .addCommand(permissionsCommand())
  .addCommand(bootstrapCommand())
  .addCommand(affectedCommand())
  .addCommand(previewCommand())
  .addCommand(capacityCommand())
  .addCommand(auditCommand())
  .addCommand(planCommand())
  .addCommand(planReportCommand())
  .addCommand(gateCommand())
  .addCommand(deployCommand())
  .addCommand(destroyCommand())
  .addCommand(driftCommand())
  .addCommand(smokeCommand())
  .addCommand(demoCommand())
  .addHelpText(
    "after",
    `
Exit codes:
  0  done, and nothing is wrong
  1  errors in the files, in the command line, or in what was asked about
  Some commands have more: hub <command> --help, and docs/commands.md.

Examples:
  hub check                                     what is wrong with environments/dev
  hub simulate --event order.json --env prod    who would get an event, and what
  hub local                                     the same hub on this machine`,
  )
  .showHelpAfterError("(hub --help lists the commands)");

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder(), "package.json"), "utf8"));
  return z.looseObject({ version: z.string() }).parse(manifest).version;
}

const json = process.argv.includes("--json");
for (const command of withSubcommands(hub)) {
  command.exitOverride();
  refuseSecond(command);
  if (json) command.configureOutput({ writeErr: () => undefined });
}

try {
  hub.parse();
} catch (error) {
  // Commander has printed its message, except where JSON is wanted; help exits with 0, wrong usage with 1.
  if (!(error instanceof CommanderError)) throw error;
  if (json && error.exitCode !== 0) console.log(JSON.stringify({ error: error.message.replace(/^error: /, "") }));
  process.exitCode = error.exitCode;
}

/** Commander takes the last of two values without a word. */
function refuseSecond(command: Command): void {
  for (const option of command.options) {
    const { long } = option;
    if (!long || option.variadic || option.isBoolean() || option.parseArg) continue;
    const given = new Set<string>();
    command.on(`option:${option.name()}`, (value: string) => {
      given.add(value);
      if (given.size > 1)
        command.error(`error: ${long} is given more than once; write one of ${[...given].join(", ")}`);
    });
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
