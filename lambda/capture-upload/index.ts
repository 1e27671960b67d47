/** `Document Uploaded`: stores the order that came with a document, once, however often the event arrives. */
import { Logger } from "@aws-lambda-powertools/logger";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { readEvent } from "../read-event";

const settings = z.object({ TABLE_NAME: z.string() }).parse(process.env);

const logger = new Logger({ serviceName: "capture-upload" });
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

const textSchema = z.string().check(z.minLength(1), z.maxLength(200));
const eventSchema = z.object({
  time: z.string(),
  detail: z.object({
    uploadId: textSchema,
    orderId: textSchema,
    documentType: z.enum(["PURCHASE_ORDER", "CONTRACT", "DELIVERY_NOTE"]),
    bucketKey: z.string().check(z.minLength(1), z.maxLength(1024)),
    bytes: z.int().check(z.positive()),
  }),
});

/** @throws Error for an event that is no upload; DynamoDB's errors as they come, so that Lambda tries again */
export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { time: uploadedAt, detail } = readEvent(eventSchema, event);
  const { uploadId, orderId } = detail;
  try {
    await table.send(
      new PutCommand({
        TableName: settings.TABLE_NAME,
        Item: { ...detail, status: "CAPTURED", uploadedAt },
        ConditionExpression: "attribute_not_exists(uploadId)",
      }),
    );
    logger.info("upload captured", { uploadId, orderId });
  } catch (error) {
    // EventBridge delivers at least once, and an order that is being worked on must not become a new one.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    logger.info("upload captured before", { uploadId, orderId });
  }
}
