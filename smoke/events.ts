/** A run's events: put, and followed to the endpoint. */
import { PutEventsCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { SmokeContext } from "./context";
import type { ReceivedRequest } from "./deliveries/deliveries";
import { until } from "./until";

/** An event, and how it is told from all others. */
export interface SmokeEvent {
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  /** In its detail. */
  readonly marker: string;
  /** What else is in its detail. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A marker that no other event has. */
export function newMarker(context: SmokeContext, step: string): string {
  return `${context.suffix}-${step}-${Date.now()}`;
}

/** Puts one event. @returns EventBridge's code and message where it refuses the entry */
export async function putEvent(
  client: EventBridgeClient,
  { bus, source, detailType, marker, detail }: SmokeEvent,
): Promise<string | undefined> {
  const Detail = JSON.stringify({ ...detail, marker });
  const { Entries = [] } = await client.send(
    new PutEventsCommand({ Entries: [{ EventBusName: bus, Source: source, DetailType: detailType, Detail }] }),
  );
  const { ErrorCode: code, ErrorMessage: message = "" } = Entries[0] ?? { ErrorCode: "no entry in the answer" };
  return code === undefined ? undefined : `${code}: ${message}`;
}

/** The requests that an event became, as soon as there are so many; what there is where patience is at its end. */
export async function requestsOf(
  context: SmokeContext,
  marker: string,
  amount: number,
): Promise<readonly ReceivedRequest[]> {
  const deliveries = await context.deliveries();
  const found = async () => (await deliveries.requests()).filter(({ body }) => body.includes(marker));
  const patience = { seconds: deliveries.patience, interruption: context.interruption };
  const enough = await until(async () => {
    const requests = await found();
    return requests.length >= amount ? requests : undefined;
  }, patience);
  return enough ?? found();
}
