/**
 * Every minute: puts the events on the hub's bus that `create-user` could not put, or did put and could not settle.
 *
 * An event is put at least once. In the second case, or when this function ends between putting and settling, it is put
 * again, with the same `detail.eventId`: by that consumers know it.
 */
import { Logger } from "@aws-lambda-powertools/logger";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBDocumentClient, paginateQuery, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { eventEntry, PENDING, pendingEventSchema, settledUpdate } from "../outbox/pending-event";

const settings = z
  .object({
    TABLE_NAME: z.string(),
    INDEX_NAME: z.string(),
    EVENT_BUS: z.string(),
    /** Not below the timeout of `create-user`: a younger event may be one that it is about to put. */
    MINIMUM_AGE_SECONDS: z.coerce.number(),
  })
  .parse(process.env);

const logger = new Logger({ serviceName: "publish-pending-users" });
const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const hub = new EventBridgeClient({
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
});

/** PutEvents takes no more at once. */
const ENTRIES = 10;
/** With less left of its time the function ends; the next run goes on. */
const ENOUGH_MILLISECONDS = 20_000;

const itemSchema = z.object({ email: z.string(), pendingEvent: pendingEventSchema });
type Item = z.infer<typeof itemSchema>;

/**
 * @returns how many events were put, and how many are pending still
 * @throws Error when some were not put: the function then counts as failed, which sounds its alarm
 */
export async function handler(_event: unknown, context: Context): Promise<{ put: number; pending: number }> {
  logger.addContext(context);
  let put = 0;
  let refused = 0;
  for await (const found of oldestFirst()) {
    const items = found.filter((item) => item !== undefined);
    const accepted = items.length === 0 ? [] : await publish(items);
    await Promise.all(accepted.map(settle));
    put += accepted.length;
    refused += found.length - accepted.length;
    if (context.getRemainingTimeInMillis() < ENOUGH_MILLISECONDS) break;
  }
  logger.info("outbox published", { put, pending: refused });
  if (refused > 0) throw new Error(`${refused} of ${put + refused} pending events were not put and are pending still`);
  return { put, pending: refused };
}

/** The items of the sparse index, ten at a time; undefined for one that is not understood, which must not stop the others. */
async function* oldestFirst(): AsyncGenerator<(Item | undefined)[]> {
  const before = new Date(Date.now() - settings.MINIMUM_AGE_SECONDS * 1000).toISOString();
  const pages = paginateQuery(
    { client: table, pageSize: ENTRIES },
    {
      TableName: settings.TABLE_NAME,
      IndexName: settings.INDEX_NAME,
      KeyConditionExpression: "outbox = :pending AND outboxSince < :before",
      ExpressionAttributeValues: { ":pending": PENDING, ":before": before },
    },
  );
  for await (const { Items = [] } of pages) {
    yield Items.map(readItem);
  }
}

function readItem(item: unknown): Item | undefined {
  const read = itemSchema.safeParse(item);
  if (read.success) return read.data;
  logger.error("item not understood, and pending", { at: read.error.issues.map(({ path }) => path.join(".")) });
  return undefined;
}

/** @returns the items whose events EventBridge took */
async function publish(items: readonly Item[]): Promise<Item[]> {
  const Entries = items.map(({ pendingEvent }) => eventEntry(pendingEvent, settings.EVENT_BUS));
  const { Entries: results = [] } = await hub.send(new PutEventsCommand({ Entries }));
  return items.filter(({ pendingEvent: { eventId } }, index) => {
    const { ErrorCode: errorCode, ErrorMessage: errorMessage } = results[index] ?? { ErrorCode: "NoResult" };
    if (errorCode !== undefined) logger.error("event refused, and pending", { eventId, errorCode, errorMessage });
    return errorCode === undefined;
  });
}

async function settle({ email, pendingEvent: { eventId } }: Item): Promise<void> {
  try {
    await table.send(new UpdateCommand({ TableName: settings.TABLE_NAME, Key: { email }, ...settledUpdate(eventId) }));
  } catch (error) {
    // Settled by another run in the meantime: the index is a moment behind the table.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
