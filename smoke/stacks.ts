/** A run's stacks, by the deployment of `./hub deploy`. */
import type { EmittedStack } from "#simulator/topology";
import { deploy, foldersIn, isThere, selectStacks, toDestroy, type StackOutcome } from "../deployment";
import type { StepAnswer } from "./answer";
import type { SmokeContext } from "./context";

/** Each Terraform takes about 0.8 GB. */
const AT_ONCE = 4;

/** A report of nothing: what would change anything is refused by the gate. */
const NO_CHANGE = { digest: "", stacks: [], unchanged: [] };

/** Applies stacks, or only plans them and refuses whatever would change something. */
export async function applyStacks(
  context: SmokeContext,
  names: readonly string[],
  mayChange = true,
): Promise<readonly StackOutcome[]> {
  const { outdir, stacks } = context.emitted();
  const { outcomes } = await deploy({
    stacks: selectStacks(foldersIn(outdir), names),
    atOnce: AT_ONCE,
    approved: mayChange ? undefined : NO_CHANGE,
    // What an attempt that failed has left half made is replaced, and nothing in it is worth keeping.
    allowDestroy: mayChange ? everythingIn(stacks) : [],
    verify: undefined,
    interruption: context.interruption,
  });
  return outcomes;
}

/** Destroys every stack, in the opposite order; those that were never applied have nothing to lose. */
export async function destroyStacks(context: SmokeContext): Promise<readonly StackOutcome[]> {
  const { outdir, stacks } = context.emitted();
  const { outcomes } = await deploy({
    stacks: { apply: [], removed: toDestroy(foldersIn(outdir)) },
    atOnce: AT_ONCE,
    approved: undefined,
    allowDestroy: everythingIn(stacks),
    verify: undefined,
    interruption: context.interruption,
  });
  return outcomes;
}

function everythingIn(stacks: readonly EmittedStack[]): string[] {
  return stacks.flatMap(({ name, resources }) => resources.map(({ address }) => `${name}:${address}`));
}

/** An answer of outcomes: failed where a stack is not as it should be, with Terraform's words; else a sentence a stack. */
export function answerOf(by: SmokeContext["by"], outcomes: readonly StackOutcome[]): StepAnswer {
  const missing = outcomes.filter((outcome) => !isThere(outcome));
  if (missing.length > 0) return { kind: "failed", because: missing.flatMap(reasons) };
  return {
    kind: "passed",
    by,
    says: outcomes.map(({ stack, ending, seconds }) => `${stack}: ${ending.kind}, ${seconds} s`),
  };
}

function reasons({ stack, ending }: StackOutcome): string[] {
  switch (ending.kind) {
    case "failed":
    case "interrupted":
      return [
        `${stack}: ${ending.kind} in terraform ${ending.step}`,
        ...ending.diagnostics.map(({ address, summary, detail }) =>
          [...(address === undefined ? [] : [address]), summary, ...detail].join(": "),
        ),
      ];
    case "declined":
      return [`${stack}: declined`];
    case "refused":
      return ending.reasons.map((reason) => `${stack}: ${reason}`);
    case "not begun":
      return [`${stack}: not begun: ${ending.because}`];
    case "applied":
    case "destroyed":
    case "unchanged":
      return [];
  }
}
