/**
 * `POST /user`: stores a user and tells the hub of it.
 *
 * The event is written in the same item as the user, and put on the hub's bus after that. When EventBridge cannot be
 * reached or refuses the event, the user exists all the same and the answer is 201: there is nothing that the caller
 * could do better a second time. The event then waits in the item until `publish-pending-users` finds it.
 */
import { randomUUID } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import * as z from "zod/mini";
import { eventEntry, outboxAttributes, settledUpdate, type PendingEvent } from "../outbox/pending-event";
import { readSignUp, type SignUp } from "./sign-up";

const settings = z
  .object({ TABLE_NAME: z.string(), EVENT_BUS: z.string(), MAXIMUM_REQUEST_BYTES: z.coerce.number() })
  .parse(process.env);

const logger = new Logger({ serviceName: "create-user" });
const table = DynamoDBDocumentClient.from(new DynamoDBClient());
// Two attempts of a second and a half: a caller is waiting, and what is not published now is published a little later.
const hub = new EventBridgeClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_500, throwOnRequestTimeout: true },
});

export async function handler(
  request: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2> {
  logger.addContext(context);
  const signUp = readSignUp(request, settings.MAXIMUM_REQUEST_BYTES);
  if ("statusCode" in signUp) {
    logger.info("request refused", { status: signUp.statusCode, reason: signUp.message });
    return answer(signUp.statusCode, { message: signUp.message });
  }
  const userId = randomUUID();
  const pendingEvent = userCreated(signUp, userId);
  try {
    await store(signUp, userId, pendingEvent);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    logger.info("request refused", { status: 409 });
    return answer(409, { message: "there is a user with this e-mail address" });
  }
  await publish(signUp.email, pendingEvent);
  return answer(201, { userId });
}

function userCreated({ email, name, countryCode }: SignUp, userId: string): PendingEvent {
  return {
    eventId: randomUUID(),
    source: "com.users",
    detailType: "UserCreated",
    detail: { userId, email, name, countryCode },
  };
}

/** @throws ConditionalCheckFailedException when there is such a user */
async function store(signUp: SignUp, userId: string, pendingEvent: PendingEvent): Promise<void> {
  const createdAt = new Date().toISOString();
  await table.send(
    new PutCommand({
      TableName: settings.TABLE_NAME,
      Item: { ...signUp, userId, createdAt, ...outboxAttributes(pendingEvent, createdAt) },
      ConditionExpression: "attribute_not_exists(email)",
    }),
  );
}

/** Puts the event and settles the outbox. What fails here is logged, and made good by `publish-pending-users`. */
async function publish(email: string, event: PendingEvent): Promise<void> {
  const { eventId } = event;
  try {
    const { Entries = [] } = await hub.send(new PutEventsCommand({ Entries: [eventEntry(event, settings.EVENT_BUS)] }));
    const { ErrorCode, ErrorMessage } = Entries[0] ?? {};
    if (ErrorCode !== undefined) {
      logger.error("event refused, and pending", { eventId, errorCode: ErrorCode, errorMessage: ErrorMessage });
      return;
    }
  } catch (error) {
    logger.error("event not put, and pending", { eventId, error: nameOf(error) });
    return;
  }
  try {
    await table.send(new UpdateCommand({ TableName: settings.TABLE_NAME, Key: { email }, ...settledUpdate(eventId) }));
    logger.info("user created, event put", { eventId });
  } catch (error) {
    logger.error("event put, and pending all the same: it will be put twice", { eventId, error: nameOf(error) });
  }
}

/** The name alone: an error's message may repeat what was sent. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

function answer(statusCode: number, body: object): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
