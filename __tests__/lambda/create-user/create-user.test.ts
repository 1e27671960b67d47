import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";

const BUS = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-dev-central";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ada = { email: "ada@mail.example", name: "Ada Canary-Lovelace", countryCode: "GB" };

let aws: StandInAws;
let handler: (request: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start({ name: "users", partitionKey: "email" });
  Object.assign(process.env, { TABLE_NAME: "users", EVENT_BUS: BUS, MAXIMUM_REQUEST_BYTES: "1024" });
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/create-user")>("../../../lambda/create-user"));
});
afterEach(() => aws.stop());

async function post(body: unknown, isBase64Encoded = false) {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const request = { ...(text === undefined ? {} : { body: text }), isBase64Encoded } as APIGatewayProxyEventV2;
  const { statusCode, headers, body: answer = "" } = await handler(request, contextOf("create-user"));
  return { statusCode, headers, answer: JSON.parse(answer) as Record<string, string> };
}

describe("a request with a user", () => {
  test("is answered 201 with the id, stores the user and puts UserCreated, once", async () => {
    const { statusCode, headers, answer } = await post({ ...ada, email: " Ada@MAIL.example " });
    expect([statusCode, headers]).toEqual([201, { "content-type": "application/json" }]);
    const userId = answer["userId"] ?? "";
    expect(userId).toMatch(UUID);

    expect(await aws.items("users")).toEqual([{ ...ada, userId, createdAt: expect.any(String) as string }]);
    expect(aws.entries).toEqual([
      { EventBusName: BUS, Source: "com.users", DetailType: "UserCreated", Detail: expect.any(String) as string },
    ]);
    const { eventId, ...detail } = JSON.parse(aws.entries[0]?.Detail ?? "") as Record<string, string>;
    expect(detail).toEqual({ userId, ...ada });
    expect(eventId).toMatch(UUID);
  });

  test("may come in base64, as API Gateway sends bodies that are no text", async () => {
    expect((await post(Buffer.from(JSON.stringify(ada)).toString("base64"), true)).statusCode).toBe(201);
    expect(await aws.items("users")).toMatchObject([ada]);
  });

  test("whose e-mail address is known is answered 409, and puts no second event", async () => {
    await post(ada);
    const { statusCode, answer } = await post({ ...ada, email: "ADA@mail.example", name: "Somebody Else" });
    expect([statusCode, answer]).toEqual([409, { message: "there is a user with this e-mail address" }]);
    expect(aws.entries).toHaveLength(1);
    expect(await aws.items("users")).toMatchObject([ada]);
  });

  test("leaves no personal data in the log", async () => {
    await post(ada);
    await post(ada);
    await post({ ...ada, email: "canary-no-address" });
    aws.behaviour = "unreachable";
    await post({ ...ada, email: "grace@mail.example" });
    expect(logs.text()).toContain("user created, event put");
    expect(logs.text()).toContain("event not put, and pending");
    expect(logs.text()).not.toMatch(/canary|lovelace|mail\.example/i);
  });
});

describe("when EventBridge", () => {
  test.each(["refuses", "unreachable"] as const)(
    "%s, the answer is 201 all the same, and the event waits in the user's item",
    async (behaviour) => {
      aws.behaviour = behaviour;
      const { statusCode, answer } = await post(ada);
      expect(statusCode).toBe(201);
      expect(aws.entries).toEqual([]);
      const { userId } = answer;
      const [item = {}, ...others] = await aws.items("users");
      expect(others).toEqual([]);
      expect(item).toEqual({
        ...ada,
        userId,
        createdAt: expect.any(String) as string,
        outbox: "pending",
        outboxSince: item["createdAt"],
        pendingEvent: {
          eventId: expect.stringMatching(UUID) as string,
          source: "com.users",
          detailType: "UserCreated",
          detail: { userId, ...ada },
        },
      });
    },
  );

  test("does not answer at all, the caller waits no longer than two short attempts", async () => {
    aws.behaviour = "silent";
    const start = performance.now();
    expect((await post(ada)).statusCode).toBe(201);
    expect(performance.now() - start).toBeGreaterThan(3_000);
    expect(performance.now() - start).toBeLessThan(4_500);
    expect(await aws.items("users")).toMatchObject([{ outbox: "pending" }]);
  });
});

describe("a bad request is refused with a status and a sentence, and leaves no user and no event:", () => {
  const large = JSON.stringify({ ...ada, name: "x".repeat(1024) });
  test.each<[what: string, body: unknown, status: number, message: string]>([
    ["no body", undefined, 400, "there is no body; send a JSON object"],
    ["an empty body", "", 400, "there is no body; send a JSON object"],
    ["no JSON", "{", 400, "the body is not JSON"],
    ["no object", "[]", 400, "expected a JSON object"],
    ["no e-mail address", { name: "Ada", countryCode: "GB" }, 400, "email: expected an e-mail address"],
    ["one that is none", { ...ada, email: "ada" }, 400, "email: expected an e-mail address"],
    ["one that is a number", { ...ada, email: 1 }, 400, "email: expected an e-mail address"],
    ["an empty name", { ...ada, name: " " }, 400, "name: expected a name of 1 to 100 characters"],
    ["no country", { ...ada, countryCode: "Britain" }, 400, "countryCode: expected a country such as DE"],
    [
      "several mistakes",
      { email: "ada", name: "Ada" },
      400,
      "email: expected an e-mail address; countryCode: expected a country",
    ],
    ["over the limit", large, 413, `the body is ${large.length} bytes long; at most 1024 are taken`],
  ])("%s", async (_, body, statusCode, message) => {
    expect(await post(body)).toEqual({
      statusCode,
      headers: { "content-type": "application/json" },
      answer: { message },
    });
    expect(await aws.items("users")).toEqual([]);
    expect(aws.entries).toEqual([]);
  });

  test("a field that nobody knows, without repeating its value", async () => {
    const { statusCode, answer } = await post({ ...ada, password: "canary-password" });
    expect([statusCode, answer]).toEqual([400, { message: "unknown: password" }]);
  });
});
