/**
 * One sync of one connection: the newest spec and the current secret become the connection, and labels on both say so.
 * Safe to run again and to run twice at once: a run that has written checks, after it has labelled, that what it wrote is
 * still current and still in the connection, and starts over when it is not. So whoever writes last has checked.
 */
import type { DescribeConnectionResponse } from "@aws-sdk/client-eventbridge";
import { drift } from "./drift";
import { reasonOf, SyncFault } from "./faults";
import { isOn, labelled, putVerdict, removeVerdict } from "./labels";
import type { ConnectionNames } from "../../connection/names";
import type { Outcome } from "../../connection/outcome";
import { isAuthorized, isRefused } from "../../connection/state";
import { currentPair, isCurrent, type SoundPair } from "./read-pair";
import { Redactor } from "./redact";
import { descriptionOf } from "./render";
import { onRefusal } from "./restore";
import type { Run, Tools } from "./run";
import { connectionMissing, send, settle } from "./settle";
import { withdrawPlaceholders } from "./withdraw-placeholders";

/** Something changed meanwhile: look again. "overtaken" when another run wrote to the connection. */
type Again = "changed" | "overtaken";

const ATTEMPTS = 8;

/**
 * Makes the connection hold the newest spec and the current secret.
 *
 * @throws SyncFault for what may pass (throttling, time-outs, still authorizing); its message holds no secret value.
 */
export async function sync(names: ConnectionNames, tools: Tools): Promise<Outcome> {
  const run: Run = { ...tools, names, redactor: new Redactor() };
  try {
    let before: Again | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const result = await syncOnce(run, before);
      if (typeof result !== "string") return result;
      before = result;
      run.log.info("Starting over: spec, secret or connection changed meanwhile", { connection: names.connection });
      // Two runs that overtake each other would otherwise do so in step.
      await run.time.sleep(run.time.random() * 250 * 2 ** attempt);
    }
    throw new SyncFault(`connection ${names.connection} changed ${ATTEMPTS} times while it was synced; sync it again`);
  } catch (error) {
    if (error instanceof SyncFault) throw error;
    throw new SyncFault(`connection ${names.connection}: ${reasonOf(error, run.redactor)}`);
  }
}

async function syncOnce(run: Run, before: Again | undefined): Promise<Outcome | Again> {
  const { cloud, names, redactor, time, log } = run;
  const pair = await currentPair(cloud, names, redactor, time.now());
  if ("status" in pair) {
    if (pair.status === "waiting") await withdrawPlaceholders(run);
    return pair;
  }
  if (pair.unusedKeys.length > 0) {
    log.warn("The secret has keys that the spec does not use", { secret: names.secret, keys: pair.unusedKeys });
  }
  const shown = await cloud.connection(names.connection);
  if (!shown) return connectionMissing(run);

  const wasGood = isOn(await labelled(cloud, names, "synced"), pair);
  if (before === "overtaken" && !wasGood) {
    const rejected = await rejectedByAnother(run, pair, shown);
    if (rejected) return rejected;
  }
  const differences = drift(pair.spec, pair, shown);
  // Whoever has overtaken this run may have sent the same: sending it again would overtake them in turn, for ever.
  const isInside = differences.length === 0 && (before === "overtaken" || isOnItsWay(shown, pair, wasGood));
  const sent = isInside ? undefined : await send(run, pair, shown);
  if (sent?.status === "invalid") return sent;
  const settled = await settle(run, pair, sent);
  switch (settled.kind) {
    case "gone":
      return connectionMissing(run);
    case "overtaken":
      return "overtaken";
    case "refused":
      return await onRefusal(run, pair, settled, wasGood);
    case "authorized":
      return await onSuccess(run, pair, wasGood ? differences : []);
  }
}

/**
 * An earlier run sent exactly this and ended before it could label it. Private endpoints may authorize for longer than
 * one run waits, and each further update would have them begin anew. A public OAuth connection that shows as authorized may
 * be so from before that run's update, and only who sends knows from when on it counts: it is sent again.
 */
function isOnItsWay(shown: DescribeConnectionResponse, { spec }: SoundPair, wasGood: boolean): boolean {
  if (isRefused(shown)) return false;
  if (!isAuthorized(shown)) return true;
  const isPrivate = shown.ConnectionState === "ACTIVE";
  return !wasGood && (isPrivate || spec.authorization.type !== "OAUTH_CLIENT_CREDENTIALS");
}

async function onSuccess(run: Run, pair: SoundPair, restoredDrift: readonly string[]): Promise<Outcome | Again> {
  const { cloud, names, log } = run;
  if (!(await isCurrent(run, pair))) return "changed";
  await putVerdict(cloud, names, pair, "synced");
  await removeVerdict(cloud, names, "rejected");
  if (!(await isCurrent(run, pair))) return "changed";

  const shown = await cloud.connection(names.connection);
  if (!shown) return connectionMissing(run);
  const state = shown.ConnectionState;
  if (state === undefined || !isAuthorized(shown)) return "overtaken";
  if (shown.Description !== descriptionOf(pair.spec, pair)) return "overtaken";
  const remainingDrift = drift(pair.spec, pair, shown);
  if (remainingDrift.length > 0) {
    log.warn("AWS shows the connection otherwise than it was sent", {
      connection: names.connection,
      settings: remainingDrift,
    });
  }
  return {
    status: "synced",
    connection: names.id,
    secretVersion: pair.secretVersion,
    specVersion: pair.specVersion,
    connectionState: state,
    ...(restoredDrift.length > 0 ? { restoredDrift } : {}),
    ...(remainingDrift.length > 0 ? { remainingDrift } : {}),
  };
}

/** Two runs with the same bad pair must not undo each other's restoring for ever: the second believes the first. */
async function rejectedByAnother(
  run: Run,
  pair: SoundPair,
  shown: DescribeConnectionResponse,
): Promise<Outcome | undefined> {
  if (shown.Description === descriptionOf(pair.spec, pair)) return undefined;
  if (!isOn(await labelled(run.cloud, run.names, "rejected"), pair)) return undefined;
  const settled = await settle(run);
  if (settled.kind !== "authorized" && settled.kind !== "refused") return undefined;
  return {
    status: "rejected",
    connection: run.names.id,
    reason: "another run at the same time found that EventBridge cannot authorize; its log has the reason",
    connectionState: settled.state,
    restored: settled.kind === "authorized",
  };
}
