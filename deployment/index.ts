/** Deploys what was emitted: runs Terraform in the stacks' folders. Prints nothing and reads no YAML. */
export { bootstrap, planBootstrap, type BootstrapSituation } from "./bootstrap";
export { deploy, type DeploymentRequest, type DeploymentResult } from "./deploy";
export type { HeldLock, ShownDiagnostic, UnsavedState } from "./diagnostics";
export { findDrift, type StackDrift } from "./drift";
export { isThere, type StackEnding, type StackOutcome, type Verification } from "./endings";
export { DeploymentError } from "./failure";
export { AccountProfiles } from "./account-profiles";
export { planStacks, type StackPlan } from "./plan";
export {
  foldersIn,
  requireStacks,
  selectStacks,
  selectToDestroy,
  toDestroy,
  type EmittedFolder,
  type Selection,
} from "./stack";
