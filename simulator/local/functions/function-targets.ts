import { renderTargetInput } from "../../input";
import type { LambdaFunction, Rule, Target } from "../../topology";
import type { DeliveryDesk } from "../delivery-desk";
import { reported, type HubEvent } from "../hub-event";
import type { Reporter } from "../report";
import type { AsyncInvocations } from "./async-invocations";
import { invokeRefusal } from "./function-permission";
import type { LocalFunctions } from "./local-functions";

/** What {@link FunctionTargets} works with. */
export interface FunctionTargetsOptions {
  readonly functions: LocalFunctions;
  readonly asyncInvocations: AsyncInvocations;
  readonly desk: DeliveryDesk;
  readonly report: Reporter;
}

/** Rules whose target is a function: the event is rendered, the function's permission asked, and Lambda takes it over. */
export class FunctionTargets {
  constructor(private readonly options: FunctionTargetsOptions) {}

  /** Resolves when the function has succeeded or the event was given up; undefined when the target is no function. */
  deliver(event: HubEvent, rule: Rule, target: Target): Promise<void> | undefined {
    const lambda = this.options.functions.byArn(target.arn);
    return lambda === undefined ? undefined : this.#deliver(event, rule, target, lambda);
  }

  async #deliver(event: HubEvent, rule: Rule, target: Target, lambda: LambdaFunction): Promise<void> {
    const { asyncInvocations, desk, report } = this.options;
    const input = renderTargetInput({
      target: target.input,
      event: event.json,
      rule: { name: rule.name, arn: rule.arn },
      ingestionTime: new Date(event.acceptedAt).toISOString(),
    });
    const notSent = (reason: string) => {
      report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
    };
    if (input.kind !== "json" && input.kind !== "rawText") {
      if (input.kind === "notDelivered") notSent(input.reason);
      else if (input.kind === "putTargetsError") notSent(`AWS refuses the target: ${input.message}`);
      else notSent(`unknown: ${input.unknowns.join("; ")}`);
      return;
    }
    const refused = invokeRefusal(lambda, "events.amazonaws.com", rule.arn);
    if (refused !== undefined) {
      // Not retried: "permission and missing-resource errors skip retries" (eb-rule-dlq).
      const message = `${lambda.arn} may not be invoked: ${refused}`;
      desk.giveUp(event, rule, target, `Invoke ${lambda.name}`, "NO_PERMISSIONS", message);
      return;
    }
    // A whole event is handed over as it came, its numbers included.
    const isWhole = Object.keys(target.input).every((key) => key === "Id");
    await asyncInvocations.invoke(lambda, isWhole ? event.text : input.body, `rule ${rule.name}`);
  }
}
