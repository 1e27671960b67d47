import net from "node:net";
import fc from "fast-check";
import { RunningHub } from "./running-hub";
import { CENTRAL_BUS, SHOP } from "./small-hub";

jest.setTimeout(30_000);

const JSON_1_1 = { "Content-Type": "application/x-amz-json-1.1", "x-hub-account-id": SHOP };

/** What a caller sends who builds every byte by themselves. */
async function send(
  { hub }: RunningHub,
  body: string | Buffer,
  { target = "AWSEvents.PutEvents", path = "/", method = "POST", headers = {} } = {},
): Promise<{ status: number; text: string }> {
  const answer = await fetch(hub.url + path, {
    method,
    headers: { ...JSON_1_1, "X-Amz-Target": target, ...headers },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const entry = { EventBusName: CENTRAL_BUS, Source: "acme.shop", DetailType: "Order Placed", Detail: "{}" };
const put = (...entries: object[]) => JSON.stringify({ Entries: entries });
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const lists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** The hub still takes an event and delivers it, and nothing of it failed in the background. */
async function expectAlive(running: RunningHub): Promise<void> {
  await running.hub.settled();
  running.reports.length = 0;
  await running.putAndSettle("Customer Registered", { id: "C-7", email: "lena@mail.example" });
  expect(running.story).toEqual(["accepted", "delivered"]);
}

describe("no event ends the hub", () => {
  test.each([
    ["999 levels deep, which is 1,000 with the event", nested(999), "EventId"],
    ["1,000 levels deep", nested(1_000), "MalformedDetail"],
    ["10,000 levels deep", nested(10_000), "MalformedDetail"],
    ["100,000 levels deep", nested(100_000), "MalformedDetail"],
    ["a list 100,000 levels deep", `{"a":${lists(100_000)}}`, "MalformedDetail"],
    ["with half a surrogate pair", String.raw`{"id":"\ud800","email":"\udfff"}`, "EventId"],
    ["with half a surrogate pair in a key", String.raw`{"\ud800":1}`, "EventId"],
    ["with an escaped NUL", String.raw`{"id":"a\u0000b"}`, "EventId"],
    ["with a bare NUL", '{"id":"a\0b"}', "MalformedDetail"],
    ["with line breaks where a header or path will be", String.raw`{"id":"a\r\nX-Evil: 1","email":"\n"}`, "EventId"],
    ["with a string of 1 MB", JSON.stringify({ id: "x".repeat(1_000_000) }), "EventId"],
    ["with a string of 500,000 escapes", `{"email":"${"\\n".repeat(500_000)}"}`, "EventId"],
    ["with numbers that no double holds", '{"id":1e400,"email":-1e-400}', "EventId"],
    ["with the key __proto__", '{"__proto__":{"id":1},"constructor":{"prototype":1}}', "EventId"],
    [
      "with 70,000 keys",
      JSON.stringify(Object.fromEntries(Array.from({ length: 70_000 }, (_, n) => [`k${n}`, n]))),
      "EventId",
    ],
  ])("%s", (_, Detail, answered) =>
    RunningHub.with(async (running) => {
      for (const DetailType of ["Customer Registered", "Order Placed"]) {
        const { status, text } = await send(running, put({ ...entry, DetailType, Detail }));
        expect([status, text]).toEqual([200, expect.stringContaining(answered) as string]);
      }
      await expectAlive(running);
    }),
  );

  test("and one that is too deep is reported with the depth", () =>
    RunningHub.with(async (running) => {
      await send(running, put({ ...entry, Detail: nested(10_000) }));
      expect(running.reports).toMatchObject([
        { kind: "refused", reason: "MalformedDetail: Detail is malformed. (it is nested more than 1,000 levels deep)" },
      ]);
    }));
});

describe("no request ends the hub", () => {
  test.each([
    ["a body that is no JSON", '{"Entries":', {}, 400, "SerializationException"],
    ["a body of NULs", "\0\0\0", {}, 400, "SerializationException"],
    ["a body that is no UTF-8", Buffer.from([0x7b, 0xff, 0xfe]), {}, 400, "SerializationException"],
    ["a body that is a list", "[]", {}, 400, "SerializationException"],
    ["entries 200,000 levels deep", `{"Entries":${lists(200_000)}}`, {}, 400, "SerializationException"],
    ["17 MB", put({ ...entry, Detail: "x".repeat(17 * 1_048_576) }), {}, 400, "RequestEntityTooLargeException"],
    ["no operation", "{}", { target: "" }, 400, "UnknownOperationException"],
    ["an operation called __proto__", "{}", { target: "AWSEvents.__proto__" }, 400, "UnknownOperationException"],
    ["a GET that looks like a call", "", { method: "GET" }, 404, "UnknownOperationException"],
    ["a connection whose name is a number", '{"Name":1}', { target: "AWSEvents.DescribeConnection" }, 400, "Resource"],
    ["a topic that cannot be decoded", "x", { path: "/topics/%ff", target: "" }, 400, "InvalidRequestException"],
    [
      "a function whose name cannot be decoded",
      "{}",
      { path: "/2015-03-31/functions/%ff/invocations", target: "" },
      400,
      "ResourceNotFoundException",
    ],
    [
      "an item 100,000 levels deep",
      `{"TableName":"t","Item":${nested(100_000)}}`,
      { target: "DynamoDB_20120810.PutItem" },
      400,
      "SerializationException",
    ],
    ["an order that is no JSON", "{", { path: "/_hub/faults", headers: control() }, 400, "not JSON"],
    ["an order 100,000 levels deep", nested(100_000), { path: "/_hub/tokens", headers: control() }, 400, "issuer"],
    [
      "an order for a header of two lines",
      '{"destination":"messages","status":503,"retryAfter":"1\\r\\nX-Evil: 1"}',
      { path: "/_hub/faults", headers: control() },
      400,
      "retryAfter",
    ],
    ["an order for nobody", '{"destination":"__proto__"}', { path: "/_hub/faults", headers: control() }, 400, "no API"],
    ["a path above the hub's own", "", { path: "/_hub/%2e%2e/x", method: "GET" }, 404, "not a GET"],
  ])("%s is answered", (_, body, how, status, answered) =>
    RunningHub.with(async (running) => {
      expect(await send(running, body, how)).toEqual({
        status,
        text: expect.stringContaining(answered) as string,
      });
      await expectAlive(running);
    }),
  );

  test.each([
    ["bytes that are no HTTP", "\x16\x03\x01garbage\r\n\r\n"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a connection to somewhere else", "CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a header of 20 kB", `GET /_hub/status HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`],
    [
      "a WebSocket",
      "GET /_hub/status HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ["a body that breaks off", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"],
  ])("%s does not", (_, bytes) =>
    RunningHub.with(async (running) => {
      const socket = net.connect(Number(new URL(running.hub.url).port), "127.0.0.1");
      await new Promise<void>((resolve) => {
        socket.on("connect", () => socket.write(bytes, () => setTimeout(resolve, 50))).on("error", () => undefined);
      });
      socket.destroy();
      await expectAlive(running);
    }),
  );
});

test("whatever stands in a call, the answer is one of AWS's and the hub goes on", () =>
  RunningHub.with(async (running) => {
    const piece = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("\0", '"', "\\", "{", "}", "[", ":", "1e999", "-0", '{"__proto__":', String.raw`\ud800`),
    );
    const detail = fc.oneof(
      fc.json(),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), detail);
    const changed = fc.record(
      { Source: value, DetailType: value, Detail: detail, Time: value, Resources: value, EventBusName: value },
      { requiredKeys: [] },
    );
    const sound = fc.record({ DetailType: fc.constantFrom("Customer Registered", "Order Placed"), Detail: detail });
    const call = fc.oneof(
      fc
        .array(fc.oneof(sound, changed), { maxLength: 11 })
        .map((all) => put(...all.map((one) => ({ ...entry, ...one })))),
      piece,
    );
    await fc.assert(
      fc.asyncProperty(call, async (body) => {
        const { status, text } = await send(running, body);
        expect([status, text]).toEqual([expect.any(Number), expect.not.stringContaining("InternalFailure")]);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 100 },
    );
    await running.hub.settled();
    expect(running.story).not.toContain("hubFailed");
    await expectAlive(running);
  }));

test("work in the background that fails is reported, and the hub goes on", () =>
  RunningHub.with(
    async (running) => {
      await running.fault({ destination: "contacts", status: 503 });
      await running.putAndSettle("Customer Registered", { id: "C-7", email: "lena@mail.example" });
      expect(running.reports.at(-1)).toEqual({ kind: "hubFailed", reason: "no random number" });
      await expectAlive(running);
    },
    {
      random: () => {
        throw new Error("no random number");
      },
    },
  ));

test("an event with control characters does not forge a line of the hub", async () => {
  const { reportLine } = await import("#simulator/local");
  await RunningHub.with(async (running) => {
    await running.putAndSettle("Order Placed", {});
    const [, ended] = running.reports;
    if (ended?.kind !== "ended") throw new Error("it was not delivered");
    const forged = { ...ended, event: { ...ended.event, detailType: "x\n\u001b[31mdelivered\u009b" } };
    expect(reportLine(forged)).toBe(reportLine(ended).replace("Order Placed", "x\\x0a\\x1b[31mdelivered\\x9b"));
  });
});

function control() {
  return { "Content-Type": "application/json" };
}
