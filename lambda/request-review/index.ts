/** `Document Uploaded` of a contract: asks for a review, due two days later, in a table of its own. */
import { Logger } from "@aws-lambda-powertools/logger";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { readEvent } from "../read-event";

const settings = z.object({ TABLE_NAME: z.string() }).parse(process.env);

const logger = new Logger({ serviceName: "request-review" });
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

const REVIEW_MILLISECONDS = 2 * 24 * 3_600_000;

const eventSchema = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    uploadId: z.string().check(z.minLength(1), z.maxLength(200)),
    orderId: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
});

/** @throws Error for an event that is no upload; DynamoDB's errors as they come, so that Lambda tries again */
export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { time, detail } = readEvent(eventSchema, event);
  const { uploadId, orderId } = detail;
  try {
    await table.send(
      new PutCommand({
        TableName: settings.TABLE_NAME,
        Item: {
          uploadId,
          orderId,
          status: "OPEN",
          dueAt: new Date(Date.parse(time) + REVIEW_MILLISECONDS).toISOString(),
        },
        ConditionExpression: "attribute_not_exists(uploadId)",
      }),
    );
    logger.info("review requested", { uploadId, orderId });
  } catch (error) {
    // EventBridge delivers at least once, and a review that is done must not be opened again.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    logger.info("review requested before", { uploadId, orderId });
  }
}
