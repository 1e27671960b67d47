/** What every command that applies or destroys stacks has in common: how it tells of them, how it is stopped, how it ends. */
import { isThere, type DeploymentRequest, type DeploymentResult } from "../deployment";
import { CommandFailure } from "./failure";
import { interruptible } from "./interruption";
import { isConfirmed } from "./text/confirmation";
import { StackProgress } from "./text/deployment-progress";
import { outcomeInWords } from "./text/deployment-text";
import { note } from "./text/terminal";

type Confirm = NonNullable<DeploymentRequest["confirm"]>;

/** What somebody is asked. */
interface Question {
  /** Lines that say what would be done. */
  readonly shown: (report: Parameters<Confirm>[1]) => readonly string[];
  readonly asked: (stack: string) => string;
  /** It is answered already. */
  readonly yes: boolean;
}

/** What a deployment tells a terminal or a log, how it hears of Ctrl-C, and how it asks. */
interface UnderWay extends Pick<DeploymentRequest, "interruption" | "onStep" | "onOutcome"> {
  /** Shows what would be done to a stack, and asks. */
  readonly confirmed: (question: Question) => Confirm;
}

const STILL_WAITING = "Still waiting for Terraform. Killing it would leave its locks, and what it has made unrecorded";

/** Tells of stacks while they are worked on; `names` are those of all. */
export function deploymentUnderWay(names: readonly string[], { json }: { readonly json: boolean }): UnderWay {
  const width = Math.max(0, ...names.map(({ length }) => length));
  const progress = new StackProgress(names.length);
  const interruption = interruptible((times) => {
    progress.hide();
    note(times === 1 ? "Stopping: Terraform ends what it is doing and releases its locks" : STILL_WAITING);
  });
  return {
    interruption,
    ...(!json && {
      onStep: (stack: string, step: string) => {
        progress.step(stack, step);
      },
      onOutcome: (outcome) => {
        progress.end(outcome.stack, outcomeInWords(outcome, width));
      },
    }),
    confirmed:
      ({ shown, asked, yes }) =>
      async (stack, report) => {
        progress.hide();
        if (!json) console.log(shown(report).join("\n"));
        return yes || isConfirmed(asked(stack), interruption);
      },
  };
}

/**
 * Makes sure that somebody can be asked, or need not be.
 *
 * @throws CommandFailure where nobody can answer
 */
export function requireAnswer({ plan, yes, json }: Readonly<Record<"plan" | "yes" | "json", boolean>>): void {
  if (plan || yes || (!json && process.stdin.isTTY)) return;
  throw new CommandFailure("nobody can be asked here; look at what --plan says, and write --yes");
}

/** 0 when all is done and as it should be, 3 when all is done and verify finds something or cannot look, else 1; 130 when stopped. */
export function exitCodeOf({ outcomes, refused }: DeploymentResult, interruption: AbortSignal): number {
  if (interruption.aborted) return 130;
  if (refused.length > 0 || outcomes.some((outcome) => !isThere(outcome))) return 1;
  const isDoubtful = outcomes.some(
    ({ verification }) =>
      verification?.kind === "wrong" || (verification?.kind === "not verified" && verification.again),
  );
  return isDoubtful ? 3 : 0;
}
