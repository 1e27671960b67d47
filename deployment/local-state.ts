/** The state of a stack that makes the bucket of all states: in a file until the bucket is there, then in the bucket. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { StackAccess } from "./plans";
import type { EmittedFolder } from "./stack";
import { StackTerraform } from "./terraform";

/** A state in a file. */
export interface LocalState {
  /** Absolute. It outlives the process: what was made is known to the next one. */
  readonly file: string;
}

/** Terraform takes what stands in a file of this name over what was emitted. */
const OVERRIDE = "backend_override.tf.json";

/** Lets Terraform keep a stack's state in a file, until {@link moveState}. */
export function keepStateHere({ folder }: EmittedFolder, { file }: LocalState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(path.join(folder, OVERRIDE), JSON.stringify({ terraform: { backend: { local: { path: file } } } }));
}

/**
 * Moves a stack's state from its file to where its Terraform says, and removes the file.
 *
 * @throws TerraformFailure where that does not work; the file is still there then
 */
export async function moveState(
  stack: EmittedFolder,
  state: LocalState,
  { environment, backend }: StackAccess,
  interruption: AbortSignal,
): Promise<void> {
  rmSync(path.join(stack.folder, OVERRIDE), { force: true });
  await new StackTerraform(stack, { environment, interruption }).moveState(backend);
  for (const file of [state.file, `${state.file}.backup`]) if (existsSync(file)) rmSync(file);
}
