/** A run's stacks, by the deployment of `./hub deploy`. */
import type { EmittedStack } from "#simulator/topology";
import { deploy, foldersIn, isThere, selectStacks, toDestroy, type StackOutcome } from "../deployment";
import type { StepAnswer } from "./answer";
import type { SmokeContext } from "./context";
import { keptState, saveKeptStates } from "./kept-states";

/** Each Terraform takes about 0.8 GB. */
const AT_ONCE = 4;

/** A report of nothing: what would change anything is refused by the gate. */
const NO_CHANGE = { digest: "", stacks: [], unchanged: [] };

/** Applies stacks, or only plans them and refuses whatever would change something. */
export function applyStacks(context: SmokeContext, names: readonly string[], mayChange = true): Promise<StepAnswer> {
  const { outdir, stacks } = context.emitted();
  return deployed(context, {
    stacks: selectStacks(foldersIn(outdir), names),
    approved: mayChange ? undefined : NO_CHANGE,
    // What an attempt that failed has left half made is replaced, and nothing in it is worth keeping.
    allowDestroy: mayChange ? everythingIn(stacks) : [],
  });
}

/** Destroys every stack, in the opposite order; those that were never applied have nothing to lose. */
export function destroyStacks(context: SmokeContext): Promise<StepAnswer> {
  const { outdir, stacks } = context.emitted();
  return deployed(context, {
    stacks: { apply: [], removed: toDestroy(foldersIn(outdir)) },
    approved: undefined,
    allowDestroy: everythingIn(stacks),
  });
}

function everythingIn(stacks: readonly EmittedStack[]): string[] {
  return stacks.flatMap(({ name, resources }) => resources.map(({ address }) => `${name}:${address}`));
}

/** Failed where a stack is not as it should be, with Terraform's words; else a sentence a stack. */
async function deployed(
  context: SmokeContext,
  what: Pick<Parameters<typeof deploy>[0], "stacks" | "approved" | "allowDestroy">,
): Promise<StepAnswer> {
  await saveKeptStates(context);
  const { interruption, by } = context;
  const { outcomes } = await deploy({
    ...what,
    atOnce: AT_ONCE,
    verify: undefined,
    keepUnsavedAs: (stack) => keptState(context, stack),
    interruption,
  });
  const because = outcomes.flatMap(reasons);
  if (because.length > 0 || !outcomes.every(isThere)) return { kind: "failed", because };
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
        ...(ending.unsaved === undefined
          ? []
          : [
              `${stack}: its state could not be saved; it is in ${ending.unsaved.file}, and is saved when the run goes on`,
            ]),
        ...(ending.kind === "failed" && ending.lock?.state !== undefined
          ? [
              `if no Terraform of this run is at work any more, remove the lock: aws s3 rm s3://${ending.lock.state}.tflock`,
            ]
          : []),
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
