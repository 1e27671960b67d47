import { DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { APP_ACCOUNT, BUS, statement, type SampleApplication } from "./sample-application";
import { RunningApplication } from "./running-application";

// The handlers are bundled first.
jest.setTimeout(60_000);

const USERS = `arn:aws:dynamodb:eu-central-1:${APP_ACCOUNT}:table/users`;

const publishUsers = statement(["events:PutEvents"], BUS, {
  "ForAllValues:StringEquals": { "events:source": ["com.users"], "events:detail-type": ["UserCreated"] },
});

const environment = { USERS_TABLE: "users", BUS, MAXIMUM_REQUEST_BYTES: "200" };

const signUp = (statements: readonly object[]): SampleApplication => ({
  functions: { "create-user": { code: { handler: "create-user" }, environment, statements } },
  routes: { create: { key: "POST /user", function: "create-user" } },
  consumers: {
    "tell-customer": {
      code: { handler: "tell-customer" },
      environment: { TOPIC: "customers" },
      statements: [statement(["iot:Publish"], "arn:aws:iot:eu-central-1:200000000001:topic/customers/*")],
      pattern: { account: [APP_ACCOUNT], source: ["com.users"] },
    },
  },
});

const user = JSON.stringify({ id: "u-1", email: "lena@mail.example" });

describe("a route, a function, a table, the bus, a consumer and a topic", () => {
  const allowed = signUp([statement(["dynamodb:PutItem"], USERS), publishUsers]);

  test("a user is stored, published, and told to the customer's topic", () =>
    RunningApplication.with(allowed, async (app) => {
      expect(await app.call("POST", "/user", user)).toMatchObject({
        status: 201,
        type: "application/json",
        body: '{"id":"u-1","published":true}',
      });
      await app.hub.settled();
      expect((await app.hubPath("publishes")).output).toMatchObject([
        { account: "200000000001", by: "tell-customer", topic: "customers/u-1", qos: 1, payload: user },
      ]);
      const credentials = { accessKeyId: APP_ACCOUNT, secretAccessKey: "any" };
      const client = new DynamoDBClient({ endpoint: app.hub.url, region: "eu-central-1", credentials });
      const { Items } = await client.send(new ScanCommand({ TableName: "users" }));
      expect(Items).toEqual([{ pk: { S: "u-1" }, id: { S: "u-1" }, email: { S: "lena@mail.example" } }]);
      const pending = await client.send(
        new QueryCommand({
          TableName: "users",
          IndexName: "pending",
          KeyConditionExpression: "pendingEvent = :p",
          ExpressionAttributeValues: { ":p": { S: "yes" } },
        }),
      );
      expect(pending.Count).toBe(0);
      client.destroy();
    }));

  test.each([
    ["no body", undefined, 400, '{"message":"the body is not JSON"}'],
    ["no JSON", "{", 400, '{"message":"the body is not JSON"}'],
    ["no e-mail", "{}", 400, '{"message":"email is missing"}'],
    ["too long", JSON.stringify({ email: "x".repeat(200) }), 413, '{"message":"the user is too long"}'],
  ])("a bad request gets the handler's own answer and makes no event: %s", (_, body, status, said) =>
    RunningApplication.with(allowed, async (app) => {
      expect(await app.call("POST", "/user", body)).toMatchObject({ status, type: "application/json", body: said });
      await app.hub.settled();
      expect(app.reports("accepted")).toEqual([]);
    }),
  );
});

describe("a permission that the Terraform does not give is found before AWS", () => {
  test("a table that the role may not write", () =>
    RunningApplication.with(signUp([statement(["dynamodb:GetItem"], USERS), publishUsers]), async (app) => {
      expect(await app.call("POST", "/user", user)).toMatchObject({
        status: 500,
        body: '{"message":"Internal Server Error"}',
      });
      expect(app.reports("denied")).toMatchObject([{ by: "create-user", action: "dynamodb:PutItem", resource: USERS }]);
      expect(app.reports("invocation")).toMatchObject([
        {
          outcome: {
            errorType: "AccessDeniedException",
            errorMessage:
              `User: arn:aws:sts::${APP_ACCOUNT}:assumed-role/create-user-role/create-user is not authorized to ` +
              `perform: dynamodb:PutItem on resource: ${USERS} because no identity-based policy allows the ` +
              "dynamodb:PutItem action",
          },
        },
      ]);
    }));

  test("an event of another source than the role's condition names", () => {
    const condition = { "ForAllValues:StringEquals": { "events:source": ["com.other"] } };
    const statements = [statement(["dynamodb:PutItem"], USERS), statement(["events:PutEvents"], BUS, condition)];
    return RunningApplication.with(signUp(statements), async (app) => {
      await app.call("POST", "/user", user);
      expect(app.reports("denied")).toMatchObject([
        { action: "events:PutEvents", reason: expect.stringContaining('events:source is "com.users"') as string },
      ]);
      expect(app.reports("accepted")).toEqual([]);
    });
  });

  test("a topic that the consumer may not publish to", () => {
    const application = signUp([statement(["dynamodb:PutItem"], USERS), publishUsers]);
    const consumers = { "tell-customer": { ...application.consumers?.["tell-customer"], statements: [] } };
    return RunningApplication.with({ ...application, consumers } as SampleApplication, async (app) => {
      await app.call("POST", "/user", user);
      await app.hub.settled();
      expect((await app.hubPath("publishes")).output).toEqual([]);
      expect(app.reports("invocation").slice(1)).toMatchObject(
        [1, 2, 3].map((attempt) => ({ attempt, outcome: { errorType: "ForbiddenException" } })),
      );
    });
  });
});
