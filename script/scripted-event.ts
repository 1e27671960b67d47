import { readFileSync } from "node:fs";
import path from "node:path";
import { NotAnEventError, parseEvent, type PutEvent } from "#simulator/routing";
import type { EventAction } from "../catalogue/language/script-schema";
import { ScriptError } from "./failure";
import type { ScriptNames } from "./names";

/** An event that a script puts. */
export interface ScriptedEvent {
  readonly event: PutEvent;
  /** Who puts it; undefined where neither the script nor the event says so. */
  readonly account: string | undefined;
  /** What people call it. */
  readonly called: string;
}

/**
 * The event of a step.
 *
 * @param folder of the environment
 * @throws ScriptError when the file is not there, it is no event, or the account has no such alias
 */
export function scriptedEvent(action: EventAction, folder: string, names: ScriptNames): ScriptedEvent {
  const { file, event: inline, account } = action;
  const event = file === undefined ? inlineEvent(inline ?? {}) : eventOfFile(path.join(folder, file));
  return {
    event,
    account: account === undefined ? event.account : names.account(account),
    called: file === undefined ? `${event.detailType} of ${event.source}` : path.basename(file),
  };
}

/**
 * The event of a file.
 *
 * @throws ScriptError when the file is not there, or holds no event
 */
export function eventOfFile(file: string): PutEvent {
  try {
    return parseEvent(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof NotAnEventError) throw new ScriptError(`${file} ${error.message}`);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new ScriptError(code === "ENOENT" ? `${file}: no such file` : `${file} cannot be read: ${String(error)}`);
  }
}

function inlineEvent(value: object): PutEvent {
  try {
    return parseEvent(JSON.stringify(value));
  } catch (error) {
    if (error instanceof NotAnEventError) throw new ScriptError(`the event ${error.message}`);
    throw error;
  }
}
