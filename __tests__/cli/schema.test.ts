/** `hub schema infer`, as it is called. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, project } from "./hub-process";

const dev = path.join(project, "environments", "dev");
const temporary = mkdtempSync(path.join(tmpdir(), "schema-"));
const environment = path.join(temporary, "environments", "dev");
const placed = path.join(environment, "schemas", "com.acme.shop.orders", "Order Placed.json");

beforeEach(() => {
  cpSync(dev, environment, { recursive: true });
});
afterEach(() => {
  rmSync(path.join(temporary, "environments"), { recursive: true });
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

const infer = (...args: readonly string[]) => hub("schema", "infer", ...args, "--env", environment);

const ORDERS = ["--source", "com.acme.shop.orders", "--detail-type", "Order Placed"];

test("writes a schema for each type of event, as those of dev were made, and the environment stands", () => {
  rmSync(path.join(environment, "schemas"), { recursive: true });
  const { code, stdout, stderr } = infer();
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n")[0]).toBe(
    `Wrote ${path.join(environment, "schemas", "com.acme.billing", "Payment Disputed.json")} (from 1 event)`,
  );
  expect(stdout).toContain(`\n\nLook at them: what is missing in the events is missing there. Then: ./hub check`);
  const file = path.relative(dev, path.join(dev, "schemas", "com.acme.shop.orders", "Order Placed.json"));
  expect(readFileSync(path.join(environment, file), "utf8")).toBe(readFileSync(path.join(dev, file), "utf8"));
  expect(hub("check", "--env", environment).stdout).toContain("no errors, no warnings");
});

test("--dry-run shows a schema and writes none", () => {
  rmSync(placed);
  const { code, stdout } = infer(...ORDERS, "--dry-run");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Would write .*Order Placed\.json \(from 2 events\):\n {2}\{\n {4}"\$schema"/);
  expect(existsSync(placed)).toBe(false);
});

test("never writes over a schema, and says how the events differ", () => {
  const before = readFileSync(placed, "utf8").replace('"couponCode"', '"couponcode"');
  writeFileSync(placed, before);
  const { code, stdout } = infer(...ORDERS);
  expect([code, stdout.split("\n")]).toEqual([
    0,
    [
      `${placed} (from 2 events) is there, and is not written over:`,
      "  $.detail.couponCode is in the events, and not in the schema",
      "  $.detail.couponcode is in the schema, and in none of the events",
      "",
    ],
  ]);
  expect(readFileSync(placed, "utf8")).toBe(before);
});

test("takes events of named files, and says in JSON what it made", () => {
  const event = path.join(temporary, "captured.json");
  writeFileSync(
    event,
    JSON.stringify({ source: "aws.partner/example.com/shop", "detail-type": "Order/Placed", detail: { id: 1 } }),
  );
  const { code, stdout } = infer(event, "--source", "aws.partner/example.com/shop", "--json");
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    {
      written: true,
      schemas: [
        {
          source: "aws.partner/example.com/shop",
          detailType: "Order/Placed",
          file: "schemas/aws.partner%2Fexample.com%2Fshop/Order%2FPlaced.json",
          events: ["captured.json"],
          isNew: true,
          schema: {
            $comment: "Inferred by hub schema infer from 1 event: captured.json",
            properties: { detail: { type: "object", properties: { id: { type: "number" } } } },
          },
        },
      ],
    },
  ]);
});

test("says what there is when there is no such event, and what is wrong with a file", () => {
  const none = infer("--detail-type", "Order Plcaed");
  expect([none.code, none.stderr]).toEqual([
    1,
    expect.stringMatching(/^error: there is no event "Order Plcaed"; there are "Customer Registered" of com\.acme\./),
  ]);
  const event = path.join(temporary, "none.json");
  writeFileSync(event, "{}");
  expect(infer(event).stderr).toMatch(/^error: .*none\.json is not an event: /);
});
