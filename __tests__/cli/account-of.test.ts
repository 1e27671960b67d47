import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emittedFolder } from "../simulator/topology/emitted-folder";
import { endStartedHubs, hub, startHub } from "./hub-process";

const OWNER = "111111111111";
const provider = { aws: [{ region: "eu-west-1" }] };
const told = { aws: [{ region: "eu-west-1", allowed_account_ids: ["222222222222"] }] };
const bus = { aws_cloudwatch_event_bus: { orders: { name: "orders" } } };

jest.setTimeout(60_000);

let outdir: string;
let event: string;

beforeAll(() => {
  outdir = emittedFolder({
    orders: { provider, resource: bus },
    cron: { provider, resource: {} },
    other: { provider: told, resource: {} },
  });
  event = path.join(outdir, "event.json");
  writeFileSync(event, JSON.stringify({ source: "shop", "detail-type": "Order", detail: {} }));
});
afterAll(() => {
  endStartedHubs();
  rmSync(outdir, { recursive: true });
});

const simulate = (...more: string[]) => hub("simulate", "--out", outdir, "--event", event, "--account", OWNER, ...more);

test("an answer that hangs on an account says how to tell it, and is firm with it", () => {
  expect(simulate().stdout).toMatch(
    /^Not known whether accepted: the Terraform does not tell the account of orders: [^\n]*\nTo tell the account: --account-of orders=ID\n/,
  );
  expect(simulate("--account-of", `orders=${OWNER}`).stdout).toMatch(/^Accepted: account 111111111111 owns the bus/);
  expect(simulate("--account-of", "orders=999999999999").stdout).toMatch(/^Refused: no statement allows/);
});

test.each([
  [
    "no account",
    "orders=1",
    /argument 'orders=1' is invalid\. Write STACK=ID, where ID is an account of twelve digits\./,
  ],
  ["a stack that there is not", `order=${OWNER}`, /no stack is called order; write orders/],
  ["a stack whose account is told", `other=${OWNER}`, /the Terraform of other says 222222222222; leave the option out/],
])("%s is refused in a sentence", (_, value, sentence) => {
  const { code, stdout, stderr } = simulate("--account-of", value);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^error: .*\n$/);
  expect(stderr).toMatch(sentence);
});

test("hub local asks for the accounts that it needs, and for no other", async () => {
  const { code, stderr } = hub("local", "--out", outdir, "--port", "0");
  expect(code).toBe(1);
  expect(stderr).toBe("error: the Terraform does not tell in which account orders is; write --account-of orders=ID\n");
  const running = startHub(["local", "--out", outdir, "--port", "0", "--account-of", `orders=${OWNER}`]);
  const lines: string[] = [];
  for (let line = await running.nextLine(); line !== ""; line = await running.nextLine()) lines.push(line ?? "");
  expect(lines.join("\n")).toContain(`AWS_ACCESS_KEY_ID=${OWNER}`);
  // Without queues and destinations there are none to read or to make fail.
  expect(lines.join("\n")).not.toMatch(/<|dead letters|destination/);
  expect((await running.interrupt()).code).toBe(0);
});

test("list shows an account that was told", () => {
  expect(hub("list", "--plan", path.join(outdir, "event.json")).stderr).toMatch(/not what terraform show -json prints/);
  const plan = path.join(outdir, "empty.json");
  writeFileSync(plan, '{"format_version":"1.0"}');
  expect(hub("list", "--plan", plan, "--account-of", `empty=${OWNER}`).stdout).toMatch(
    /\nempty +111111111111 +\? +0\n/,
  );
});
