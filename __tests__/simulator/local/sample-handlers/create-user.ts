import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

interface ApiEvent {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const events = new EventBridgeClient({});

function answer(statusCode: number, body: object) {
  return { statusCode, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** Stores a user and publishes it, as a function behind a route does. */
export async function handler({ body = "", isBase64Encoded }: ApiEvent) {
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  if (text.length > Number(process.env["MAXIMUM_REQUEST_BYTES"]))
    return answer(413, { message: "the user is too long" });
  let user: { id?: string; email?: string };
  try {
    user = JSON.parse(text) as typeof user;
  } catch {
    return answer(400, { message: "the body is not JSON" });
  }
  if (user.email === undefined) return answer(400, { message: "email is missing" });
  await tables.send(new PutCommand({ TableName: process.env["USERS_TABLE"], Item: { ...user, pk: user.id } }));
  const Detail = JSON.stringify(user);
  const entry = { EventBusName: process.env["BUS"], Source: "com.users", DetailType: "UserCreated", Detail };
  const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry] }));
  return answer(201, { id: user.id, published: FailedEntryCount === 0 });
}
