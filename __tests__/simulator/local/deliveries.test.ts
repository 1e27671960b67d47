import { DescribeConnectionCommand, UpdateConnectionCommand } from "@aws-sdk/client-eventbridge";
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { RunningHub } from "./running-hub";
import { HUB, SHOP } from "./small-hub";

const customer = { id: "C-7", email: "lena@mail.example" };

const TOKEN_CALL = "grant_type=client_credentials&client_id=local-clientId&client_secret=...";

describe("a delivery to an OAuth product", () => {
  test("gets a token first, and the recorder shows both requests with their own hosts, without secrets", () =>
    RunningHub.with(async (running) => {
      await running.putAndSettle("Customer Registered", customer);
      expect(await running.hub.recorder.requests()).toMatchObject([
        { kind: "token", method: "POST", url: "https://login.crm.example/oauth/token", body: TOKEN_CALL, answer: 200 },
        {
          kind: "invocation",
          method: "PATCH",
          url: "https://api.crm.example/contacts/C-7",
          headers: { host: "api.crm.example", authorization: "Bearer ..." },
          body: '{"mail":"lena@mail.example"}',
          answer: 200,
        },
      ]);
    }));

  test("survives a fault that was ordered for the token endpoint", () =>
    RunningHub.with(async (running) => {
      expect(await running.fault({ connection: "crm", status: 503 })).toMatchObject({ status: 200 });
      await running.putAndSettle("Customer Registered", customer);
      expect(running.story).toEqual(["accepted", "retry", "delivered"]);
      expect((await running.hub.recorder.requests()).map(({ answer }) => answer)).toEqual([503, 200, 200]);
    }));
});

describe("faults ordered over HTTP", () => {
  test("503 twice, then delivered by a retry", () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "messages", status: 503, times: 2 });
      await running.putAndSettle("Order Placed", { id: "O-1" });
      expect(running.story).toEqual(["accepted", "retry", "retry", "delivered"]);
      expect(running.hub.counts).toMatchObject({ accepted: 1, delivered: 1, pending: 0 });
    }));

  test("a reset, a delay and a Retry-After", () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "messages", reset: true });
      await running.fault({ destination: "messages", status: 429, retryAfter: 1, delayMilliseconds: 20 });
      const began = performance.now();
      await running.putAndSettle("Order Placed", { id: "O-1" });
      expect(performance.now() - began).toBeGreaterThan(1_500);
      expect((await running.hub.recorder.requests()).map(({ answer }) => answer)).toEqual(["reset", 429, 200]);
    }));

  test("EventBridge itself answers 503, and takes the event afterwards", () =>
    RunningHub.with(async (running) => {
      await running.fault({ service: "events", status: 503 });
      await expect(running.putAndSettle("Order Placed", { id: "O-1" })).rejects.toMatchObject({
        name: "InternalException",
        $metadata: { httpStatusCode: 503 },
      });
      await running.putAndSettle("Order Placed", { id: "O-1" });
      expect(running.story).toEqual(["refused", "accepted", "delivered"]);
    }));

  test.each([
    [{ status: 503 }, /name a destination, a connection or a service/],
    [{ service: "events", destination: "messages" }, /name a destination, a connection or a service/],
    [{ service: "events", reset: true }, /a service fails with a status from 400, at once/],
    [{ service: "events", status: 200 }, /a service fails with a status from 400, at once/],
    [{ destination: "no-such", status: 503 }, /no API destination is called no-such/],
    [{ connection: "chat", status: 503 }, /no OAuth connection is called chat/],
    [{ destination: "messages", status: 99 }, /status/],
    [{ destination: "messages", status: 500, reset: true }, /either a status or a reset/],
    [{ destination: "messages", staus: 500 }, /staus/],
  ])("what makes no sense is said: %j", (order, message) =>
    RunningHub.with(async (running) => {
      const { status, output } = await running.fault(order);
      expect(status).toBe(400);
      expect((output as { message: string }).message).toMatch(message);
    }),
  );
});

