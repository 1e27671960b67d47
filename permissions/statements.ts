/** Grants as statements of a policy, as few as say the same. */
import type { Conditions, Statement } from "../aws/policy-document";
import type { Grant, Scope } from "./grant";

/** What a grant is in one scope. */
export interface ResolvedGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Conditions | undefined;
}

/** A grant in one scope. */
export function resolvedIn(scope: Scope, { actions, resources, condition }: Grant): ResolvedGrant {
  return { actions, resources: [...new Set(resources(scope))].sort(), condition: condition?.(scope) };
}

/**
 * Statements that allow these grants: actions of one service on the same resources under the same condition stand in one
 * statement, and a grant that another one includes does not stand twice.
 */
export function statementsOf(resolved: readonly ResolvedGrant[]): Statement[] {
  const used = new Set<string>();
  return [...groups(resolved).values()].map(({ actions, resources, condition }) => {
    const sorted = [...actions].sort();
    return {
      Sid: unused(sidOf(sorted[0] ?? "", resources, condition), used),
      Effect: "Allow",
      Action: sorted,
      Resource: resources,
      ...(condition === undefined ? {} : { Condition: condition }),
    };
  });
}

interface Group {
  readonly actions: Set<string>;
  readonly resources: readonly string[];
  readonly condition: Conditions | undefined;
}

function groups(resolved: readonly ResolvedGrant[]): Map<string, Group> {
  const found = new Map<string, Group>();
  for (const { actions, resources, condition } of resolved) {
    for (const action of actions) {
      const key = JSON.stringify([serviceOf(action), resources, condition]);
      const group = found.get(key) ?? { actions: new Set(), resources, condition };
      found.set(key, group);
      group.actions.add(action);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}

/** Letters and digits, the only ones that a Sid takes: the service, the kind of resource, and for whom. */
function sidOf(action: string, resources: readonly string[], condition: Conditions | undefined): string {
  const kind = /^(?:[^:]*:){5}([a-z-]+)[:/]/.exec(resources[0] ?? "")?.[1] ?? (resources[0] === "*" ? "all" : "");
  const [value = ""] = Object.values(condition ?? {}).flatMap((keys) => Object.values(keys).flat());
  const words = [...serviceOf(action).split("-"), ...kind.split("-"), ...whomIn(value)];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** For which service, or on which kind of thing, a condition holds, from its value. */
function whomIn(value: string): string[] {
  if (value === "") return [];
  if (value.includes(":policy/")) return ["bounded"];
  return ["for", /^([a-z]+)\.[a-z0-9.-]*amazonaws\./.exec(value)?.[1] ?? "bus"];
}

function unused(sid: string, used: Set<string>): string {
  let free = sid;
  for (let number = 2; used.has(free); number += 1) free = `${sid}${number}`;
  used.add(free);
  return free;
}
