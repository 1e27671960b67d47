/**
 * What `./hub smoke` deploys in place of a SaaS product: answers with the status that its path names, gives tokens, and keeps
 * every request. Invoked directly, it puts the event that it is given, so that its role can be tried.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import * as z from "zod/mini";

/** `GOOD` is what it takes for good credentials: a canary that opens nothing else, and no secret. */
const settings = z.object({ TABLE_NAME: z.string(), EVENT_BUS: z.string(), GOOD: z.string() }).parse(process.env);

const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const hub = new EventBridgeClient();

const entrySchema = z.object({ source: z.string(), detailType: z.string(), detail: z.record(z.string(), z.unknown()) });

export async function handler(
  input: unknown,
  context: Context,
): Promise<APIGatewayProxyStructuredResultV2 | { readonly errorCode: string | undefined }> {
  const entry = entrySchema.safeParse(input);
  if (entry.success) return put(entry.data);
  // Whatever is no such entry comes from the API, whose form is API Gateway's.
  return answer(input as APIGatewayProxyEventV2, context.awsRequestId);
}

/** @returns EventBridge's code where the entry was refused; what refuses the call itself is thrown */
async function put({ source, detailType, detail }: z.infer<typeof entrySchema>) {
  const { Entries = [] } = await hub.send(
    new PutEventsCommand({
      Entries: [
        { EventBusName: settings.EVENT_BUS, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) },
      ],
    }),
  );
  return { errorCode: Entries[0]?.ErrorCode };
}

async function answer(request: APIGatewayProxyEventV2, id: string): Promise<APIGatewayProxyStructuredResultV2> {
  const { rawPath, rawQueryString, headers, body = "", isBase64Encoded, requestContext } = request;
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  const given = rawPath === "/token" ? token(headers, text) : status(request);
  await table.send(
    new PutCommand({
      TableName: settings.TABLE_NAME,
      Item: {
        kind: "request",
        at: `${new Date().toISOString()} ${id}`,
        method: requestContext.http.method,
        path: rawPath,
        query: rawQueryString,
        headers,
        body: text,
        answer: given.statusCode,
      },
    }),
  );
  return given;
}

/** 200 only for good credentials; every other status for everybody. */
function status({ rawPath, headers }: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const wanted = Number(/^\/answer\/(\d{3})$/.exec(rawPath)?.[1] ?? "404");
  const isKnown = headers["x-api-key"] === settings.GOOD || headers["authorization"] === `Bearer ${tokenOf()}`;
  return json(wanted === 200 && !isKnown ? 401 : wanted, { answered: wanted });
}

/** Wherever EventBridge puts the client's id and secret: in a header, or in the body as a form or as JSON. */
function token(headers: APIGatewayProxyEventV2["headers"], body: string): APIGatewayProxyStructuredResultV2 {
  const basic = Buffer.from((headers["authorization"] ?? "").replace(/^Basic /i, ""), "base64").toString("utf8");
  const secret =
    /:(.*)$/s.exec(basic)?.[1] ?? new URLSearchParams(body).get("client_secret") ?? secretInJson(body) ?? "";
  return secret === settings.GOOD
    ? json(200, { access_token: tokenOf(), token_type: "Bearer", expires_in: 3600 })
    : json(401, { error: "invalid_client" });
}

function secretInJson(body: string): string | undefined {
  try {
    return z.object({ client_secret: z.string() }).parse(JSON.parse(body)).client_secret;
  } catch {
    return undefined;
  }
}

function tokenOf(): string {
  return `token-${settings.GOOD}`;
}

function json(statusCode: number, body: object): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
