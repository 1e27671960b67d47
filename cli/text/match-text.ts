/** Whether an event matches a pattern, for people to read. */
import {
  EVENT_FAULTS,
  explainMismatch,
  InvalidEventError,
  InvalidEventPatternError,
  PUT_EVENTS_ENTRY,
  testEventPattern,
} from "#simulator/pattern";
import { patternRemedy } from "../../catalogue/checks/pattern-refusal";
import { all } from "../../catalogue/wording";
import { CommandFailure } from "../failure";

/** What somebody has given, and what they call it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * Why an event does not match a pattern; undefined where it does.
 *
 * @throws CommandFailure for what is no pattern or no event, as TestEventPattern would refuse it
 */
export function mismatchOf(pattern: NamedText, event: NamedText): string | undefined {
  try {
    if (testEventPattern(pattern.text, event.text)) return undefined;
    return explainMismatch(pattern.text, event.text);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw new CommandFailure(`${pattern.name}: ${error.message}; write ${patternRemedy(error.problem)}`);
    }
    if (!(error instanceof InvalidEventError)) throw error;
    const without = () => explainMismatch(pattern.text, event.text);
    throw new CommandFailure(`${event.name} ${whyNoEvent(error, without)}`);
  }
}

/** {@link mismatchOf} as a sentence. */
export function mismatchInWords(mismatch: string | undefined): string {
  return mismatch === undefined ? "The event matches." : `The event does not match: ${mismatch}`;
}

/** What is wrong with an event, and what the pattern makes of it where that can be said all the same. */
function whyNoEvent({ problem, message }: InvalidEventError, mismatch: () => string | undefined): string {
  const without = (): string => `; as it is: ${mismatchInWords(mismatch())}`;
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
      return `${PUT_EVENTS_ENTRY}; add id, account, time and region, which EventBridge adds`;
    case "not-json":
    case "not-an-object":
    case "too-deep":
    case "too-many-combinations":
      return EVENT_FAULTS[problem.kind];
  }
}
