import { archiveArn, eventBusArn } from "../../aws/arn";
import type { Hub } from "../../catalogue";
import { hubNames } from "../../catalogue/names";

/** What is sent again, to whom. */
export interface Replay {
  /** What the name of the replay begins with. */
  readonly name: string;
  /** The rules that get it, and no others. */
  readonly ruleArns: readonly string[];
  /** When the events were published, from (included) until (not included): times, or variables of a shell. */
  readonly since: Date | string;
  readonly until: Date | string;
}

/** AWS's own command that has the archive send events again (API_StartReplay), in lines that a shell takes as one. */
export function startReplay(hub: Hub, { name, ruleArns, since, until }: Replay, now: Date): string {
  const destination = JSON.stringify({ Arn: eventBusArn(hub, hubNames(hub).bus), FilterArns: ruleArns });
  return [
    `aws events start-replay --region ${hub.region} --replay-name ${replayName(name, now)}`,
    `--event-source-arn ${archiveArn(hub, hubNames(hub).archive)}`,
    `--event-start-time ${inCommand(since)} --event-end-time ${inCommand(until)}`,
    `--destination '${destination}'`,
  ].join(" \\\n  ");
}

function inCommand(time: Date | string): string {
  return typeof time === "string" ? `"$${time}"` : seconds(time);
}

/** `2026-11-26T12:30:00Z` */
export function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}

/** At most 64 characters of `[.\-_A-Za-z0-9]` (API_StartReplay); a name is used once in 90 days. */
function replayName(name: string, now: Date): string {
  const stamp = seconds(now).replace(/[-:]/g, "");
  return `${name.slice(0, 64 - stamp.length - 1)}-${stamp}`;
}
