/** AWS delivers, and the endpoint's function keeps what it gets in its table. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { z } from "zod";
import type { Hub } from "../../catalogue";
import { tableNames } from "../../catalogue/names";
import { ENDPOINT, REQUESTS } from "../environment/files";
import type { UserClients } from "../user-clients";
import type { Deliveries } from "./deliveries";

/** As `lambda/smoke-endpoint` writes it. */
const itemSchema = z.object({
  method: z.string(),
  path: z.string(),
  query: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  answer: z.number(),
});

export function deliveriesOnAws(hub: Hub, endpoint: string, { eventBridge, lambda }: UserClients): Deliveries {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: hub.region }));
  const sqs = new SQSClient({ region: hub.region });
  return {
    by: "AWS",
    eventBridge,
    lambda,
    sqs,
    api: endpoint,
    // A rule may take a minute until it is in force.
    patience: 180,
    requests: async () => {
      const pages = paginateQuery(
        { client: table },
        {
          TableName: tableNames(hub, ENDPOINT, REQUESTS).table,
          KeyConditionExpression: "kind = :request",
          ExpressionAttributeValues: { ":request": "request" },
          ConsistentRead: true,
        },
      );
      const found: z.output<typeof itemSchema>[] = [];
      for await (const { Items = [] } of pages) found.push(...Items.map((item) => itemSchema.parse(item)));
      return found;
    },
    stop: () => {
      table.destroy();
      sqs.destroy();
      return Promise.resolve();
    },
  };
}
