import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hubIn, project } from "./hub-process";

const folder = mkdtempSync(path.join(tmpdir(), "replay-"));
const dev = path.join(folder, "dev");
cpSync(path.join(project, "environments", "dev"), dev, { recursive: true });
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function replay(...args: string[]) {
  return hubIn(folder, "replay", ...args, "--env", dev);
}

/** An hour of yesterday, which the archive keeps. */
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 11);
const FROM = `${yesterday}08:00:00Z`;
const TO = `${yesterday}09:30:00Z`;

const RULE = "arn:aws:events:eu-central-1:200000000001:rule/acme-dev-central/acme-dev-parcelpoint";

test("the command replays the archive of those hours to the tenant's rules alone, as a shell takes it", () => {
  const { code, stdout } = replay("parcelpoint", "--from", FROM, "--to", TO);
  expect(code).toBe(0);
  const [, command = ""] = stdout.split("\n\n  ");
  expect(command.replaceAll(" \\\n ", "")).toMatch(
    new RegExp(
      "^aws events start-replay --region eu-central-1 --replay-name acme-dev-parcelpoint-\\d{8}T\\d{6}Z " +
        "--event-source-arn arn:aws:events:eu-central-1:200000000001:archive/acme-dev-central " +
        `--event-start-time ${FROM} --event-end-time ${TO} ` +
        `--destination '\\{"Arn":"[^"]+:event-bus/acme-dev-central","FilterArns":\\["${RULE}_shipments_order-placed","${RULE}_cancellations_order-cancelled"\\]\\}'\n$`,
    ),
  );
});

test("a time that nobody knows yet stands in it as a variable, and what to set it to is said", () => {
  const { stdout } = replay("parcelpoint", "--destination", "shipments");
  expect(stdout).toContain('--event-start-time "$STOPPED" --event-end-time "$WENT_LIVE"');
  expect(stdout).toContain("This sends it to 1 rule of tenant parcelpoint and to nobody else.");
  expect(stdout).toContain(
    "Set STOPPED to the time at which the apply ended that stopped its rules and WENT_LIVE to that",
  );
  expect(stdout).not.toContain("cancellations");
});

describe("a tenant whose rules send to nobody yet", () => {
  const file = path.join(dev, "tenants", "slack.yaml");
  const text = readFileSync(file, "utf8");

  test.each([
    [
      "suspended",
      /Not yet: a replay sends nothing to a disabled rule, and those of messages are\. Write "state: live"/,
    ],
    ["draft", /Not yet: /],
    ["shadow", /In shadow, it goes to the queues of messages, and not to the product: \.\/hub shadow show slack/],
  ])("is told so: %s", (state, said) => {
    writeFileSync(file, `${text}state: ${state}\n`);
    expect(replay("slack").stdout).toMatch(said);
    expect(JSON.parse(replay("slack", "--json").stdout)).toMatchObject({
      tenant: "slack",
      destinations: [{ id: "messages", state }],
      replay: expect.stringMatching(/^aws events start-replay /) as string,
    });
  });
});

describe("what cannot be replayed is refused with what to write", () => {
  test.each([
    [
      ["--from", TO, "--to", FROM],
      `error: --from ${TO} is not before --to ${FROM}; write the earlier time as --from\n`,
    ],
    [
      ["--from", "2025-01-01T00:00:00Z"],
      /^error: the archive keeps 14 days, and --from .* is before them; write \S+ or later\n$/,
    ],
    [
      ["--from", "2199-01-01T00:00:00Z"],
      "error: --from 2199-01-01T00:00:00Z is in the future; write when the rules stopped\n",
    ],
    [["--from", "2026-02-30T10:00:00Z"], /Write a time with its offset/],
    [
      ["--to", "2001-01-01T00:00:00Z"],
      "error: the archive keeps 14 days, and --to 2001-01-01T00:00:00Z is before them\n",
    ],
    [["--from", "yesterday"], /Write a time with its offset, such as 2026-11-26T10:00:00Z\./],
    [["--from", "2026-11-26T10:00:00"], /Write a time with its offset/],
    [["--destination", "shipment"], 'error: tenant parcelpoint has no destination "shipment"; write shipments\n'],
  ])("%j", (args, said) => {
    const { code, stderr } = replay("parcelpoint", ...args);
    expect(code).toBe(1);
    if (typeof said === "string") expect(stderr).toBe(said);
    else expect(stderr).toMatch(said);
  });
});
