import type { PolicyVerdict } from "../policy";
import type { Rule, Topology, Unknown } from "../topology";
import { admit } from "./admission";
import { hopsOf, type Arrival, type BusEvent, type Hop } from "./bus-event";
import { BusRules } from "./bus-rules";
import type { Unmatched } from "./simulation";
import { planTarget, type TargetPlan } from "./targets";
import { TopologyIndex } from "./topology-index";

/** What an arrival on a bus comes to. */
export type Arrived =
  | { readonly kind: "refused"; readonly policy: PolicyVerdict; readonly reason: string }
  | {
      readonly kind: "accepted";
      /** Its decision is `unknown` where the account owns a bus whose policy cannot be read. */
      readonly policy: PolicyVerdict;
      /** One for each target of each rule that matches, in the order of the Terraform. */
      readonly plans: readonly TargetPlan[];
    };

/**
 * The one walk of an event: from its arrival on a bus, over the policy and the rules of the bus, to what each target gets.
 * Sends nothing. Whoever simulates prints the plans, and the local hub carries them out.
 *
 * A router is made once for a topology: what every event needs of it is prepared. Whatever matches an event throws a
 * NotAnEventError where the event's lists can be combined in too many ways to try them all.
 */
export class EventRouter {
  readonly #index: TopologyIndex;
  readonly #rules: ReadonlyMap<string, BusRules>;

  constructor(topology: Pick<Topology, "buses" | "functions" | "queues" | "roles" | "rules" | "unknown">) {
    this.#index = new TopologyIndex(topology);
    const rules = new Map<string, Rule[]>();
    for (const rule of topology.rules) {
      const ofBus = rules.get(rule.busArn);
      if (ofBus === undefined) rules.set(rule.busArn, [rule]);
      else ofBus.push(rule);
    }
    this.#rules = new Map([...rules].map(([busArn, ofBus]) => [busArn, new BusRules(ofBus)]));
  }

  /** Takes an event to a bus. */
  arrive(arrival: Arrival): Arrived {
    const admission = admit(arrival);
    return admission.kind === "refused" ? admission : { ...admission, plans: this.plansOn(arrival) };
  }

  /** The plans of an event that a bus has taken: what {@link arrive} gives, and how a forwarded event goes on. */
  plansOn(arrival: Arrival): readonly TargetPlan[] {
    const { event, bus } = arrival;
    const matching = this.#rules.get(bus.arn)?.matching(event) ?? [];
    return matching.flatMap((rule) => this.plansOf(rule, event, hopsOf(arrival)));
  }

  /** The plans of disabled rules that an event would match, were they enabled. Nothing of them is carried out. */
  plansIfEnabled(arrival: Arrival): readonly TargetPlan[] {
    const { event, bus } = arrival;
    const matching = this.#rules.get(bus.arn)?.matchingIfEnabled(event) ?? [];
    return matching.flatMap((rule) => this.plansOf(rule, event, hopsOf(arrival)));
  }

  /** The plans of one rule, whatever made it fire: its schedule, for one. */
  plansOf(rule: Rule, event: BusEvent, hops: readonly Hop[] = []): readonly TargetPlan[] {
    const index = this.#index;
    return rule.targets.map((target) => planTarget({ index, rule, target, event, hops }));
  }

  /** Every rule of the bus that delivers the event to nobody, and why. */
  unmatched({ event, bus }: Arrival): readonly Unmatched[] {
    return this.#rules.get(bus.arn)?.unmatched(event) ?? [];
  }

  /**
   * Rules that may match events and are not understood, of one bus or of all; without those that the topology names
   * among its `unknown`.
   */
  unknownRules(busArn?: string): readonly Unknown[] {
    const buses = busArn === undefined ? [...this.#rules.values()] : [this.#rules.get(busArn)];
    return buses.flatMap((rules) => rules?.unknown ?? []).filter((rule) => this.#index.unread([rule]).length === 0);
  }
}
