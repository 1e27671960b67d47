/** A rule's expected peak is read from its tag, be it emitted, planned or deployed. */
import { rmSync } from "node:fs";
import { readTopology, type Topology } from "#simulator/topology";
import { crm, sampleEnvironment } from "../../sample-environment";
import { synthesizeEnvironment } from "../../synthesized";
import { emittedFolder } from "./emitted-folder";

const values = { name: "r", event_pattern: '{"source":["shop"]}' };

function emitted(tags: unknown): Topology {
  const outdir = emittedFolder({ app: { resource: { aws_cloudwatch_event_rule: { r: { ...values, tags } } } } });
  const topology = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  return topology;
}

function shown(tags: unknown, under: "planned_values" | "values"): Topology {
  const type = "aws_cloudwatch_event_rule";
  const rule = { address: `${type}.r`, mode: "managed", type, name: "r", values: { ...values, tags } };
  const json = { format_version: "1.2", [under]: { root_module: { resources: [rule] } } };
  return readTopology({ kind: "showJson", stacks: [{ name: "app", json }] });
}

const READERS: readonly (readonly [from: string, read: (tags: unknown) => Topology])[] = [
  ["emitted Terraform", emitted],
  ["a plan", (tags) => shown(tags, "planned_values")],
  ["a state", (tags) => shown(tags, "values")],
];

describe.each(READERS)("from %s", (_, read) => {
  const peaks = (tags: unknown) => read(tags).rules.map(({ expectedPeakPerSecond }) => expectedPeakPerSecond);

  test("a number is the peak", () => {
    expect(peaks({ "expected-peak-per-second": "2.5", Name: "r" })).toEqual([2.5]);
  });

  test.each([[undefined], [null], [{}], [{ "expected-peak-per-second": "many" }], [{ Name: "5" }]])(
    "%j tells none",
    (tags) => {
      expect(peaks(tags)).toEqual([undefined]);
    },
  );
});

test("tags that cannot be told leave nothing of the rule open", () => {
  for (const tags of ["${merge(local.tags, {})}", { Name: "${var.name}" }, ["a"]]) {
    const { rules, unknown } = emitted(tags);
    expect(unknown.filter(({ what }) => what.startsWith("tags"))).toEqual([]);
    expect(rules).toMatchObject([{ trigger: { kind: "pattern" } }]);
  }
});

test("a reference beside the peak does not hide it", () => {
  const { rules } = emitted({ Name: "${var.name}", "expected-peak-per-second": "7" });
  expect(rules).toMatchObject([{ expectedPeakPerSecond: 7 }]);
});

test("what a tenant declares is read from what is emitted of it, rule by rule", () => {
  const [orders, ...others] = crm.destinations;
  if (orders === undefined) throw new Error("crm has no destination");
  const events = orders.events.map((event, index) => ({ ...event, expectedPeakPerSecond: 0.1 + index }));
  const tenants = [{ ...crm, destinations: [{ ...orders, events }, ...others] }];
  const stack = synthesizeEnvironment(sampleEnvironment({ tenants })).stack("tenant-crm");
  const outdir = emittedFolder({ "tenant-crm": JSON.parse(stack.fileText) as object });
  const { rules } = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  expect(Object.fromEntries(rules.map((rule) => [rule.name, rule.expectedPeakPerSecond]))).toEqual({
    "acme-test-crm_orders_order-placed": 0.1,
    "acme-test-crm_orders_paid": 1.1,
    "acme-test-crm_contacts_changed": undefined,
  });
});
