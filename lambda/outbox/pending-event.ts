import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { NativeAttributeValue, UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";

/** An event that stands in the item it tells of until EventBridge has taken it. */
export const pendingEventSchema = z.object({
  /** Also `detail.eventId`: the same each time the event is put, which EventBridge's own id is not. */
  eventId: z.string(),
  source: z.string(),
  detailType: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type PendingEvent = z.infer<typeof pendingEventSchema>;

/** The one partition of the sparse index: an item that has nothing pending is not in the index. */
export const PENDING = "pending";

/**
 * The attributes that make an item its own outbox. Written with the item in one write, so there is no moment at which
 * one is stored without the other.
 *
 * @param since ISO 8601; the index is sorted by it
 */
export function outboxAttributes(pendingEvent: PendingEvent, since: string): Record<string, NativeAttributeValue> {
  return { pendingEvent, outbox: PENDING, outboxSince: since };
}

/** The update that takes an event out of the outbox after EventBridge took it, and leaves a later one alone. */
export function settledUpdate(eventId: string) {
  return {
    UpdateExpression: "REMOVE pendingEvent, outbox, outboxSince",
    ConditionExpression: "pendingEvent.eventId = :eventId",
    ExpressionAttributeValues: { ":eventId": eventId },
  } satisfies Partial<UpdateCommandInput>;
}

/** The entry of PutEvents that an event becomes. @param busArn of the hub's bus */
export function eventEntry({ eventId, source, detailType, detail }: PendingEvent, busArn: string) {
  return {
    EventBusName: busArn,
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify({ eventId, ...detail }),
  } satisfies PutEventsRequestEntry;
}
