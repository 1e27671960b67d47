import { randomUUID } from "node:crypto";
import { minifyJson, readJson } from "../input";
import type { BusEvent } from "../routing";
import type { PutEventsEntry } from "./put-events";
import type { ReportedEvent } from "./report";

/** An event on a bus of the local hub. */
export interface HubEvent extends ReportedEvent, BusEvent {
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
}

/**
 * The event that EventBridge makes of an entry.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 *
 * @param account that publishes it
 * @param region of the bus that takes it
 * @param now milliseconds since 1970
 */
export function hubEvent(entry: PutEventsEntry, account: string, region: string, now: number): HubEvent {
  const { source, detailType, detail, resources, time } = entry;
  const id = randomUUID();
  const at = new Date(time === undefined ? now : time * 1000);
  const envelope = {
    version: "0",
    id,
    "detail-type": detailType,
    source,
    account,
    time: `${at.toISOString().slice(0, 19)}Z`,
    region,
    resources,
  };
  const text = `${JSON.stringify(envelope).slice(0, -1)},"detail":${minifyJson(detail)}}`;
  const json = { ...envelope, detail: readJson(detail) };
  const ingestionTime = new Date(now).toISOString();
  return { id, account, source, detailType, json, text, ingestionTime, acceptedAt: now };
}

/** What a report says of an event: not its content. */
export function reported({ id, account, source, detailType }: HubEvent): ReportedEvent {
  return { id, account, source, detailType };
}
