import type { Target as LiveTarget } from "@aws-sdk/client-eventbridge";
import { nameOfArn, parseArn, type Place } from "../../aws/arn";
import { stackIds } from "../../catalogue/names";
import type { LiveHub } from "../live-hub";
import { isSymbolic, type Bus, type Rule, type Target, type Topology } from "#simulator/topology";
import { existing, missing, type Check, type Found } from "./check";
import { keyProblems } from "./keys";

/**
 * Buses are there, and have the queue for what they can neither encrypt nor decrypt. That includes buses that rules of any
 * account forward to: EventBridge takes an event for a bus that does not exist, drops it, and counts no failure (recorded
 * in September 2026), so that no alarm can tell.
 *
 * @param own what is declared in the account of the buses
 * @param all what is declared in every account
 */
export function busChecks(own: Topology, all: Topology, place: Place): Check[] {
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
          ...deadLetterProblems(bus, live.DeadLetterConfig?.Arn),
          ...(await keyProblems(live.KmsKeyIdentifier, [useOf(bus)], hub)),
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

/** Rules are on their bus, in their state, and send to what they are declared to send to. */
export function ruleChecks({ rules }: Topology): Check[] {
  return rules.map((rule) => ({
    stack: rule.stack,
    kind: "rule",
    name: rule.name,
    find: (hub) => findRule(rule, hub),
  }));
}

async function findRule(rule: Rule, hub: LiveHub): Promise<Found> {
  const bus = nameOfArn("event bus", rule.busArn);
  let live: Awaited<ReturnType<LiveHub["rule"]>>;
  let targets: LiveTarget[];
  try {
    live = await hub.rule(bus, rule.name);
    if (live === undefined) return missing(`on bus ${bus}`);
    targets = await hub.targets(bus, rule.name);
  } catch (error) {
    if (!isUndecryptable(error)) throw error;
    return existing([await unreadable(bus, hub)]);
  }
  const found = await Promise.all(
    rule.targets.map((target) =>
      targetProblems(
        target,
        targets.find(({ Id }) => Id === target.id),
        hub,
      ),
    ),
  );
  return existing([
    ...(live.State === rule.state ? [] : [`is ${live.State ?? "in no state"}; it is declared ${rule.state}`]),
    ...(rule.targets.length === 0 && targets.length === 0 ? ["has no target"] : []),
    ...found.flat(),
  ]);
}

/** AWS shows the rules of a bus only to who may decrypt with its key, and to nobody while it is disabled (recorded). */
function isUndecryptable(error: unknown): boolean {
  return error instanceof Error && error.name === "NotAuthorizedException" && /kms:Decrypt/i.test(error.message);
}

async function unreadable(busName: string, hub: LiveHub): Promise<string> {
  const idOrArn = (await hub.bus(busName))?.KmsKeyIdentifier ?? "";
  const name = parseArn(idOrArn)?.resource ?? idOrArn;
  const key = await hub.key(idOrArn);
  if (key?.state !== "Enabled") return `cannot be read: key ${name} of its bus is ${key?.state ?? "gone"}`;
  return (
    `cannot be read: your role may not kms:Decrypt with key ${name} of its bus; ` +
    `apply stack ${stackIds.connectionCredentials}, which says what it may`
  );
}

async function targetProblems(declared: Target, live: LiveTarget | undefined, hub: LiveHub): Promise<string[]> {
  if (live === undefined) return [`has no target ${declared.id}`];
  const wanted = await targetArn(declared, hub);
  return [
    ...(wanted === undefined || wanted === live.Arn
      ? []
      : [`target ${declared.id} is ${live.Arn ?? "nothing"}; it is declared ${wanted}`]),
    ...(declared.roleArn === undefined || live.RoleArn === declared.roleArn
      ? []
      : [`target ${declared.id} has role ${live.RoleArn ?? "none"}; it is declared with ${declared.roleArn}`]),
    ...deadLetterProblems(declared, live.DeadLetterConfig?.Arn),
  ];
}

/** Undefined where only AWS knows the ARN: an API destination that does not exist is found wrong itself. */
async function targetArn({ destination, arn }: Target, hub: LiveHub): Promise<string | undefined> {
  switch (destination.kind) {
    case "apiDestination":
      return (await hub.apiDestination(destination.apiDestination.name))?.ApiDestinationArn;
    case "eventBus":
    case "function":
    case "other":
      return isSymbolic(arn) ? undefined : arn;
  }
}

function deadLetterProblems({ deadLetterArn }: Pick<Target | Bus, "deadLetterArn">, live: string | undefined) {
  if (deadLetterArn === undefined || deadLetterArn === live) return [];
  const has = live === undefined ? "has no dead-letter queue" : `has dead-letter queue ${nameOfArn("queue", live)}`;
  return [`${has}; it is declared with ${nameOfArn("queue", deadLetterArn)}`];
}
