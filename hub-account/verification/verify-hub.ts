import type { Hub } from "../../catalogue";
import type { Topology } from "#simulator/topology";
import type { DeclaredConnection } from "../../catalogue/declared-connections";
import { stackIds } from "../../catalogue/names";
import { deniedAction, inWords, isDenied } from "../aws-failure";
import { LiveHub } from "../live-hub";
import { openHubSession, type HubSession } from "../session";
import { inParallel, type OnProgress } from "../in-parallel";
import { apiDestinationChecks } from "./api-destinations";
import { busChecks } from "./buses";
import { notShown, type Check, type Checked, type Found } from "./check";
import { connectionChecks } from "./connections";
import { queueChecks } from "./queues";
import { roleChecks } from "./roles";
import { ruleChecks } from "./rules";

/** What of the hub account is compared, and who is told how far it is. */
export interface VerifyOptions {
  /** Names of stacks; all of the hub account when left out. */
  readonly stacks?: readonly string[] | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Compares what is declared in the hub account with what is there.
 *
 * @param connections with their specs and secrets, as the catalogue declares them
 * @throws HubAccountError when AWS cannot be asked
 */
export async function verifyHub(
  hub: Hub,
  topology: Topology,
  connections: readonly DeclaredConnection[],
  { stacks, onProgress }: VerifyOptions = {},
): Promise<Checked[]> {
  const session = await openHubSession(hub, "verify");
  const checks = checksOf({ hub, topology, session, connections, isSettled: true });
  const wanted = stacks === undefined ? checks : checks.filter(({ stack }) => stacks.includes(stack));
  return checkedIn(session, wanted, onProgress);
}

/**
 * Opens a session that verifies the stacks of the hub account one by one, each time with what AWS holds by then. What it
 * returns gives undefined for a stack of which nothing is looked at.
 *
 * @throws HubAccountError when AWS cannot be asked
 */
export async function openVerification(
  hub: Hub,
  topology: Topology,
  connections: readonly DeclaredConnection[],
): Promise<(stack: string) => Promise<Checked[] | undefined>> {
  const session = await openHubSession(hub, "verify");
  // A rule that a later stack's apply or destruction takes away may still be on the bus.
  const checks = checksOf({ hub, topology, session, connections, isSettled: false });
  return async (name) => {
    const own = checks.filter(({ stack }) => stack === name);
    return own.length === 0 ? undefined : checkedIn(session, own);
  };
}

function checkedIn(session: HubSession, checks: readonly Check[], onProgress?: OnProgress): Promise<Checked[]> {
  const live = new LiveHub(session);
  return inWords(session.roleArn, () =>
    inParallel(checks, async ({ find, ...what }) => ({ ...what, ...(await found(find, live)) }), onProgress),
  );
}

/** One thing that may not be looked at hides nothing of the others. */
async function found(find: Check["find"], live: LiveHub): Promise<Found> {
  try {
    return await find(live);
  } catch (error) {
    if (!isDenied(error)) throw error;
    const needed = deniedAction(error) ?? "a permission that AWS does not name";
    return notShown(
      `the operators' role needs ${needed}; apply stack ${stackIds.connectionCredentials}, which says what it may`,
    );
  }
}

/** Everything that is compared in an account. */
interface Comparison {
  readonly hub: Hub;
  readonly topology: Topology;
  readonly session: HubSession;
  readonly connections: readonly DeclaredConnection[];
  readonly isSettled: boolean;
}

function checksOf({ hub, topology, session, connections, isSettled }: Comparison): Check[] {
  const own = inAccount(topology, session.account);
  return [
    ...busChecks({ own, all: topology, isSettled }, hub),
    ...connectionChecks(own, session, connections),
    ...apiDestinationChecks(own),
    ...ruleChecks(own),
    ...queueChecks(own),
    ...roleChecks(own),
  ];
}

function inAccount(topology: Topology, account: string): Topology {
  const isThere = (resource: { readonly account: string }) => resource.account === account;
  return {
    ...topology,
    buses: topology.buses.filter(isThere),
    rules: topology.rules.filter(isThere),
    apiDestinations: topology.apiDestinations.filter(isThere),
    connections: topology.connections.filter(isThere),
    queues: topology.queues.filter(isThere),
    roles: topology.roles.filter(isThere),
  };
}
