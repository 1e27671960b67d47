import type { Context } from "aws-lambda";
import { coffeeOrdered, withDetail } from "../order-event";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";

let aws: StandInAws;
let handler: (event: unknown, context: Context) => Promise<void>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start();
  process.env["TOPIC_PREFIX"] = "coffee/customers";
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/notify-customer")>(
    "../../../lambda/notify-customer",
  ));
});
afterEach(() => aws.stop());

const run = (event: unknown) => handler(event, contextOf("notify-customer"));

test("publishes the order to the customer's topic, to arrive at least once", async () => {
  await run(coffeeOrdered);
  expect(aws.publications).toEqual([
    {
      topic: "coffee/customers/CUS-7/orders",
      query: "contentType=application%2Fjson&qos=1",
      payload:
        '{"eventId":"7bf73129-1428-4cd3-a780-95db273d1602","orderId":"C-1042","status":"RECEIVED","drink":"Flat White","since":"2026-11-20T08:15:00Z"}',
    },
  ]);
  expect(logs.text()).toContain("C-1042");
});

test.each(["../customerId", "a/b", "+", "#", "", "x".repeat(65)])(
  "an id that is another topic, %j, is no order and is published nowhere",
  async (id) => {
    await expect(run(withDetail({ customerId: id }))).rejects.toThrow(
      "the event is not of the form that is read here: detail.customerId",
    );
    expect(aws.publications).toEqual([]);
  },
);

test("fails when IoT Core refuses, so that Lambda tries again", async () => {
  aws.behaviour = "refuses";
  await expect(run(coffeeOrdered)).rejects.toThrow();
});

test("does not log who ordered", async () => {
  await run(coffeeOrdered);
  expect(logs.text()).not.toContain("CUS-7");
});
