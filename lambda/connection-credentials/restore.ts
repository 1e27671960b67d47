import { isOn, labelled, putVerdict } from "./labels";
import type { Outcome } from "../../connection/outcome";
import { isAuthorized } from "../../connection/state";
import { isCurrent, lastGoodPair } from "./read-pair";
import { descriptionOf, type Pair } from "./render";
import type { Run } from "./run";
import { connectionMissing, send, settle, type Settled } from "./settle";

type Answer = Extract<Settled, { state: string }>;

/**
 * EventBridge could not authorize with the current pair: labels it REJECTED and puts the last good one back, so that
 * deliveries go on with the old credential while somebody sees to the new one. A newer pair always goes first.
 *
 * @param wasGood - The pair had authorized before: then it is itself the last good one.
 */
export async function onRefusal(
  run: Run,
  pair: Pair,
  refusal: Answer,
  wasGood: boolean,
): Promise<Outcome | "changed" | "overtaken"> {
  const { cloud, names, log } = run;
  if (!(await isCurrent(run, pair))) return "changed";
  await putVerdict(cloud, names, pair, "rejected");
  log.warn("EventBridge cannot authorize with the current secret and spec", {
    connection: names.connection,
    state: refusal.state,
    reason: refusal.reason,
  });

  const good = wasGood ? undefined : await lastGoodPair(cloud, names, run.redactor);
  if (!(await isCurrent(run, pair))) return "changed";
  let answer: Answer = refusal;
  let inside = pair;
  if (good && !isOn(good, pair)) {
    const restored = await putBack(run, good);
    if (typeof restored === "string" || "status" in restored) return restored;
    answer = restored.answer ?? refusal;
    inside = restored.answer ? good : pair;
  }

  if (!(await isCurrent(run, pair))) return "changed";
  const shown = await cloud.connection(names.connection);
  if (!shown) return connectionMissing(run);
  if (shown.Description !== descriptionOf(inside.spec, inside)) return "overtaken";
  if (isAuthorized(shown) !== (answer.kind === "authorized")) return "overtaken";
  if (!wasGood && isOn(await labelled(cloud, names, "synced"), pair)) return "overtaken";
  return {
    status: "rejected",
    connection: names.id,
    reason: refusal.reason,
    connectionState: answer.state,
    restored: answer.kind === "authorized",
  };
}

/** Sends the last good pair. No answer when AWS does not even accept it: the refused one is then still inside. */
async function putBack(run: Run, good: Pair): Promise<Outcome | "overtaken" | { readonly answer?: Answer }> {
  const { cloud, names, log } = run;
  const shown = await cloud.connection(names.connection);
  if (!shown) return connectionMissing(run);
  log.info("Putting back the secret and spec that authorized last", {
    connection: names.connection,
    secretVersion: good.secretVersion,
    specVersion: good.specVersion,
  });
  const sent = await send(run, good, shown);
  if (sent.status === "invalid") {
    log.warn("The last good secret and spec cannot be put back", {
      connection: names.connection,
      reason: sent.reason,
    });
    return {};
  }
  const settled = await settle(run, good, sent);
  switch (settled.kind) {
    case "gone":
      return connectionMissing(run);
    case "overtaken":
      return "overtaken";
    case "authorized":
    case "refused":
      return { answer: settled };
  }
}
