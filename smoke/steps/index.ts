/** Every step of a run. */
import { applyHub } from "./apply-hub";
import { applyTenants } from "./apply-tenants";
import { badCredentials } from "./bad-credentials";
import { destroy } from "./destroy";
import { drift } from "./drift";
import { goodCredentials } from "./good-credentials";
import { left } from "./left";
import { quotas } from "./quotas";
import { secondPlan } from "./second-plan";
import { state } from "./state";
import type { Step, StepId } from "./step";
import { tidy } from "./tidy";
import { verify } from "./verify";

/** By id; their order is that of `STEP_IDS`. */
export const STEPS: Readonly<Record<StepId, Step>> = {
  quotas,
  state,
  "apply-hub": applyHub,
  "apply-tenants": applyTenants,
  "second-plan": secondPlan,
  "bad-credentials": badCredentials,
  "good-credentials": goodCredentials,
  verify,
  drift,
  destroy,
  tidy,
  left,
};

export { STEP_IDS, type Step, type StepId } from "./step";
