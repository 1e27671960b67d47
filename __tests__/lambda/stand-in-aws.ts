import http from "node:http";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Context } from "aws-lambda";

/** What EventBridge was asked to put. */
export interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** What was published to IoT Core. */
export interface Publication {
  readonly topic: string;
  readonly query: string;
  readonly payload: string;
}

/** The names of a table's key and of its sparse index, if any. */
export interface TableShape {
  readonly name: string;
  readonly partitionKey: string;
  readonly index?: { readonly name: string; readonly partitionKey: string; readonly sortKey: string };
}

/** How EventBridge and IoT behave: as usual, entry by entry refused, not there, or there and without an answer. */
export type Behaviour = "takes" | "refuses" | "unreachable" | "silent";

/** Typed here, since the package has no types. */
const dynalite = jest.requireActual<(options: { createTableMs: number }) => http.Server>("dynalite");

/**
 * What a handler finds behind its AWS SDK, on loopback: a real DynamoDB API, and an EventBridge and IoT Core that remember
 * what they were sent. The SDK's own variables lead there, so it has to be started before a handler is loaded.
 */
export class StandInAws {
  readonly entries: PutEntry[] = [];
  readonly publications: Publication[] = [];
  behaviour: Behaviour = "takes";
  readonly documents: DynamoDBDocumentClient;

  private constructor(
    private readonly tables: http.Server,
    private readonly services: http.Server,
  ) {
    Object.assign(process.env, {
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL: urlOf(services),
      AWS_ENDPOINT_URL_DYNAMODB: urlOf(tables),
      // Powertools then logs to the console that tests can listen to.
      POWERTOOLS_DEV: "true",
    });
    this.documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  }

  static async start(shape?: TableShape): Promise<StandInAws> {
    const tables = dynalite({ createTableMs: 0 });
    const services = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          aws.#answer(request, response, Buffer.concat(chunks).toString());
        });
    });
    for (const server of [tables, services]) {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    }
    const aws = new StandInAws(tables, services);
    if (shape !== undefined) await aws.#createTable(shape);
    return aws;
  }

  async stop(): Promise<void> {
    this.documents.destroy();
    for (const server of [this.tables, this.services]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async items(table: string): Promise<Record<string, unknown>[]> {
    const { Items = [] } = await this.documents.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    return Items;
  }

  async put(table: string, item: Record<string, unknown>): Promise<void> {
    await this.documents.send(new PutCommand({ TableName: table, Item: item }));
  }

  async #createTable({ name, partitionKey, index }: TableShape): Promise<void> {
    const keys = [partitionKey, ...(index === undefined ? [] : [index.partitionKey, index.sortKey])];
    await this.documents.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: "S" })),
        KeySchema: [{ AttributeName: partitionKey, KeyType: "HASH" }],
        ...(index === undefined
          ? {}
          : {
              GlobalSecondaryIndexes: [
                {
                  IndexName: index.name,
                  KeySchema: [
                    { AttributeName: index.partitionKey, KeyType: "HASH" },
                    { AttributeName: index.sortKey, KeyType: "RANGE" },
                  ],
                  Projection: { ProjectionType: "ALL" },
                },
              ],
            }),
      }),
    );
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
    if (this.behaviour === "unreachable") {
      request.socket.destroy();
      return;
    }
    if (this.behaviour === "silent") return;
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const json = (status: number, output: unknown) =>
      response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(output));
    if (path.startsWith("/topics/")) {
      if (this.behaviour === "refuses") {
        json(403, { message: "Forbidden" });
        return;
      }
      this.publications.push({ topic: decodeURIComponent(path.slice("/topics/".length)), query, payload: body });
      json(200, { message: "OK" });
      return;
    }
    const { Entries } = JSON.parse(body) as { readonly Entries: readonly PutEntry[] };
    if (this.behaviour === "refuses") {
      const refused = { ErrorCode: "AccessDeniedException", ErrorMessage: "not allowed by the bus policy" };
      json(200, { FailedEntryCount: Entries.length, Entries: Entries.map(() => refused) });
      return;
    }
    this.entries.push(...Entries);
    json(200, { FailedEntryCount: 0, Entries: Entries.map((_, index) => ({ EventId: `event-${index}` })) });
  }
}

function urlOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What Lambda hands to a handler beside the event. */
export function contextOf(name: string, remainingMilliseconds = 60_000): Context {
  const context: Omit<Context, "done" | "fail" | "succeed"> = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:eu-central-1:300000000001:function:${name}`,
    memoryLimitInMB: "256",
    awsRequestId: "00000000-0000-4000-8000-000000000000",
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "test",
    getRemainingTimeInMillis: () => remainingMilliseconds,
  };
  // Its three callbacks are of another time; no handler here knows them.
  return context as Context;
}

/** Collects what is logged, until the end of each test. */
export function capturedLogs(): { readonly text: () => string } {
  const lines: string[] = [];
  const keep = (...values: unknown[]) => {
    lines.push(values.map(String).join(" "));
  };
  beforeEach(() => {
    lines.length = 0;
    for (const method of ["info", "warn", "error"] as const) jest.spyOn(console, method).mockImplementation(keep);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return { text: () => lines.join("\n") };
}
