import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { readTopology, type Topology } from "#simulator/topology";
import { emittedFolder } from "./emitted-folder";

const fixture = (name: string) =>
  JSON.parse(readFileSync(path.join(__dirname, "show-json", `${name}.json`), "utf8")) as object;

const read = (name: string, json: object, account?: string): Topology =>
  readTopology({ kind: "showJson", stacks: [{ name, json, account }] });

/** The AWS provider sorts the keys of JSON documents; what they say stays the same. */
function withParsedDocuments(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith('{"')) return JSON.parse(value);
  if (Array.isArray(value)) return value.map(withParsedDocuments);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParsedDocuments(item)]));
}

test("a plan gives the topology that the emitted Terraform gives", () => {
  const names = ["central-bus", "tenant-salesforce"];
  const outdir = emittedFolder(Object.fromEntries(names.map((name) => [name, fixture(`dev-${name}-emitted`)])));
  const emitted = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  // The plan was made without an account to be fenced to; a real one has it in its provider.
  const planned = readTopology({
    kind: "showJson",
    stacks: names.map((name) => ({ name, json: fixture(`dev-${name}-plan`), account: "200000000001" })),
  });
  expect(planned.unknown).toEqual([]);
  expect(withParsedDocuments(planned)).toEqual(withParsedDocuments(emitted));
  expect(planned.rules).toHaveLength(3);
});

describe("the plan of a configuration with modules and for_each (show-json/module)", () => {
  const topology = read("shop", fixture("module-plan"), "111122223333");

  test("its buses, one of them the default one", () => {
    expect(topology.buses.map(({ name, origin, policy }) => [name, origin, policy.kind])).toEqual([
      ["orders", "declared", "document"],
      ["default", "referred", "unknown"],
    ]);
  });

  test("rules of every kind", () => {
    expect(topology.rules.map(({ address, state, trigger }) => [address, state, trigger])).toEqual([
      ["aws_cloudwatch_event_rule.nightly", "ENABLED", { kind: "schedule", expression: "rate(1 day)" }],
      [
        "aws_cloudwatch_event_rule.uploads",
        "ENABLED",
        { kind: "pattern", pattern: '{"detail":{"template":["${name}"]},"source":["aws.s3"]}' },
      ],
      [
        'module.hub.aws_cloudwatch_event_rule.this["placed"]',
        "ENABLED",
        { kind: "pattern", pattern: '{"detail-type":["Order Placed"],"source":["myapp.orders"]}' },
      ],
      [
        'module.hub.aws_cloudwatch_event_rule.this["refunded"]',
        "DISABLED",
        { kind: "pattern", pattern: '{"source":["myapp.refunds"]}' },
      ],
    ]);
  });

  test("a connection of the same key, and a queue that a variable brings into the module", () => {
    expect(topology.apiDestinations).toMatchObject([
      { name: "crm-destination", connection: { name: "crm-connection" } },
    ]);
    const targets = topology.rules.flatMap((rule) => rule.targets);
    expect(targets.find(({ id }) => id === "archive")?.deadLetterArn).toBe(
      "arn:aws:sqs:eu-west-1:111122223333:orders-dlq",
    );
  });

  test("what only apply will tell, and a type that is not known, are named", () => {
    expect(topology.unknown).toEqual([
      {
        stack: "shop",
        address: "aws_cloudwatch_event_endpoint.global",
        what: "resources of type aws_cloudwatch_event_endpoint are not understood",
      },
      {
        stack: "shop",
        address: "aws_cloudwatch_event_target.late",
        what: "input: known only after apply, from aws_sqs_queue.dead_letters.arn",
      },
      {
        stack: "shop",
        address: 'module.hub.aws_cloudwatch_event_target.this["crm"]',
        what: expect.stringMatching(/^arn: known only after apply, from .*each\.value\.destination/) as string,
      },
    ]);
  });

  test("no credential is in the model", () => {
    expect(JSON.stringify(topology)).not.toContain("not-to-be-seen");
  });
});

describe("the state of the same configuration, without the endpoint", () => {
  const topology = read("shop", fixture("module-state"));

  test("account and Region come from the ARNs, and AWS's own ids link target, destination and connection", () => {
    const crm = topology.rules.flatMap((rule) => rule.targets).find(({ id }) => id === "crm");
    expect(crm?.arn).toMatch(/^arn:aws:events:eu-west-1:123456789012:api-destination\/crm-destination\/[0-9a-f-]{36}$/);
    expect(crm?.destination).toMatchObject({
      kind: "apiDestination",
      apiDestination: { rateLimitPerSecond: 20, connection: { name: "crm-connection", account: "123456789012" } },
    });
  });

  test("nothing is left unknown", () => {
    expect(topology.unknown).toEqual([]);
    expect(topology.buses.map(({ name, policy }) => [name, policy.kind])).toEqual([
      ["orders", "document"],
      ["default", "unknown"],
    ]);
  });
});

test.each<[what: string, json: object, message: RegExp]>([
  ["something else", { a: 1 }, /is not what terraform show -json prints/],
  ["a plan that failed", { format_version: "1.2", errored: true, planned_values: {} }, /is a plan that failed/],
])("%s is refused", (_, json, message) => {
  expect(() => read("shop", json)).toThrow(message);
});

test("an empty state is an empty topology", () => {
  expect(read("shop", { format_version: "1.0", values: {} })).toMatchObject({ buses: [], rules: [], unknown: [] });
});
