import type { Context } from "aws-lambda";
import { capturedLogs, contextOf, StandInAws } from "../stand-in-aws";
import { documentUploaded } from "../upload-event";

let aws: StandInAws;
let handler: (event: unknown, context: Context) => Promise<void>;
const logs = capturedLogs();

beforeEach(async () => {
  aws = await StandInAws.start({ name: "orders", partitionKey: "uploadId" });
  process.env["TABLE_NAME"] = "orders";
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import("../../../lambda/capture-upload")>("../../../lambda/capture-upload"));
});
afterEach(() => aws.stop());

const run = (event: unknown) => handler(event, contextOf("capture-upload"));

const captured = { ...documentUploaded.detail, status: "CAPTURED", uploadedAt: "2026-11-20T10:00:00Z" };

test("stores the order that came with the document", async () => {
  await run(documentUploaded);
  expect(await aws.items("orders")).toEqual([captured]);
  expect(logs.text()).toContain("upload captured");
});

test("an event that arrives again changes nothing, not even an order that is being worked on", async () => {
  await run(documentUploaded);
  await aws.put("orders", { ...captured, status: "IN_PROGRESS" });
  await run(documentUploaded);
  expect(await aws.items("orders")).toEqual([{ ...captured, status: "IN_PROGRESS" }]);
  expect(logs.text()).toContain("upload captured before");
});

test.each([{ documentType: "PHOTO" }, { bytes: 0 }, { uploadId: "" }, { orderId: undefined }])(
  "an upload with %j fails, and stores nothing",
  async (change) => {
    await expect(run({ ...documentUploaded, detail: { ...documentUploaded.detail, ...change } })).rejects.toThrow();
    expect(await aws.items("orders")).toEqual([]);
  },
);
