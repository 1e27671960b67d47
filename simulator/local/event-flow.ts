import { parseArn } from "../../aws/arn";
import type { Delivery } from "../delivery";
import {
  hasInput,
  NotAnEventError,
  type ApiDestinationPlan,
  type Arrival,
  type Arrived,
  type EventBusPlan,
  type EventRouter,
  type QueuePlan,
  type TargetPlan,
} from "../routing";
import type { Bus, Rule, Topology } from "../topology";
import type { DeliveryDesk } from "./delivery-desk";
import type { FunctionTargets } from "./functions/function-targets";
import { reported, type HubEvent } from "./hub-event";
import type { Reporter } from "./report";

/** Carries out what is planned for an event: from bus to bus and on to the targets. */
export class EventFlow {
  constructor(
    private readonly topology: Topology,
    private readonly router: EventRouter,
    private readonly desk: DeliveryDesk,
    private readonly functions: FunctionTargets,
    private readonly report: Reporter,
  ) {}

  /** The bus that a caller means by a name or ARN; a name is one of the caller's own. */
  bus(nameOrArn: string, account: string): Bus | undefined {
    const isArn = parseArn(nameOrArn) !== undefined;
    return this.topology.buses.find((bus) =>
      isArn ? bus.arn === nameOrArn : bus.name === nameOrArn && bus.account === account,
    );
  }

  /** What putting an event on a bus comes to. Nothing is sent before {@link accept}. */
  arrive(event: HubEvent, bus: Bus): Arrived {
    return this.router.arrive({ event, bus });
  }

  /** Sends an event that a bus has taken to the targets of its rules. */
  async accept(event: HubEvent, bus: Bus, plans: readonly TargetPlan[]): Promise<void> {
    this.report({ kind: "accepted", event: reported(event), bus: bus.arn, targets: plans.length });
    await this.#carryOut(event, plans);
  }

  /** Sends an event that is on no bus to the targets of one rule: a schedule's. */
  async toTargets(event: HubEvent, rule: Rule): Promise<void> {
    await this.#carryOut(event, this.router.plansOf(rule, event));
  }

  async #carryOut(event: HubEvent, plans: readonly TargetPlan[]): Promise<void> {
    await Promise.all(plans.map((plan) => this.#toTarget(event, plan)));
  }

  async #toTarget(event: HubEvent, plan: TargetPlan): Promise<void> {
    const { rule } = plan;
    switch (plan.kind) {
      case "apiDestination":
        await this.desk.deliver(deliveryOf(event, plan), event, plan);
        return;
      case "eventBus":
        await this.#forward(event, plan);
        return;
      case "function":
        await this.functions.deliver(event, plan);
        return;
      case "queue":
        this.#enqueue(event, plan);
        return;
      case "otherService":
        this.#notSent(event, rule, `its target is not simulated: ${plan.arn}`);
        return;
      case "deadLetter": {
        const { destination } = plan.target;
        // AWS's message does not say which of role and policy it is.
        if (destination.kind === "eventBus" && plan.letter.code === "NO_PERMISSIONS") {
          this.report({ kind: "refused", event: reported(event), bus: destination.busArn, reason: plan.reason });
        }
        this.desk.giveUp(event, plan, plan.letter);
        return;
      }
      case "nothing":
        this.#notSent(event, rule, plan.reason);
        return;
      case "unknown":
        this.#notSent(event, rule, `unknown: ${plan.unknowns.join("; ")}`);
    }
  }

  async #forward(event: HubEvent, plan: EventBusPlan): Promise<void> {
    const { rule, busArn, forwarding } = plan;
    switch (forwarding.kind) {
      case "arrives": {
        const { arrival } = forwarding;
        const plans = this.#plansOn(arrival);
        if (typeof plans === "string") this.#notSent(event, rule, `the event ${plans}`);
        else await this.accept(event, arrival.bus, plans);
        return;
      }
      case "elsewhere":
        this.#notSent(event, rule, `its target is not in this Terraform: ${busArn}`);
    }
  }

  /** The plans on the next bus, or why the event cannot be matched there. */
  #plansOn(arrival: Arrival): readonly TargetPlan[] | string {
    try {
      return this.router.plansOn(arrival);
    } catch (error) {
      if (error instanceof NotAnEventError) return error.message;
      throw error;
    }
  }

  #enqueue(event: HubEvent, { rule, queueArn, input }: QueuePlan): void {
    // A delivery would have attributes in its letter; a message of a target has none.
    if (!this.desk.enqueue(queueArn, input)) {
      this.#notSent(event, rule, `its target is not in this Terraform: ${queueArn}`);
      return;
    }
    this.report({ kind: "queued", event: reported(event), rule: rule.name, queueArn });
  }

  #notSent(event: HubEvent, rule: Rule, reason: string): void {
    this.report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
  }
}

/** A request that is planned, for the delivery engine. */
function deliveryOf(event: HubEvent, plan: ApiDestinationPlan): Delivery {
  const { rule, target, destination, connection, httpParameters, body } = plan;
  const { arn, endpoint, httpMethod, rateLimitPerSecond } = destination;
  return {
    id: `${event.id}/${rule.arn}/${target.id}`,
    event: event.text,
    hasInput: hasInput(target),
    acceptedAt: event.acceptedAt,
    ruleArn: rule.arn,
    targetArn: target.arn,
    destination: { arn, endpoint, httpMethod, rateLimitPerSecond },
    connectionArn: connection.arn,
    httpParameters,
    body,
    retryPolicy: target.retryPolicy,
    deadLetterArn: target.deadLetterArn,
  };
}
