import type { FunctionPlan } from "../../routing";
import { reported, type HubEvent } from "../hub-event";
import type { Reporter } from "../report";
import type { AsyncInvocations } from "./async-invocations";

/** What {@link FunctionTargets} works with. */
export interface FunctionTargetsOptions {
  readonly asyncInvocations: AsyncInvocations;
  readonly report: Reporter;
}

/** Rules whose target is a function: Lambda takes the event over, where it may be invoked. */
export class FunctionTargets {
  constructor(private readonly options: FunctionTargetsOptions) {}

  /** Resolves when the function has succeeded or the event was given up. */
  async deliver(event: HubEvent, plan: FunctionPlan): Promise<void> {
    const { rule, target, lambda, input } = plan;
    const { asyncInvocations, report } = this.options;
    if (lambda === undefined) {
      const reason = `its target is not in this Terraform: ${target.arn}`;
      report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
      return;
    }
    await asyncInvocations.invoke(lambda, input, `rule ${rule.name}`);
  }
}
