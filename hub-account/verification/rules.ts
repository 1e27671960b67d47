import type { Target as LiveTarget } from "@aws-sdk/client-eventbridge";
import { nameOfArn } from "../../aws/arn";
import type { LiveHub } from "../live-hub";
import { isSymbolic, type Bus, type Rule, type Target, type Topology } from "#simulator/topology";
import { existing, missing, type Check, type Found } from "./check";

/** Buses are there, and have the queue for what they can neither encrypt nor decrypt. */
export function busChecks({ buses }: Topology): Check[] {
  return buses
    .filter(({ origin }) => origin === "declared")
    .map((bus) => ({
      stack: bus.stack,
      kind: "event bus",
      name: bus.name,
      find: async (hub) => {
        const live = await hub.bus(bus.name);
        if (live === undefined) return missing();
        return existing(deadLetterProblems(bus, live.DeadLetterConfig?.Arn));
      },
    }));
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
  const live = await hub.rule(bus, rule.name);
  if (live === undefined) return missing(`on bus ${bus}`);
  const targets = await hub.targets(bus, rule.name);
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
