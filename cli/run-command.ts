/** Runs the work of a command. The one place where what somebody can mend becomes a sentence and exit code 1. */
import { NoSuchConnectionError } from "../catalogue/declared-connections";
import { DeploymentError } from "../deployment";
import { HubAccountError } from "../hub-account/failure";
import { OnboardingError, OpenApiError } from "../onboarding";
import { ScriptError } from "../script";
import { SmokeError } from "../smoke/failure";
import { diskFailure } from "./disk-failure";
import { CommandFailure } from "./failure";
import { outputClosed } from "./output";
import { wrapped } from "./text/terminal";

/** What the rooms throw when it is for whoever runs the command to mend: the message says what is wrong and what to do. */
const MENDABLE = [
  CommandFailure,
  DeploymentError,
  HubAccountError,
  NoSuchConnectionError,
  OnboardingError,
  OpenApiError,
  ScriptError,
  SmokeError,
];

/**
 * Runs a command's work. A failure that somebody can mend is printed without a stack trace: as `error: ...` on standard
 * error, or with `--json` as `{"error": "..."}` on standard output. Any other is a fault of this program and is thrown.
 */
export async function runCommand(
  { json }: { readonly json: boolean },
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Nobody reads any more: no failure, and nobody to tell.
    if (outputClosed.aborted && error === outputClosed.reason) return;
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    if (json) console.log(JSON.stringify({ error: sentence }));
    else console.error(wrapped(`error: ${sentence}`, "", process.stderr).join("\n"));
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Error && MENDABLE.some((kind) => error instanceof kind)) return error.message;
  return diskFailure(error);
}
