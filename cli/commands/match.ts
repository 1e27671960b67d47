import { Command } from "commander";
import {
  EVENT_FAULTS,
  explainMismatch,
  InvalidEventError,
  InvalidEventPatternError,
  testEventPattern,
} from "#simulator/pattern";
import { all } from "../../catalogue/wording";
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
        } else console.log(sentenceOf(mismatch));
      }),
    );
}

function sentenceOf(mismatch: string | undefined): string {
  return mismatch === undefined ? "The event matches." : `The event does not match: ${mismatch}`;
}

function mismatchOf(options: MatchOptions): string | undefined {
  const pattern = readInputFile(options.pattern);
  const event = readInputFile(options.event);
  try {
    if (testEventPattern(pattern, event)) return undefined;
    return explainMismatch(pattern, event);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) throw new CommandFailure(`${options.pattern}: ${error.message}`);
    if (!(error instanceof InvalidEventError)) throw error;
    throw new CommandFailure(`${options.event} ${whyNoEvent(error, () => explainMismatch(pattern, event))}`);
  }
}

/** What is wrong with an event, and what the pattern makes of it where that can be said all the same. */
function whyNoEvent({ problem, message }: InvalidEventError, mismatch: () => string | undefined): string {
  const without = (): string => `; as it is: ${sentenceOf(mismatch())}`;
  switch (problem.kind) {
    case "missing": {
      const them = problem.fields.length === 1 ? "it" : "them";
      return `lacks ${all(problem.fields)}, so that TestEventPattern answers "${message}"; add ${them}${without()}`;
    }
    case "time": {
      const found = JSON.stringify(problem.value);
      return `has the time ${found}, so that TestEventPattern answers "${message}"; write it as 2026-01-31T12:00:00Z${without()}`;
    }
    case "put-events-entry":
      return ENTRY;
    case "not-json":
    case "not-an-object":
    case "too-deep":
    case "too-many-combinations":
      return EVENT_FAULTS[problem.kind];
  }
}

const ENTRY =
  "is an entry of PutEvents, not an event; write source for Source, detail-type for DetailType, detail as an object " +
  "for Detail, which is JSON text, and add id, account, time and region, which EventBridge adds";
