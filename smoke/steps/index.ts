/** Every step of a run. */
import { alarm } from "./alarm";
import { applyHub } from "./apply-hub";
import { applyTenants } from "./apply-tenants";
import { badCredentials } from "./bad-credentials";
import { deadLetter } from "./dead-letter";
import { destroy } from "./destroy";
import { directEvent } from "./direct-event";
import { drift } from "./drift";
import { endpoint } from "./endpoint";
import { facts } from "./facts";
import { foreignSource } from "./foreign-source";
import { forwardedEvent } from "./forwarded-event";
import { goodCredentials } from "./good-credentials";
import { key } from "./key";
import { left } from "./left";
import { quotas } from "./quotas";
import { route } from "./route";
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
  endpoint,
  "apply-tenants": applyTenants,
  "second-plan": secondPlan,
  "bad-credentials": badCredentials,
  "good-credentials": goodCredentials,
  verify,
  "direct-event": directEvent,
  "forwarded-event": forwardedEvent,
  route,
  "foreign-source": foreignSource,
  "dead-letter": deadLetter,
  facts,
  alarm,
  key,
  drift,
  destroy,
  tidy,
  left,
};

export { STEP_IDS, type Step, type StepId } from "./step";
