import type { Context } from "aws-lambda";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";
import { documentUploaded } from "../upload-event";

let aws: StandInAws;
let handler: (event: unknown, context: Context) => Promise<void>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start({ name: "reviews", partitionKey: "uploadId" });
  process.env["TABLE_NAME"] = "reviews";
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/request-review")>("../../../lambda/request-review"));
});
afterEach(() => aws.stop());

const run = (event: unknown) => handler(event, contextOf("request-review"));

const open = { uploadId: "UPL-2001", orderId: "ORD-77", status: "OPEN", dueAt: "2026-11-22T10:00:00.000Z" };

test("asks for a review that is due two days after the upload", async () => {
  await run(documentUploaded);
  expect(await aws.items("reviews")).toEqual([open]);
  expect(logs.text()).toContain("review requested");
});

test("an event that arrives again does not open a review that is done", async () => {
  await run(documentUploaded);
  await aws.put("reviews", { ...open, status: "DONE" });
  await run(documentUploaded);
  expect(await aws.items("reviews")).toEqual([{ ...open, status: "DONE" }]);
});

test("an event without an order fails, and stores nothing", async () => {
  await expect(run({ ...documentUploaded, detail: { uploadId: "UPL-2001" } })).rejects.toThrow(
    "read here: detail.orderId",
  );
  expect(await aws.items("reviews")).toEqual([]);
});
