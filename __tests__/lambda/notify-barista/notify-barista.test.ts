import type { Context } from "aws-lambda";
import { coffeeOrdered, withDetail } from "../order-event";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";

let aws: StandInAws;
let handler: (event: unknown, context: Context) => Promise<void>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start();
  process.env["TOPIC_PREFIX"] = "coffee/shops";
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/notify-barista")>("../../../lambda/notify-barista"));
});
afterEach(() => aws.stop());

const run = (event: unknown) => handler(event, contextOf("notify-barista"));

test("publishes the order to the bar's topic, to arrive at least once", async () => {
  await run(coffeeOrdered);
  expect(aws.publications).toEqual([
    {
      topic: "coffee/shops/LEIPZIG-1/queue",
      query: "contentType=application%2Fjson&qos=1",
      payload:
        '{"eventId":"7bf73129-1428-4cd3-a780-95db273d1602","orderId":"C-1042","drink":"Flat White","size":"MEDIUM","extras":["oat milk"],"orderedAt":"2026-11-20T08:15:00Z"}',
    },
  ]);
  expect(logs.text()).toContain("C-1042");
});

test.each(["../shopId", "a/b", "+", "#", "", "x".repeat(65)])(
  "an id that is another topic, %j, is no order and is published nowhere",
  async (id) => {
    await expect(run(withDetail({ shopId: id }))).rejects.toThrow(
      "the event is not of the form that is read here: detail.shopId",
    );
    expect(aws.publications).toEqual([]);
  },
);

test("fails when IoT Core refuses, so that Lambda tries again", async () => {
  aws.behaviour = "refuses";
  await expect(run(coffeeOrdered)).rejects.toThrow();
});

test("shows the bar the drink and not the customer, and logs no customer either", async () => {
  await run(coffeeOrdered);
  expect(aws.publications[0]?.payload).not.toContain("CUS-7");
  expect(logs.text()).not.toContain("CUS-7");
});

test("an order without extras has none", async () => {
  await run(withDetail({ extras: undefined }));
  expect(JSON.parse(aws.publications[0]?.payload ?? "")).toMatchObject({ extras: [] });
});
