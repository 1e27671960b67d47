import { Worker } from "node:worker_threads";
import { systemClock } from "../../../simulator/delivery/clock";
import { exchange } from "../../../simulator/delivery/exchange";

jest.setTimeout(30_000);

/** A product in a thread of its own, which answers at once whatever this thread does. */
const PRODUCT = `
const http = require("node:http");
const { parentPort } = require("node:worker_threads");
const server = http.createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1", () => {
  parentPort.postMessage(server.address().port);
});
`;

function beBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("an answer that came while this process was too busy to look counts: its time-out is the product's, not ours", async () => {
  const product = new Worker(PRODUCT, { eval: true });
  try {
    const port = await new Promise<number>((resolve) => product.once("message", resolve));
    const request = { method: "POST", url: "https://x.example.com/in", headers: [], body: "{}" };
    const answer = exchange(request, () => ({ protocol: "http:", host: "127.0.0.1", port }), systemClock);
    // The connection is made, and the request on its way.
    await new Promise((resolve) => setImmediate(resolve));
    beBusy(5_500);
    expect(await answer).toMatchObject({ kind: "answer", status: 200 });
  } finally {
    await product.terminate();
  }
});

test("the time that a process is busy is counted, and no other", async () => {
  const idle = systemClock.busy();
  await systemClock.sleep(200);
  const before = systemClock.busy();
  expect(before - idle).toBeLessThan(150);
  beBusy(300);
  const after = systemClock.busy();
  expect(after - before).toBeGreaterThan(200);
});
