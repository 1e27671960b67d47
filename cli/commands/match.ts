import { Command } from "commander";
import { JSON_OPTION } from "../input/environment-option";
import { calledFile, readInputFile } from "../input/input-file";
import { CommandFailure } from "../failure";
import { runCommand } from "../run-command";
import { mismatchInWords, mismatchOf, type NamedText } from "../text/match-text";

interface MatchOptions {
  readonly pattern: string;
  readonly event: string;
  readonly json: boolean;
}

/** `hub match`: does an event match a pattern, and if not, why? */
export function matchCommand(): Command {
  return new Command("match")
    .description("Try an event pattern on an event, as EventBridge would")
    .requiredOption("--pattern <file>", "an event pattern, JSON (- is standard input)")
    .requiredOption("--event <file>", "an event, JSON (- is standard input)")
    .option(...JSON_OPTION)
    .action((options: MatchOptions) =>
      runCommand(options, () => {
        if (options.pattern === "-" && options.event === "-") {
          throw new CommandFailure("standard input holds one of both; write --pattern or --event with a file");
        }
        const mismatch = mismatchOf(named(options.pattern), named(options.event));
        if (options.json) {
          console.log(JSON.stringify({ matches: mismatch === undefined, reason: mismatch ?? null }, null, 2));
        } else console.log(mismatchInWords(mismatch));
      }),
    );
}

function named(file: string): NamedText {
  return { name: calledFile(file), text: readInputFile(file) };
}
