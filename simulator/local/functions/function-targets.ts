import type { FunctionPlan } from "../../routing";
import type { DeliveryDesk } from "../delivery-desk";
import { reported, type HubEvent } from "../hub-event";
import type { Reporter } from "../report";
import type { AsyncInvocations } from "./async-invocations";

/** What {@link FunctionTargets} works with. */
export interface FunctionTargetsOptions {
  readonly asyncInvocations: AsyncInvocations;
  readonly desk: DeliveryDesk;
  readonly report: Reporter;
}

/** Rules whose target is a function: Lambda takes the event over, where it may be invoked. */
export class FunctionTargets {
  constructor(private readonly options: FunctionTargetsOptions) {}

  /** Resolves when the function has succeeded or the event was given up. */
  async deliver(event: HubEvent, plan: FunctionPlan): Promise<void> {
    const { rule, target, lambda, input, refusal } = plan;
    const { asyncInvocations, desk, report } = this.options;
    if (lambda === undefined) {
      const reason = `its target is not in this Terraform: ${target.arn}`;
      report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
      return;
    }
    if (refusal !== undefined) {
      // Not retried: "permission and missing-resource errors skip retries" (eb-rule-dlq).
      const message = `${lambda.arn} may not be invoked: ${refusal}`;
      desk.giveUp(event, plan, { request: `Invoke ${lambda.name}`, code: "NO_PERMISSIONS", message, body: input });
      return;
    }
    await asyncInvocations.invoke(lambda, input, `rule ${rule.name}`);
  }
}
