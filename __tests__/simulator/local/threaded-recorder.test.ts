/** A hub whose recorder works in a thread of its own, as that of `./hub local`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHub } from "#simulator/local";
import { RunningHub } from "./running-hub";
import { SMALL_HUB } from "./small-hub";

const recorderThread = {
  file: path.join(__dirname, "..", "..", "..", "cli", "launch.cjs"),
  argv: ["simulator/local/recorder-thread.ts"],
};

const folder = mkdtempSync(path.join(tmpdir(), "hub-threads-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function thread(code: string) {
  const file = path.join(folder, "thread.cjs");
  writeFileSync(file, code);
  return { file, argv: [] };
}

test("it gives tokens, records and meets the faults that were ordered", () =>
  RunningHub.with(
    async (running) => {
      await running.fault({ connection: "crm", status: 503 });
      await running.putAndSettle("Customer Registered", { id: "C-7", email: "lena@mail.example" });
      expect(running.story).toEqual(["accepted", "retry", "delivered"]);
      const listed = await fetch(`${running.hub.url}/_hub/requests`);
      expect(await listed.json()).toMatchObject([
        { kind: "token", answer: 503 },
        { kind: "token", answer: 200 },
        { kind: "invocation", url: "https://api.crm.example/contacts/C-7", headers: { authorization: "Bearer ..." } },
      ]);
    },
    { recorderThread },
  ));

test("a thread that does not start is why the hub does not", async () => {
  const broken = { recorderThread: thread('throw new Error("no room for a thread");') };
  await expect(LocalHub.start({ topology: SMALL_HUB, port: 0, ...broken })).rejects.toThrow("no room for a thread");
});

test("a thread that ends is told, deliveries meet nobody, and what it recorded is asked for in vain", () =>
  RunningHub.with(
    async (running) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(running.reports).toEqual([
        { kind: "hubFailed", reason: "the recorder works no more: its thread has ended" },
      ]);
      await expect(running.hub.recorder.requests()).rejects.toThrow("its thread has ended");
      const listed = await fetch(`${running.hub.url}/_hub/requests`);
      expect([listed.status, await listed.text()]).toEqual([500, expect.stringContaining("its thread has ended")]);
    },
    {
      recorderThread: thread(`
        const { parentPort } = require("node:worker_threads");
        parentPort.postMessage({ kind: "listening", port: 9 });
        setTimeout(() => process.exit(0), 10);
      `),
    },
  ));
