/** The accounts that an environment is deployed into. */
import type { Environment } from "../catalogue/model";
import type { StackKind } from "./stack-kinds";

/** One account. */
export interface EnvironmentAccount {
  /** `hub`, `source-<alias>`, or `state` where the state is in an account of its own. */
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  /** Kinds of stacks in it. A hub has tenants: the first one shall change nobody's permissions. */
  readonly kinds: readonly StackKind[];
  readonly isHub: boolean;
  readonly holdsState: boolean;
}

/** Every account that has stacks or the state, the hub's first. A source that only publishes has none. */
export function accountsOf({
  hub,
  sources,
  functions,
  ingress,
}: Pick<Environment, "hub" | "sources" | "functions" | "ingress">): EnvironmentAccount[] {
  const kindsIn = (account: string, own: readonly StackKind[]): StackKind[] => [
    ...own,
    ...(functions.some((each) => each.account === account) ? (["functions"] as const) : []),
    ...(ingress.some((each) => each.account === account) ? (["ingress"] as const) : []),
  ];
  const members = [
    {
      name: "hub",
      account: hub.account,
      kinds: kindsIn(hub.account, ["central-bus", "connection-credentials", "tenant"]),
    },
    ...sources.map(({ alias, account, forwards }) => ({
      name: `source-${alias}`,
      account,
      kinds: kindsIn(account, forwards.length > 0 ? ["source"] : []),
    })),
  ];
  const withState = members.some(({ account }) => account === hub.state.account)
    ? members
    : [...members, { name: "state", account: hub.state.account, kinds: [] }];
  return withState
    .map((each) => ({
      ...each,
      isHub: each.account === hub.account,
      holdsState: each.account === hub.state.account,
    }))
    .filter(({ kinds, holdsState }) => kinds.length > 0 || holdsState);
}
