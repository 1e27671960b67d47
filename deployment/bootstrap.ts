/** Applies what is there before the first deployment: where the states are kept, and who deploys. */
import { existsSync } from "node:fs";
import path from "node:path";
import { deploy, type DeploymentRequest, type DeploymentResult } from "./deploy";
import { DeploymentError } from "./failure";
import { keepStateHere, moveState, type LocalState } from "./local-state";
import { planStacks, type PlanRequest, type StackPlan } from "./plan";
import type { StackAccess } from "./plans";
import type { EmittedFolder } from "./stack";

/** Where things stand. */
export interface BootstrapSituation {
  /** What is to be applied. */
  readonly stacks: readonly EmittedFolder[];
  /** Name of the stack that makes the bucket. */
  readonly stateBackend: string;
  /** What there is of that stack's state in the bucket. */
  readonly stateThere: "no bucket" | "bucket alone" | "state";
  /** Where that state is until then. */
  readonly localState: LocalState;
  /** Name of the bucket. */
  readonly bucket: string;
  readonly accessTo: (stack: string) => StackAccess;
}

/** How it is applied. */
export type BootstrapRequest = BootstrapSituation &
  Pick<
    DeploymentRequest,
    "atOnce" | "allowDestroy" | "keepUnsavedAs" | "interruption" | "confirm" | "onStep" | "onOutcome"
  >;

/**
 * Applies the stacks. The one that makes the bucket comes first, with its state in a file, which is then moved into the
 * bucket. Whatever stops it, running it again goes on.
 *
 * @throws DeploymentError when the bucket is not what hub.yaml says, or there is no Terraform
 */
export async function bootstrap(request: BootstrapRequest): Promise<DeploymentResult> {
  const { stacks, stateBackend, localState, accessTo, interruption } = request;
  const makesBucket = withLocalState(request);
  if (makesBucket !== undefined) keepStateHere(makesBucket, localState);
  return deploy({
    ...request,
    accessTo: (stack) => (stack === makesBucket?.name ? withoutBackend(accessTo(stack)) : accessTo(stack)),
    stacks: { apply: withinReach(stacks), removed: [] },
    approved: undefined,
    verify: undefined,
    settle: async (stack) => {
      if (makesBucket === undefined || stack.name !== stateBackend) return;
      await moveState(stack, localState, accessTo(stateBackend), interruption);
    },
  });
}

/**
 * Plans the stacks and changes nothing. While there is no bucket, there are no states.
 *
 * @throws DeploymentError when the bucket is not what hub.yaml says, or there is no Terraform
 */
export async function planBootstrap(situation: BootstrapSituation & Omit<PlanRequest, "stacks">): Promise<StackPlan[]> {
  const { stacks, stateThere, localState, accessTo } = situation;
  const makesBucket = withLocalState(situation);
  const kept = stateThere === "no bucket" ? stacks : stacks.filter((stack) => stack === makesBucket);
  for (const stack of kept) {
    keepStateHere(stack, stack === makesBucket ? localState : { file: path.join(stack.folder, "none.tfstate") });
  }
  const names = kept.map(({ name }) => name);
  return planStacks({
    ...situation,
    accessTo: (stack) => (names.includes(stack) ? withoutBackend(accessTo(stack)) : accessTo(stack)),
    stacks: { apply: withinReach(stacks), removed: [] },
  });
}

/**
 * The stack that makes the bucket, where its state is not in it yet.
 *
 * @throws DeploymentError when the bucket is not what hub.yaml says
 */
function withLocalState(situation: BootstrapSituation): EmittedFolder | undefined {
  const { stacks, stateBackend, stateThere, localState, bucket } = situation;
  const makesBucket = stacks.find(({ name }) => name === stateBackend);
  if (stateThere === "state") return undefined;
  if (makesBucket === undefined) {
    if (stateThere === "bucket alone") return undefined;
    throw new DeploymentError(
      `there is no bucket ${bucket} for the states yet; bootstrap the account of the state first, or, where ` +
        "deployment.existingStateBucket is true in hub.yaml, make it",
    );
  }
  if (stateThere === "bucket alone" && !existsSync(localState.file)) {
    throw new DeploymentError(
      `the bucket ${bucket} is there, and nothing says that ./hub bootstrap has made it; write ` +
        "existingStateBucket: true under deployment in hub.yaml to use it as it is, or another name in state.bucket",
    );
  }
  return makesBucket;
}

/** A state in a file takes no settings of S3. */
function withoutBackend({ environment }: StackAccess): StackAccess {
  return { environment, backend: [] };
}

/** Stacks wait only for those that are worked on. */
function withinReach(stacks: readonly EmittedFolder[]): EmittedFolder[] {
  const names = new Set(stacks.map(({ name }) => name));
  return stacks.map((stack) => ({
    ...stack,
    dependencies: stack.dependencies.filter((dependency) => names.has(dependency)),
  }));
}
