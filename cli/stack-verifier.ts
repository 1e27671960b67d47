/** `verify` for one stack after the other, while they are deployed. */
import { buildTopology } from "#simulator/topology";
import type { EmittedStack } from "#simulator/topology";
import type { Environment } from "../catalogue";
import { declaredConnections } from "../catalogue/declared-connections";
import { stackIds } from "../catalogue/names";
import type { Verification } from "../deployment";
import type { Checked } from "../hub-account/verification/check";
import { loadAws } from "./load-aws";

type VerifyStack = Awaited<ReturnType<(typeof import("../hub-account/index.js"))["openVerification"]>>;

type Look = (stack: string) => Promise<Verification>;

/** Says of a stack whether it is as declared. What keeps it from looking is an answer, too. */
export function stackVerifier(environment: Environment, stacks: readonly EmittedStack[]): Look {
  return looker(environment, stacks, verificationOf);
}

/** Says of a stack that was destroyed whether anything of it is still there. */
export function goneVerifier(environment: Environment, stacks: readonly EmittedStack[]): Look {
  const look = looker(environment, stacks, goneVerificationOf);
  let mayLook = true;
  return async (stack) => {
    if (stack === stackIds.connectionCredentials) mayLook = false;
    return mayLook
      ? look(stack)
      : { kind: "not verified", because: "the role that looks is destroyed, too", again: false };
  };
}

function looker(
  environment: Environment,
  stacks: readonly EmittedStack[],
  verdict: (checked: readonly Checked[]) => Verification,
): Look {
  const { hub } = environment;
  const accounts = new Map(stacks.map(({ name, account }) => [name, account]));
  const topology = buildTopology(stacks);
  let opened: Promise<VerifyStack> | undefined;
  const open = async (): Promise<VerifyStack> => {
    const { openVerification } = await loadAws(() => import("../hub-account/index.js"));
    return openVerification(hub, topology, declaredConnections(environment));
  };
  return async (stack) => {
    const account = accounts.get(stack);
    if (account !== hub.account) {
      const because = `verify reaches the hub account alone, and ${stack} is in ${account ?? "another one"}`;
      return { kind: "not verified", because, again: false };
    }
    try {
      opened ??= open();
      const checked = await (await opened)(stack);
      if (checked === undefined) {
        return { kind: "not verified", because: "it holds nothing that verify knows", again: false };
      }
      return verdict(checked);
    } catch (error) {
      // The role that looks is declared by a stack, which may not be applied yet.
      opened = undefined;
      // Whatever it is, the stack has been applied, and what became of the others is worth knowing.
      return { kind: "not verified", because: error instanceof Error ? error.message : String(error), again: true };
    }
  };
}

/** What the checks of a stack come to. */
export function verificationOf(checked: readonly Checked[]): Verification {
  const wrong = checked.filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return { kind: "fine", checked: checked.length };
  const problems = sentencesOf(wrong);
  // Permissions that a stack has just given count after some seconds.
  return wrong.every(({ exists }) => exists === null)
    ? { kind: "not verified", because: problems.join("; "), again: true }
    : { kind: "wrong", problems };
}

/** What the checks of a stack that is destroyed come to: nothing of it should be there. */
export function goneVerificationOf(checked: readonly Checked[]): Verification {
  const there = checked.filter(({ exists }) => exists === true);
  const unseen = sentencesOf(checked.filter(({ exists }) => exists === null));
  if (there.length > 0) {
    return { kind: "wrong", problems: [...there.map(({ kind, name }) => `${kind} ${name} is still there`), ...unseen] };
  }
  return unseen.length === 0
    ? { kind: "fine", checked: checked.length }
    : { kind: "not verified", because: unseen.join("; "), again: true };
}

function sentencesOf(checked: readonly Checked[]): string[] {
  return checked.flatMap(({ kind, name, problems }) => problems.map((problem) => `${kind} ${name} ${problem}`));
}
