import type { Context } from "aws-lambda";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";

const BUS = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-dev-central";
const MINUTE = 60_000;

let aws: StandInAws;
let handler: (event: unknown, context: Context) => Promise<{ put: number; pending: number }>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start({
    name: "users",
    partitionKey: "email",
    index: { name: "pending", partitionKey: "outbox", sortKey: "outboxSince" },
  });
  Object.assign(process.env, {
    TABLE_NAME: "users",
    INDEX_NAME: "pending",
    EVENT_BUS: BUS,
    MINIMUM_AGE_SECONDS: "5",
  });
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/publish-pending-users")>(
    "../../../lambda/publish-pending-users",
  ));
});
afterEach(() => aws.stop());

const run = () => handler({}, contextOf("publish-pending-users"));

/** A user whose event is pending since so many milliseconds. */
async function pendingUser(number: number, age = MINUTE): Promise<void> {
  const email = `canary${number}@mail.example`;
  await aws.put("users", {
    email,
    userId: `u${number}`,
    outbox: "pending",
    outboxSince: new Date(Date.now() - age + number).toISOString(),
    pendingEvent: { eventId: `e${number}`, source: "com.users", detailType: "UserCreated", detail: { email } },
  });
}

test("puts what is pending and takes it out of the outbox; the user stays", async () => {
  await pendingUser(1);
  expect(await run()).toEqual({ put: 1, pending: 0 });
  expect(aws.entries).toEqual([
    {
      EventBusName: BUS,
      Source: "com.users",
      DetailType: "UserCreated",
      Detail: '{"eventId":"e1","email":"canary1@mail.example"}',
    },
  ]);
  expect(await aws.items("users")).toEqual([{ email: "canary1@mail.example", userId: "u1" }]);
});

test("puts each event once, however often it runs", async () => {
  await pendingUser(1);
  await run();
  expect(await run()).toEqual({ put: 0, pending: 0 });
  expect(aws.entries).toHaveLength(1);
});

test("leaves an event alone that its writer may be about to put", async () => {
  await pendingUser(1, 1_000);
  expect(await run()).toEqual({ put: 0, pending: 0 });
  expect(aws.entries).toEqual([]);
});

test("puts more than one call takes, oldest first", async () => {
  for (let number = 0; number < 23; number += 1) await pendingUser(number);
  expect(await run()).toEqual({ put: 23, pending: 0 });
  expect(aws.entries.map(({ Detail }) => (JSON.parse(Detail) as { eventId: string }).eventId)).toEqual(
    Array.from({ length: 23 }, (_, number) => `e${number}`),
  );
});

test("ends before its time does; the next run goes on", async () => {
  for (let number = 0; number < 23; number += 1) await pendingUser(number);
  expect(await handler({}, contextOf("publish-pending-users", 5_000))).toEqual({ put: 10, pending: 0 });
  expect(await run()).toEqual({ put: 13, pending: 0 });
});

test("fails when events are refused, so that the alarm sounds, and keeps them", async () => {
  await pendingUser(1);
  await pendingUser(2);
  aws.behaviour = "refuses";
  await expect(run()).rejects.toThrow("2 of 2 pending events were not put and are pending still");
  aws.behaviour = "takes";
  expect(await run()).toEqual({ put: 2, pending: 0 });
});

test("fails when EventBridge cannot be reached, and keeps them", async () => {
  await pendingUser(1);
  aws.behaviour = "unreachable";
  await expect(run()).rejects.toThrow();
  expect(await aws.items("users")).toMatchObject([{ outbox: "pending" }]);
});

test("an item that it does not understand is left, said, and stops no other", async () => {
  await aws.put("users", { email: "canary0@mail.example", outbox: "pending", outboxSince: "2020-01-01T00:00:00.000Z" });
  await pendingUser(1);
  await expect(run()).rejects.toThrow("1 of 2 pending events were not put and are pending still");
  expect(aws.entries).toHaveLength(1);
  expect(logs.text()).toContain("item not understood, and pending");
});

test("leaves no personal data in the log", async () => {
  await pendingUser(1);
  aws.behaviour = "refuses";
  await expect(run()).rejects.toThrow();
  aws.behaviour = "takes";
  await run();
  expect(logs.text()).toContain("e1");
  expect(logs.text()).not.toContain("canary");
});
