import { reasonOf, SyncFault } from "./faults";
import { actionOf, type Action } from "./events";
import { measuresOf, measuresOfState, type Meter } from "./measures";
import type { ConnectionNames, Naming } from "../../connection/names";
import type { Outcome } from "../../connection/outcome";
import { isRefused } from "../../connection/state";
import { currentPair, lastGoodPair } from "./read-pair";
import { Redactor } from "./redact";
import { repair, type RepairSummary } from "./repair";
import type { Tools } from "./run";
import { sync } from "./sync";

/** What the function answers; only a direct request has somebody who reads it. */
export type Answer =
  Outcome | readonly Outcome[] | RepairSummary | { readonly ignored: string } | { readonly state: string };

/**
 * Does what an event asks for, and tells the alarms.
 *
 * @throws SyncFault for what may pass: Lambda tries an event again, then puts it into the queue of failures.
 */
export async function handle(event: unknown, naming: Naming, tools: Tools, meter: Meter): Promise<Answer> {
  const action = actionOf(event, naming);
  switch (action.kind) {
    case "ignore":
      tools.log.info("Ignored an event", { reason: action.reason });
      return { ignored: action.reason };
    case "repair":
      return await repair(naming, tools, meter).catch((error: unknown) => {
        throw new SyncFault(reasonOf(error, new Redactor()));
      });
    case "report-state":
      return await reportState(action, tools, meter);
    case "sync-directly":
      return await syncAndTell(action.names, tools, meter);
    case "sync": {
      const results = await Promise.allSettled(action.connections.map((names) => syncAndTell(names, tools, meter)));
      const fault = results.find((result) => result.status === "rejected");
      if (fault) throw fault.reason;
      return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    }
  }
}

async function syncAndTell(names: ConnectionNames, tools: Tools, meter: Meter): Promise<Outcome> {
  try {
    const outcome = await sync(names, tools);
    meter.connection(names.connection, measuresOf(outcome));
    if (outcome.status === "synced" || outcome.status === "waiting") tools.log.info("Sync ended", { outcome });
    else tools.log.warn("Sync ended", { outcome });
    return outcome;
  } catch (error) {
    meter.connection(names.connection, { SyncFailed: 1 });
    tools.log.warn("Sync did not end", { connection: names.connection, reason: reasonOf(error, new Redactor()) });
    throw error;
  }
}

/**
 * State-change events come late and in any order, so what is measured is the state now. A connection whose secret has no
 * value yet cannot be authorized: that is no trouble in the first day.
 */
async function reportState(
  { names, event, reason }: Extract<Action, { kind: "report-state" }>,
  tools: Tools,
  meter: Meter,
): Promise<Answer> {
  const { cloud, log, time } = tools;
  const redactor = new Redactor();
  try {
    const shown = await cloud.connection(names.connection);
    if (shown?.ConnectionState === undefined) return { ignored: `there is no connection ${names.connection}` };
    const state = shown.ConnectionState;
    if (!isRefused(shown)) {
      meter.connection(names.connection, measuresOfState(shown));
      log.info("A connection's state", { connection: names.connection, event, state });
      return { state };
    }
    // Both are read so that the redactor knows what AWS's reason must not repeat.
    const pair = await currentPair(cloud, names, redactor, time.now());
    await lastGoodPair(cloud, names, redactor);
    const isOnboarding = "status" in pair && pair.status === "waiting" && !pair.overdue;
    meter.connection(names.connection, { ConnectionNotAuthorized: isOnboarding ? 0 : 1 });
    const why = redactor.redact(shown.StateReason ?? reason);
    log.warn("EventBridge delivers nothing over a connection", {
      connection: names.connection,
      event,
      state,
      reason: why,
    });
    return { state };
  } catch (error) {
    throw new SyncFault(`connection ${names.connection}: ${reasonOf(error, redactor)}`);
  }
}
