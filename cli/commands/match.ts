import { Command, Option } from "commander";
import { JSON_OPTION } from "../input/environment-option";
import { calledFile, readInputFile } from "../input/input-file";
import { CommandFailure } from "../failure";
import { runCommand } from "../run-command";
import { note } from "../text/terminal";
import { mismatchInWords, mismatchOf, type NamedText } from "../text/match-text";

interface MatchOptions {
  readonly pattern: string;
  readonly event: string;
  readonly expect?: "matched" | "unmatched";
  readonly json: boolean;
}

/** `hub match`: does an event match a pattern, and if not, why? */
export function matchCommand(): Command {
  return new Command("match")
    .description("Try an event pattern on an event, as EventBridge would")
    .requiredOption("--pattern <file>", "an event pattern, JSON (- is standard input)")
    .requiredOption("--event <file>", "an event, JSON (- is standard input)")
    .addOption(
      new Option("--expect <outcome>", "exit with 1 and a sentence unless this is so").choices([
        "matched",
        "unmatched",
      ]),
    )
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
The exit code is 0 whether or not the event matches, unless --expect says what should be.

Example:
  ./hub match --pattern pattern.json --event order.json --expect matched`,
    )
    .action((options: MatchOptions) =>
      runCommand(options, () => {
        if (options.pattern === "-" && options.event === "-") {
          throw new CommandFailure("standard input holds one of both; write --pattern or --event with a file");
        }
        const mismatch = mismatchOf(named(options.pattern), named(options.event));
        if (options.json) {
          console.log(JSON.stringify({ matches: mismatch === undefined, reason: mismatch ?? null }, null, 2));
        } else console.log(mismatchInWords(mismatch));
        if (options.expect === undefined || (options.expect === "matched") === (mismatch === undefined)) return;
        const instead = mismatch === undefined ? "it matches" : "it does not match";
        note(`expected the event to be ${options.expect}; ${instead}`);
        process.exitCode = 1;
      }),
    );
}

function named(file: string): NamedText {
  return { name: calledFile(file), text: readInputFile(file) };
}