describe("a dead letter", () => {
  test("is read, counted, hidden and deleted with SQS's own calls", () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "contacts", status: 400 });
      const answer = await running.putAndSettle("Customer Registered", customer);
      expect(running.story).toEqual(["accepted", "deadLettered"]);

      const sqs = running.sqs(HUB);
      const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
      expect(QueueUrls).toEqual([`${running.hub.url}/${HUB}/contacts-dlq`, `${running.hub.url}/${HUB}/messages-dlq`]);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "contacts-dlq" }));
      const depth = async () => {
        const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
        return [Attributes?.["ApproximateNumberOfMessages"], Attributes?.["ApproximateNumberOfMessagesNotVisible"]];
      };
      expect(await depth()).toEqual(["1", "0"]);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MaxNumberOfMessages: 10 }),
      );
      const text = (StringValue: string) => ({ DataType: "String", StringValue });
      expect(Messages).toMatchObject([
        {
          MessageAttributes: {
            RULE_ARN: text(`arn:aws:events:eu-central-1:${HUB}:rule/central/contacts`),
            TARGET_ARN: text(`arn:aws:events:eu-central-1:${HUB}:api-destination/contacts/<id>`),
            ERROR_CODE: text("ERROR_FROM_TARGET"),
            ERROR_MESSAGE: text("Unable to invoke ApiDestination endpoint: the endpoint answered 400."),
          },
        },
      ]);
      const event = JSON.parse(Messages[0]?.Body ?? "") as object;
      expect(event).toMatchObject({ id: answer.Entries?.[0]?.EventId, account: SHOP, detail: customer });
      expect(await depth()).toEqual(["0", "1"]);
      expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
      expect(await depth()).toEqual(["0", "0"]);
    }));

  test("has no attributes unless they are asked for", () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "contacts", status: 400 });
      await running.putAndSettle("Customer Registered", customer);
      const QueueUrl = `${running.hub.url}/${HUB}/contacts-dlq`;
      const { Messages = [] } = await running.sqs(HUB).send(new ReceiveMessageCommand({ QueueUrl }));
      expect(Messages[0]).not.toHaveProperty("MessageAttributes");
    }));

  test("is lost when the queue has no policy that lets EventBridge send", () =>
    RunningHub.with(async (running) => {
      await running.fault({ destination: "messages", status: 400 });
      await running.putAndSettle("Order Placed", { id: "O-1" });
      expect(running.reports.at(-1)).toMatchObject({
        outcome: { kind: "dropped", reason: "the queue has no policy that lets EventBridge send to it" },
      });
    }));

  test("a queue that does not exist is said as SQS says it", () =>
    RunningHub.with(async (running) => {
      await expect(running.sqs(HUB).send(new GetQueueUrlCommand({ QueueName: "nope" }))).rejects.toMatchObject({
        name: "QueueDoesNotExist",
      });
    }));
});

test("a connection that was de-authorised is seen and authorized with EventBridge's own calls", () =>
  RunningHub.with(async (running) => {
    await running.fault({ destination: "messages", status: 401 });
    const client = running.eventBridge(HUB);
    const state = async () => (await client.send(new DescribeConnectionCommand({ Name: "chat" }))).ConnectionState;
    expect(await state()).toBe("AUTHORIZED");
    await running.put(SHOP, { DetailType: "Order Placed", Detail: "{}" });
    while ((await state()) === "AUTHORIZED") await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await state()).toBe("DEAUTHORIZED");
    await client.send(new UpdateConnectionCommand({ Name: "chat" }));
    await running.hub.settled();
    expect(running.story).toEqual(["accepted", "deauthorized", "retry", "authorized", "delivered"]);
  }));

test("what is assumed of a request is said", () =>
  RunningHub.with(async (running) => {
    await running.putAndSettle("Customer Registered", { email: "no-id@mail.example" });
    expect(running.reports).toMatchObject([
      { kind: "accepted" },
      { kind: "assumed", rule: "contacts", unknowns: ["a parameter of the request"] },
      { kind: "ended" },
    ]);
  }));

test("stopping the hub ends deliveries that wait for a retry", async () => {
  let story: string[] = [];
  await RunningHub.with(async (running) => {
    await running.fault({ destination: "messages", status: 503, retryAfter: 600, times: 9 });
    await running.put(SHOP, { DetailType: "Order Placed", Detail: "{}" });
    while (!running.story.includes("retry")) await new Promise((resolve) => setTimeout(resolve, 10));
    await running.hub.stop();
    ({ story } = running);
  });
  expect(story).toEqual(["accepted", "retry", "stopped"]);
});
