import type { Target as LiveTarget } from "@aws-sdk/client-eventbridge";
import { all } from "../../catalogue/wording";
import { isSymbolic, type Bus, type Topology } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { isUndecryptable, unreadable } from "./rules";

/**
 * Rules on a bus that no stack of any account declares: somebody made them by hand, or their stack has gone without being
 * destroyed. Those that AWS manages, such as an archive's, are its own.
 */
export async function undeclaredRules(bus: Bus, { rules }: Topology, hub: LiveHub): Promise<string[]> {
  const names = rules.filter(({ busArn }) => busArn === bus.arn).map(({ name }) => name);
  // One of them is a rule whose name only AWS knows.
  if (names.some(isSymbolic)) return [];
  try {
    const others = (await hub.rulesOf(bus.name)).filter(
      ({ Name = "", ManagedBy: owner }) => owner === undefined && !names.includes(Name),
    );
    return await Promise.all(
      others.map(async ({ Name = "", State: state }) => {
        const targets = await hub.targets(bus.name, Name);
        const isOff = state === "DISABLED" ? " (DISABLED)" : "";
        return `has a rule nobody declared: ${Name}${isOff}, which sends to ${destinations(targets)}`;
      }),
    );
  } catch (error) {
    if (!isUndecryptable(error)) throw error;
    return [`has rules that ${await unreadable(bus.name, hub)}`];
  }
}

function destinations(targets: readonly LiveTarget[]): string {
  return targets.length === 0 ? "nothing" : all(targets.map(({ Arn = "" }) => Arn));
}
