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

/** What an event is made of. */
export interface EventParts {
  readonly source: string;
  readonly detailType: string;
  /** That publishes it. */
  readonly account: string;
  /** Of the bus that takes it. */
  readonly region: string;
  readonly resources: readonly string[];
  /** Milliseconds since 1970; when it is accepted, where it is not said. */
  readonly time?: number;
  /** JSON text. */
  readonly detail: string;
}

/**
 * An event as EventBridge makes it, with an id of its own and a time in whole seconds.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 *
 * @param now milliseconds since 1970
 */
export function newEvent(parts: EventParts, now: number): HubEvent {
  const { source, detailType, account, region, resources, time = now, detail } = parts;
  const id = randomUUID();
  const envelope = {
    version: "0",
    id,
    "detail-type": detailType,
    source,
    account,
    time: `${new Date(time).toISOString().slice(0, 19)}Z`,
    region,
    resources,
  };
  const text = `${JSON.stringify(envelope).slice(0, -1)},"detail":${minifyJson(detail)}}`;
  const json = { ...envelope, detail: readJson(detail) };
  const ingestionTime = new Date(now).toISOString();
  return { id, account, source, detailType, json, text, ingestionTime, acceptedAt: now };
}

/** The event of an entry of PutEvents: {@link newEvent} says what the others are. */
export function hubEvent(entry: PutEventsEntry, account: string, region: string, now: number): HubEvent {
  const { time, ...parts } = entry;
  return newEvent({ ...parts, account, region, ...(time === undefined ? {} : { time: time * 1000 }) }, now);
}

/** What a report says of an event: not its content. */
export function reported({ id, account, source, detailType }: HubEvent): ReportedEvent {
  return { id, account, source, detailType };
}
