/**
 * The scheduled run that finds what events have missed: EventBridge delivers them at best effort, and a connection can be
 * changed by hand. One connection's fault does not keep the others from being looked at.
 */
import { drift } from "./drift";
import { reasonOf } from "./faults";
import { holderOf, isOn, labelled } from "./labels";
import { measuresOf, measuresOfState, type Meter } from "./measures";
import { namesOfParameter, type ConnectionNames, type Naming } from "../../connection/names";
import { TRIED_WITH } from "../../connection/authorization";
import { syncStateOf } from "../../connection/labels";
import { isRefused, type ShownConnection } from "../../connection/state";
import { Redactor } from "./redact";
import { descriptionOf, type PairVersions } from "./render";
import type { Tools } from "./run";
import { parseSpec } from "../../connection/spec";
import { sync } from "./sync";

/** What became of the connections of one run, by id. */
export interface RepairSummary {
  /** Nothing to do. */
  readonly inSync: readonly string[];
  /** Not in sync when the run came by; it ran a sync, which says more in the log. */
  readonly synced: readonly string[];
  /** Refused by the product: only people can mend that. */
  readonly left: readonly string[];
  /** Invalid, rejected, waiting, or ended by a fault. */
  readonly failed: readonly string[];
  /** Time was up before they were looked at; the next run does. */
  readonly notReached: readonly string[];
}

const AT_ONCE = 4;

/** A sync that is begun with less time than this would hardly come to an end. */
const NEEDED_MILLISECONDS = 45_000;

/**
 * Looks at every connection and syncs the ones that are not in sync, have drifted, or can be expected to authorize again.
 *
 * @throws What listing the specs throws: then nothing can be repaired.
 */
export async function repair(naming: Naming, tools: Tools, meter: Meter): Promise<RepairSummary> {
  const parameters = await tools.cloud.specNames(naming.specPath);
  const summary: Record<keyof RepairSummary, string[]> = {
    inSync: [],
    synced: [],
    left: [],
    failed: [],
    notReached: [],
  };
  const waiting = [...parameters];
  const work = async () => {
    for (let parameter = waiting.shift(); parameter !== undefined; parameter = waiting.shift()) {
      const id = parameter.slice(naming.specPath.length);
      const names = namesOfParameter(naming, parameter);
      if (tools.time.now() + NEEDED_MILLISECONDS > tools.deadline) summary.notReached.push(id);
      else if (names) summary[await look(names, tools, meter)].push(id);
      else tools.log.warn("A parameter under the path of specs has a name that no tenant can have", { parameter });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (summary.notReached.length > 0) {
    tools.log.warn("Time was up before every connection was looked at", { notReached: summary.notReached });
  }
  meter.repairRun();
  tools.log.info("Repair run ended", { ...summary });
  return summary;
}

/** One connection; never throws. */
async function look(names: ConnectionNames, tools: Tools, meter: Meter): Promise<keyof RepairSummary> {
  try {
    const verdict = await examine(names, tools);
    await measureAge(names, tools, meter);
    if (verdict.kind !== "sync") {
      const failed = verdict.kind === "left" && verdict.because === "rejected";
      meter.connection(names.connection, { SyncFailed: failed ? 1 : 0, ...measuresOfState(verdict.shown) });
      return verdict.kind;
    }
    tools.log.info("Repairing a connection", { connection: names.connection, because: verdict.because });
    const outcome = await sync(names, tools);
    meter.connection(names.connection, measuresOf(outcome));
    tools.log.info("Repaired a connection, or found why not", { outcome });
    return outcome.status === "synced" ? "synced" : "failed";
  } catch (error) {
    meter.connection(names.connection, { SyncFailed: 1 });
    // No secret is read here but by sync, whose faults are clean.
    tools.log.warn("A connection could not be repaired", {
      connection: names.connection,
      reason: reasonOf(error, new Redactor()),
    });
    return "failed";
  }
}

/** What the run does about a connection, and why. */
type Verdict =
  | { readonly kind: "inSync"; readonly shown: ShownConnection }
  | { readonly kind: "left"; readonly because: "rejected" | "refused"; readonly shown: ShownConnection }
  | { readonly kind: "sync"; readonly because: string };

async function examine(names: ConnectionNames, { cloud }: Tools): Promise<Verdict> {
  const secret = await cloud.secret(names.secret);
  const specVersion = await cloud.spec(names.parameter);
  const secretVersion = secret && !secret.deleted ? holderOf(secret, "AWSCURRENT") : undefined;
  const shown = await cloud.connection(names.connection);
  const parsed = specVersion ? parseSpec(specVersion.text, names) : undefined;
  // The sync says what is wrong, and sends nothing.
  if (secretVersion === undefined || !shown || !specVersion || !parsed?.ok)
    return { kind: "sync", because: "something is missing" };

  const spec = parsed.value;
  const pair: PairVersions = { specVersion: specVersion.version, secretVersion };
  const state = shown.ConnectionState;
  const good = await labelled(cloud, names, "synced");
  const isInside = shown.Description === descriptionOf(spec, pair);
  const rejected = await labelled(cloud, names, "rejected");
  const hasWorked = isOn(good, pair);
  const syncState = syncStateOf({ synced: hasWorked, rejected: isOn(rejected, pair) });

  // A token endpoint that was down is up again some time; a product that has answered 401 to a key will again.
  const mayPass = TRIED_WITH[spec.authorization.type] === "tokenCall" || state === "FAILED_CONNECTIVITY";

  if (syncState === "rejected" && !hasWorked) {
    const canRestore = good.secretVersion !== undefined && good.specVersion !== undefined;
    // A run that ended between refusal and restoring has left the refused pair inside.
    if (canRestore && (isInside || (isRefused(shown) && mayPass))) {
      return { kind: "sync", because: "the last good credential is not at work" };
    }
    return { kind: "left", because: "rejected", shown };
  }
  if (syncState === "pending") return { kind: "sync", because: "not in sync" };
  if (isRefused(shown) && isInside) {
    if (mayPass) return { kind: "sync", because: `the connection is ${String(state)}` };
    return { kind: "left", because: syncState === "rejected" ? "rejected" : "refused", shown };
  }
  const settings = drift(spec, pair, shown);
  if (settings.length > 0) return { kind: "sync", because: `changed by hand: ${settings.join(", ")}` };
  if (syncState === "synced") return { kind: "inSync", shown };
  return { kind: "sync", because: "rejected since it worked, and no longer refused" };
}

async function measureAge(names: ConnectionNames, { cloud, time }: Tools, meter: Meter): Promise<void> {
  const secret = await cloud.secret(names.secret);
  const version = secret && !secret.deleted ? holderOf(secret, "AWSCURRENT") : undefined;
  const created = version === undefined ? undefined : await cloud.secretVersionCreated(names.secret, version);
  if (!created) return;
  const days = Math.floor((time.now() - created.getTime()) / (24 * 60 * 60 * 1_000));
  meter.connection(names.connection, { SecretAgeDays: Math.max(0, days) });
}
