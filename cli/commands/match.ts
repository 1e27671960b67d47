import { Command } from "commander";
import { explainMismatch, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";
import { JSON_OPTION } from "../input/environment-option";
import { readInputFile } from "../input/input-file";
import { CommandFailure } from "../failure";
import { runCommand } from "../run-command";

interface MatchOptions {
  readonly pattern: string;
  readonly event: string;
  readonly json: boolean;
}

/** `hub match`: does an event match a pattern, and if not, why? */
export function matchCommand(): Command {
  return new Command("match")
    .description("Try an event pattern on an event, as EventBridge would")
    .requiredOption("--pattern <file>", "an event pattern, JSON")
    .requiredOption("--event <file>", "an event, JSON")
    .option(...JSON_OPTION)
    .action((options: MatchOptions) =>
      runCommand(options, () => {
        const mismatch = mismatchOf(options);
        if (options.json) {
          console.log(JSON.stringify({ matches: mismatch === undefined, reason: mismatch ?? null }, null, 2));
        } else console.log(mismatch === undefined ? "The event matches." : `The event does not match: ${mismatch}`);
      }),
    );
}

function mismatchOf(options: MatchOptions): string | undefined {
  const pattern = readInputFile(options.pattern);
  const event = readInputFile(options.event);
  try {
    return explainMismatch(pattern, event);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) throw new CommandFailure(`${options.pattern}: ${error.message}`);
    if (error instanceof InvalidEventError) throw new CommandFailure(`${options.event} is not a JSON object`);
    throw error;
  }
}
