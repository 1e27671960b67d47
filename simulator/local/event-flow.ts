import { evaluateBusPolicy } from "../policy";
import type { Bus, Rule, Target, Topology } from "../topology";
import type { BusRules } from "./bus-rules";
import type { DeliveryDesk } from "./delivery-desk";
import type { FunctionTargets } from "./functions/function-targets";
import { reported, type HubEvent } from "./hub-event";
import type { Reporter } from "./report";
import { targetDelivery } from "./target-delivery";

/** An attempt to put an event on a bus: by an account, or by one of its rules. */
export interface Publication {
  readonly account: string;
  readonly source: string;
  readonly detailType: string;
  /** ARN of the rule that forwards it; undefined for PutEvents. */
  readonly viaRule: string | undefined;
}

/** How an event came to a bus. */
interface Arrival {
  /** The account that put it here. */
  readonly account: string;
  /** Over how many buses it came. */
  readonly hops: number;
}

/** Rules that forward in a circle would do it for ever; AWS documents no limit. */
const MOST_HOPS = 10;

/** The way of an event from bus to bus and on to the targets. */
export class EventFlow {
  constructor(
    private readonly topology: Topology,
    private readonly rules: BusRules,
    private readonly desk: DeliveryDesk,
    private readonly functions: FunctionTargets,
    private readonly report: Reporter,
  ) {}

  /** The bus that a caller means by a name or ARN; a name is one of the caller's own. */
  bus(nameOrArn: string, account: string): Bus | undefined {
    return this.topology.buses.find((bus) =>
      nameOrArn.startsWith("arn:") ? bus.arn === nameOrArn : bus.name === nameOrArn && bus.account === account,
    );
  }

  /**
   * Why a bus does not take an event; undefined when it does. What nobody knows refuses an account other than the bus's
   * own; within an account it is the caller's IAM policies that decide, which are asked elsewhere (`Access`).
   */
  refusal(bus: Bus, publication: Publication): string | undefined {
    const { account, source, detailType, viaRule } = publication;
    const request = { principalAccount: account, source, detailType, viaRule };
    const { decision, reason } = evaluateBusPolicy({ bus, request });
    if (decision === "allowed" || (decision === "unknown" && account === bus.account)) return undefined;
    return decision === "unknown" ? `nobody knows whether its policy allows it: ${reason}` : reason;
  }

  /** Sends an event that a bus has taken to the targets of its rules. */
  accept(event: HubEvent, bus: Bus, arrival: Arrival = { account: event.account, hops: 0 }): Promise<void> {
    const matching = this.rules.matching(bus.arn, event);
    const targets = matching.flatMap((rule) => rule.targets.map((target) => ({ rule, target })));
    this.report({ kind: "accepted", event: reported(event), bus: bus.arn, targets: targets.length });
    return Promise.all(targets.map(({ rule, target }) => this.#toTarget(event, bus, rule, target, arrival))).then(
      () => undefined,
    );
  }

  /** Sends an event that is on no bus to the targets of one rule: a schedule's. */
  async toTargets(event: HubEvent, rule: Rule): Promise<void> {
    const bus = this.topology.buses.find(({ arn }) => arn === rule.busArn);
    if (bus === undefined) return;
    const arrival = { account: event.account, hops: 0 };
    await Promise.all(rule.targets.map((target) => this.#toTarget(event, bus, rule, target, arrival)));
  }

  async #toTarget(event: HubEvent, bus: Bus, rule: Rule, target: Target, arrival: Arrival): Promise<void> {
    const { destination } = target;
    const notSent = (reason: string) => {
      this.report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
    };
    switch (destination.kind) {
      case "apiDestination": {
        const made = targetDelivery(event, rule, target, destination.apiDestination);
        if (made.kind === "nothing") {
          notSent(made.reason);
          return;
        }
        await this.desk.deliver(made.delivery, event, rule, made.unknowns);
        return;
      }
      case "eventBus":
        await this.#forward(event, bus, rule, target, destination.busArn, arrival);
        return;
      case "other": {
        const delivered = this.functions.deliver(event, rule, target);
        if (delivered === undefined) notSent(`its target is not simulated: ${destination.arn}`);
        else await delivered;
      }
    }
  }

  async #forward(
    event: HubEvent,
    from: Bus,
    rule: Rule,
    target: Target,
    busArn: string,
    arrival: Arrival,
  ): Promise<void> {
    const to = this.topology.buses.find(({ arn }) => arn === busArn);
    if (to === undefined || arrival.hops >= MOST_HOPS) {
      const reason =
        to === undefined ? `its target is not in this Terraform: ${busArn}` : `it came over ${MOST_HOPS} buses already`;
      this.report({ kind: "notSent", event: reported(event), rule: rule.name, reason });
      return;
    }
    const giveUp = (code: string, message: string) => {
      this.desk.giveUp(event, rule, target, `PutEvents ${target.arn}`, code, message);
    };
    // "An event is not forwarded to a third account" (eb-cross-account); the code is one of those AWS lists for a DLQ.
    if (arrival.account !== from.account && to.account !== from.account) {
      giveUp("THIRD_ACCOUNT_HOP_DETECTED", `The event came from another account to ${from.arn}.`);
      return;
    }
    const { source, detailType } = event;
    const refused = this.refusal(to, { account: from.account, source, detailType, viaRule: rule.arn });
    if (refused !== undefined) {
      this.report({ kind: "refused", event: reported(event), bus: to.arn, reason: refused });
      giveUp("NO_PERMISSIONS", `The policy of ${to.arn} does not allow it: ${refused}`);
      return;
    }
    await this.accept(event, to, { account: from.account, hops: arrival.hops + 1 });
  }
}
