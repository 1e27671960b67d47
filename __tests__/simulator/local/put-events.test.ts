import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { RunningHub } from "./running-hub";
import { CENTRAL_BUS, HUB, SHOP, SMALL_HUB, STRANGER } from "./small-hub";

const good = { DetailType: "Order Placed", Detail: '{"id":"O-1"}' };

describe("PutEvents, from the AWS SDK", () => {
  test("takes an event, delivers it and answers with its id", () =>
    RunningHub.with(async (running) => {
      const answer = await running.put(SHOP, {
        ...good,
        Detail: '{"amount": 300.0}',
        Resources: ["arn:aws:s3:::b"],
        Time: new Date("2026-11-18T09:00:00.500Z"),
      });
      expect(answer).toMatchObject({
        FailedEntryCount: 0,
        Entries: [{ EventId: expect.stringMatching(/^[\da-f-]{36}$/) as string }],
      });
      await running.hub.settled();
      expect(running.story).toEqual(["accepted", "delivered"]);
      expect(await running.hub.recorder.requests()).toMatchObject([
        {
          kind: "invocation",
          method: "POST",
          url: "https://chat.example/messages",
          body: '{"amount":300.0}',
          answer: 200,
        },
      ]);
    }));

  test("answers each entry for itself, in AWS's words", () =>
    RunningHub.with(async (running) => {
      const answer = await running.put(
        SHOP,
        good,
        { ...good, Source: "" },
        { ...good, DetailType: "" },
        { ...good, Detail: "" },
        { ...good, Detail: "{" },
        { ...good, Detail: "[1]" },
        { ...good, Source: "aws.ec2" },
        { ...good, DetailType: "x".repeat(129) },
      );
      const required = (name: string) => ({
        ErrorCode: "InvalidArgument",
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      });
      const malformed = { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
      expect(answer.FailedEntryCount).toBe(7);
      expect(answer.Entries).toEqual([
        { EventId: expect.any(String) as string },
        required("Source"),
        required("DetailType"),
        required("Detail"),
        malformed,
        malformed,
        { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." },
        {
          ErrorCode: "InvalidArgument",
          ErrorMessage: "Parameter DetailType is not valid. Reason: DetailType is longer than 128 characters.",
        },
      ]);
    }));

  test("refuses the whole call for one entry that the bus policy forbids, and takes none of the others", () =>
    RunningHub.with(async (running) => {
      await expect(running.put(SHOP, good, { ...good, Source: "acme.billing" })).rejects.toMatchObject({
        name: "AccessDeniedException",
        message:
          `User: arn:aws:iam::${SHOP}:root is not authorized to perform: events:PutEvents on resource: ` +
          `${CENTRAL_BUS} because no resource-based policy allows the events:PutEvents action`,
      });
      await running.hub.settled();
      expect(running.reports).toMatchObject([
        { kind: "refused", event: { source: "acme.shop" }, reason: expect.stringContaining("another entry") as string },
        { kind: "refused", event: { source: "acme.billing" } },
      ]);
      expect(await running.hub.recorder.requests()).toEqual([]);
    }));

  test("says that a statement denies it, where one does", () => {
    const [central] = SMALL_HUB.buses;
    if (central === undefined) throw new Error("no bus");
    const Statement = { Effect: "Deny", Principal: "*", Action: "events:PutEvents", Resource: CENTRAL_BUS };
    const document = JSON.stringify({ Version: "2012-10-17", Statement });
    const buses = [{ ...central, policy: { kind: "document" as const, document } }];
    return RunningHub.with(
      async (running) => {
        await expect(running.put(HUB, good)).rejects.toThrow(/with an explicit deny in a resource-based policy$/);
      },
      { topology: { ...SMALL_HUB, buses } },
    );
  });

  test("refuses what the bus policy does not allow, and says why in its report", () =>
    RunningHub.with(async (running) => {
      await expect(running.put(STRANGER, good)).rejects.toMatchObject({ name: "AccessDeniedException" });
      expect(running.reports).toMatchObject([
        {
          kind: "refused",
          event: { account: STRANGER, source: "acme.shop" },
          reason: expect.stringContaining(`none is for account ${STRANGER}`) as string,
        },
      ]);
      expect(await running.hub.recorder.requests()).toEqual([]);
    }));

  test.each([
    ["more than ten entries", Array.from({ length: 11 }, () => good), /length less than or equal to 10/],
    ["no entries", [], /length greater than or equal to 1/],
    [
      "more than 1 MB",
      [{ ...good, Detail: JSON.stringify({ text: "x".repeat(1_048_577) }) }],
      /^Total size of the entries in the request is over the limit\.$/,
    ],
  ])("refuses %s as a whole", (_, entries, message) =>
    RunningHub.with(async (running) => {
      await expect(running.put(SHOP, ...entries)).rejects.toMatchObject({
        name: "ValidationException",
        message: expect.stringMatching(message) as string,
      });
    }),
  );

  test.each<[what: string, entry: object, name: string, message: RegExp]>([
    [
      "an ARN of something else",
      { EventBusName: "arn:aws:nonsense" },
      "ValidationException",
      /^1 validation error detected: Value 'arn:aws:nonsense' at 'entries\.2\.member\.eventBusName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ],
    ["a path for a bus", { EventBusName: "../../etc/passwd" }, "ValidationException", /regular expression pattern/],
    [
      "a bus without a name",
      { EventBusName: "" },
      "ValidationException",
      /eventBusName' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
    ],
    [
      "an empty trace header",
      { TraceHeader: "" },
      "ValidationException",
      /^1 validation error detected: Value '' at 'entries\.2\.member\.traceHeader' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
    ],
    [
      "two things at once",
      { TraceHeader: "", EventBusName: "" },
      "ValidationException",
      /^2 validation errors detected: .*; Value/,
    ],
    [
      "a resource of 2,049 characters",
      { Resources: ["x".repeat(2_049)] },
      "ValidationException",
      /'entries\.2\.member\.resources\.1\.member'/,
    ],
    ["a time that is text", { Time: "2026-01-01T00:00:00Z" }, "SerializationException", /Time/],
    ["a time beyond the year 9999", { Time: 253_402_300_800 }, "SerializationException", /years 0 and 9999/],
    ["a time before the year 0", { Time: -62_167_219_201 }, "SerializationException", /years 0 and 9999/],
    ["a time that is no date", { Time: 1e20 }, "SerializationException", /years 0 and 9999/],
    ["a source that is a number", { Source: 5 }, "SerializationException", /Source/],
    ["a detail that is an object", { Detail: {} }, "SerializationException", /Detail/],
    ["resources that are text", { Resources: "x" }, "SerializationException", /Resources/],
    ["resources that are numbers", { Resources: [1] }, "SerializationException", /Resources/],
  ])("refuses %s, and with it the call: the entry before it is not taken", (_, entry, name, message) =>
    RunningHub.with(async (running) => {
      const whole = { EventBusName: CENTRAL_BUS, Source: "acme.shop", ...good };
      const answer = await fetch(running.hub.url, {
        method: "POST",
        headers: { "X-Amz-Target": "AWSEvents.PutEvents", "x-hub-account-id": SHOP },
        body: JSON.stringify({ Entries: [whole, { ...whole, ...entry }] }),
      });
      expect(answer.status).toBe(400);
      const error = (await answer.json()) as { __type: string; message: string };
      expect([error.__type, error.message]).toEqual([name, expect.stringMatching(message) as string]);
      await running.hub.settled();
      expect(running.story).toEqual([]);
    }),
  );

  test.each([
    ["the first second of the year 0", -62_167_219_200, "0000-01-01T00:00:00Z"],
    ["the last second of the year 9999", 253_402_300_799, "9999-12-31T23:59:59Z"],
  ])("takes %s as a time", (_, Time, time) =>
    RunningHub.with(async (running) => {
      const entry = {
        EventBusName: CENTRAL_BUS,
        Source: "acme.shop",
        ...good,
        DetailType: "Customer Registered",
        Time,
      };
      await running.fault({ destination: "contacts", status: 400 });
      await fetch(running.hub.url, {
        method: "POST",
        headers: { "X-Amz-Target": "AWSEvents.PutEvents", "x-hub-account-id": SHOP },
        body: JSON.stringify({ Entries: [entry] }),
      });
      await running.hub.settled();
      expect(running.reports.map(({ kind }) => kind)).toEqual(["accepted", "ended"]);
      expect(JSON.stringify(running.reports)).toContain(time);
    }),
  );

  test("takes exactly 1 MB", () =>
    RunningHub.with(async (running) => {
      const empty = JSON.stringify({ text: "" });
      const rest = "acme.shop".length + good.DetailType.length + empty.length;
      const Detail = JSON.stringify({ text: "x".repeat(1_048_576 - rest) });
      expect(await running.put(SHOP, { ...good, Detail })).toMatchObject({ FailedEntryCount: 0 });
      await running.hub.settled();
      await expect(running.put(SHOP, { ...good, Detail: Detail.replace("x", "xx") })).rejects.toThrow(/Total size/);
    }));

  test("loses an event for a bus that does not exist and answers success, as AWS does", () =>
    RunningHub.with(async (running) => {
      const answer = await running.put(SHOP, { ...good, EventBusName: "no-such-bus" });
      expect(answer.FailedEntryCount).toBe(0);
      expect(running.story).toEqual(["lost"]);
    }));

  test("needs to know the calling account, by its access key id or a header", () =>
    RunningHub.with(async (running) => {
      await expect(running.put("AKIAIOSFODNN7EXAMPLE", good)).rejects.toMatchObject({
        name: "UnrecognizedClientException",
        message: expect.stringContaining("AWS_ACCESS_KEY_ID") as string,
      });
      const client = running.eventBridge("AKIAIOSFODNN7EXAMPLE");
      client.middlewareStack.add(
        (next) => (args) => {
          (args.request as { headers: Record<string, string> }).headers["x-hub-account-id"] = SHOP;
          return next(args);
        },
        { step: "build" },
      );
      const Entries = [{ ...good, Source: "acme.shop", EventBusName: CENTRAL_BUS }];
      expect(await client.send(new PutEventsCommand({ Entries }))).toMatchObject({ FailedEntryCount: 0 });
    }));
});

describe("an event that crosses buses", () => {
  test("is forwarded from its own account's bus to the central one, and keeps its account", () =>
    RunningHub.with(async (running) => {
      await running.put(SHOP, { ...good, EventBusName: "shop" });
      await running.hub.settled();
      expect(running.story).toEqual(["accepted", "accepted", "delivered"]);
    }));

  test("is a dead letter of the forwarding rule when the central bus refuses it", () =>
    RunningHub.with(async (running) => {
      await running.put(SHOP, { ...good, Source: "acme.other", EventBusName: "shop" });
      await running.hub.settled();
      expect(running.story).toEqual(["accepted", "refused", "deadLettered"]);
      const [letter] = running.hub.queues.letters(`arn:aws:sqs:eu-central-1:${SHOP}:forward-dlq`);
      expect(letter?.attributes).toMatchObject({ ERROR_CODE: "NO_PERMISSIONS" });
    }));

  test("is not forwarded to a third account", () =>
    RunningHub.with(async (running) => {
      await running.putAndSettle("Onward", {});
      expect(running.reports.at(-1)).toMatchObject({
        kind: "ended",
        outcome: { kind: "dropped", letter: { attributes: { ERROR_CODE: "THIRD_ACCOUNT_HOP_DETECTED" } } },
      });
    }));

  test("of the hub's own account needs no statement", () =>
    RunningHub.with(async (running) => {
      expect(await running.put(HUB, { ...good, Source: "acme.hub" })).toMatchObject({ FailedEntryCount: 0 });
    }));
});
