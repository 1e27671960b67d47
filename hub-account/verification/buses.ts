import { parseArn, type Place } from "../../aws/arn";
import type { Bus, Rule, Topology } from "#simulator/topology";
import { existing, missing, type Check } from "./check";
import { deadLetterProblems } from "./dead-letters";
import { encryptionProblems } from "./keys";
import { policyProblems } from "./policies";
import { undeclaredRules } from "./undeclared-rules";

/** What buses are compared with. */
export interface BusComparison {
  /** What is declared in the account of the buses. */
  readonly own: Topology;
  /** What is declared in every account. */
  readonly all: Topology;
  /** Whether every rule that is on a bus should be declared: not while stacks are still applied or destroyed. */
  readonly isSettled: boolean;
}

/**
 * Buses are there, with their policy, their key, the queue for what they can neither encrypt nor decrypt, and no rule that
 * nobody declares. That includes buses that rules of any account forward to: EventBridge takes an event for a bus that
 * does not exist, drops it, and counts no failure (recorded in September 2026), so that no alarm can tell.
 */
export function busChecks({ own, all, isSettled }: BusComparison, place: Place): Check[] {
  const forwards = forwardsByBus(all);
  const declared = own.buses
    .filter(({ origin }) => origin === "declared")
    .map((bus): Check => ({
      stack: bus.stack,
      kind: "event bus",
      name: bus.name,
      find: async (hub) => {
        const live = await hub.bus(bus.name);
        if (live === undefined) return missing(lostForwards(forwards.get(bus.arn) ?? []));
        return existing([
          ...deadLetterProblems(bus.deadLetterArn, live.DeadLetterConfig?.Arn),
          ...(await encryptionProblems(bus.kmsKeyId, live.KmsKeyIdentifier, [useOf(bus)], hub)),
          ...busPolicyProblems(bus, live.Policy),
          ...(isSettled ? await undeclaredRules(bus, all, hub) : []),
        ]);
      },
    }));
  const isDeclared = (busArn: string) => own.buses.some(({ arn, origin }) => arn === busArn && origin === "declared");
  const others = [...forwards].flatMap(([busArn, [first, ...more]]): Check[] => {
    const bus = parseArn(busArn);
    if (first === undefined || bus?.kind !== "event bus" || isDeclared(busArn)) return [];
    if (bus.account !== place.account || bus.region !== place.region) return [];
    return [
      {
        stack: first.stack,
        kind: "event bus",
        name: bus.name,
        // The stack that is told of is the forwarding one, which may well be applied.
        find: async (hub) =>
          existing((await hub.bus(bus.name)) === undefined ? missing(lostForwards([first, ...more])).problems : []),
      },
    ];
  });
  return [...declared, ...others];
}

function busPolicyProblems({ policy, unread }: Bus, live: string | undefined): string[] {
  const mayHaveMore = unread !== undefined;
  switch (policy.kind) {
    case "document":
      return policyProblems({ declared: policy.document, live, mayHaveMore });
    case "none":
      return policyProblems({ declared: undefined, live, mayHaveMore });
    case "unknown":
      return [];
  }
}

/** How EventBridge calls the key of a bus (eb-encryption-event-bus-cmkey; so recorded in September 2026). */
function useOf({ arn }: Bus) {
  return { sourceArn: arn, context: { "kms:EncryptionContext:aws:events:event-bus:arn": arn } };
}

/** The rules that forward to each bus, by its ARN. */
function forwardsByBus({ rules }: Topology): Map<string, Rule[]> {
  const forwards = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const { destination } of rule.targets) {
      if (destination.kind !== "eventBus") continue;
      forwards.set(destination.busArn, [...(forwards.get(destination.busArn) ?? []), rule]);
    }
  }
  return forwards;
}

function lostForwards(rules: readonly Rule[]): string | undefined {
  if (rules.length === 0) return undefined;
  const stacks = [...new Set(rules.map(({ stack }) => stack))].join(", ");
  return `though ${stacks} would forward to it: EventBridge drops such events, and no metric tells`;
}
