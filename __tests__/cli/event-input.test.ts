import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { endStartedHubs, hub, project, startHub } from "./hub-process";

const PLACED = path.join(project, "environments", "dev", "events", "order-placed.json");
const text = readFileSync(PLACED, "utf8");
const event = z
  .looseObject({ source: z.string(), "detail-type": z.string(), detail: z.unknown() })
  .parse(JSON.parse(text));
const entry = { Source: event.source, DetailType: event["detail-type"], Detail: JSON.stringify(event.detail) };

const folder = mkdtempSync(path.join(tmpdir(), "hub-event-input-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

afterEach(endStartedHubs);

function written(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function simulated(content: string | Buffer) {
  return hub("simulate", "--event", written("event.json", content));
}

describe("an event that a command is given", () => {
  test("may come from standard input", async () => {
    const running = startHub(["simulate", "--event", "-"], text);
    expect(await running.nextLine()).toMatch(/^Accepted: PublishShop allows "Order Placed"/);
    const matching = startHub(
      ["match", "--pattern", written("pattern.json", '{"source":["none"]}'), "--event", "-"],
      text,
    );
    expect(await matching.nextLine()).toMatch(/^The event does not match: source is "com\.acme\.shop\.orders"/);
  });

  test("may begin with a byte order mark", () => {
    expect(simulated(`\uFEFF${text}`).stdout).toMatch(/^Accepted: /);
  });

  test.each([
    ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "is UTF-16; save it as UTF-8"],
    ["an entry of PutEvents", JSON.stringify(entry), "is an entry of PutEvents, not an event; write source for Source"],
    [
      "a PutEvents request",
      JSON.stringify({ Entries: [entry] }),
      "is a PutEvents request, not an event; write the event of one",
    ],
    [
      "a list of entries",
      JSON.stringify([entry]),
      "is a list of PutEvents entries, not an event; write one of them as an event",
    ],
    ["a list of events", JSON.stringify([event]), "is a list of 1, not an event; write one event, without [ ]"],
    [
      "detailType for detail-type",
      JSON.stringify({ source: "a", detailType: "b", detail: {} }),
      'is not an event: detail-type: missing, where text belongs; write detail-type for "detailType"',
    ],
  ])("is no event as %s, and is told what to write", (_, content, says) => {
    const { code, stderr } = simulated(content);
    expect([code, stderr.replaceAll(/\s+/g, " ")]).toEqual([1, expect.stringContaining(says)]);
  });

  test("without an account is told which account would publish it", () => {
    const { code, stdout } = simulated(JSON.stringify({ ...event, account: undefined }));
    expect(code).toBe(0);
    expect(stdout).toContain(
      "no deliveries\n\nThe event names no account, so that of the bus is taken; write --account with 210000000001\n",
    );
  });

  test("is not told of accounts where it is delivered, or nobody publishes it", () => {
    expect(hub("simulate", "--event", PLACED).stdout).not.toContain("names no account");
    const nobodys = simulated(JSON.stringify({ ...event, source: "com.nobody", account: undefined })).stdout;
    expect(nobodys).toContain("write --account with the account that publishes it");
  });

  test("cannot come from standard input together with the pattern", () => {
    const { code, stderr } = hub("match", "--pattern", "-", "--event", "-");
    expect([code, stderr]).toEqual([
      1,
      "error: standard input holds one of both; write --pattern or --event with a file\n",
    ]);
  });
});

test("a bus that several accounts have is told by one of its ARNs, which works", () => {
  const { code, stderr } = hub("simulate", "--event", PLACED, "--bus", "default");
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, " ")).toContain("write --bus with a name or ARN");
  const [arn = ""] = /arn:aws:events:\S+\/default/.exec(stderr) ?? [];
  expect(hub("simulate", "--event", PLACED, "--bus", arn).code).toBe(0);
});
