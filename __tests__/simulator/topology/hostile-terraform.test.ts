/** No Terraform stops what reads it: what is not understood is named, in words. */
import { rmSync } from "node:fs";
import { publicationsOf, readTopology, routesOf, type Topology } from "#simulator/topology";
import { emittedFolder } from "./emitted-folder";

const fenced = { aws: [{ region: "eu-west-1", allowed_account_ids: ["111111111111"] }] };
const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));

/** Stacks hold a resource some levels deep: `{"resource": {type: {name: {argument: ...}}}}`. */
const emitted = (argument: unknown) => ({
  provider: fenced,
  resource: { aws_cloudwatch_event_bus: { orders: { name: "orders", tags: argument } } },
});

function readEmitted(stack: object): Topology {
  const outdir = emittedFolder({ app: stack });
  try {
    return readTopology({ kind: "cdktf", outdir });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const readPlan = (json: unknown): Topology => readTopology({ kind: "showJson", stacks: [{ name: "app", json }] });

const plan = (values: object, rest: object = {}) => ({
  format_version: "1.2",
  planned_values: {
    root_module: {
      resources: [
        {
          address: "aws_cloudwatch_event_bus.orders",
          mode: "managed",
          type: "aws_cloudwatch_event_bus",
          name: "orders",
          values,
        },
      ],
    },
  },
  ...rest,
});

describe("of 500 levels, and not one more", () => {
  test("what CDKTF wrote", () => {
    expect(readEmitted(emitted(nested(496))).buses).toHaveLength(1);
    expect(() => readEmitted(emitted(nested(497)))).toThrow(/ is nested too deeply to be what CDKTF writes$/);
    expect(() => readEmitted(emitted(nested(3_000)))).toThrow(/ is nested too deeply to be what CDKTF writes$/);
  });

  test("a plan", () => {
    expect(readPlan(plan({ name: "orders", tags: nested(490) })).buses).toHaveLength(1);
    expect(() => readPlan(plan({ name: "orders", tags: nested(500) }))).toThrow("app is nested too deeply");
    expect(() => readPlan(plan({ name: "orders", tags: nested(100_000) }))).toThrow("app is nested too deeply");
  });
});

test("what is wrong with an argument is said in words", () => {
  const target = { rule: "r", arn: 1, input_transformer: true };
  const { unknown } = readEmitted({ provider: fenced, resource: { aws_cloudwatch_event_target: { t: target } } });
  expect(unknown.map(({ what }) => what)).toEqual([
    "arn: 1, where text belongs",
    "input_transformer: true, where a list or an object belongs",
  ]);
});

test.each(["constructor", "toString", "hasOwnProperty"])(
  "an attribute called %s is none that is known",
  (attribute) => {
    const rule = { name: `\${aws_cloudwatch_event_bus.orders.${attribute}}-rule`, event_pattern: '{"source":["a"]}' };
    const { rules } = readEmitted({
      provider: fenced,
      resource: { ...emitted({}).resource, aws_cloudwatch_event_rule: { placed: rule } },
    });
    expect(rules.map(({ name }) => name)).toEqual([`<app/aws_cloudwatch_event_bus.orders.${attribute}>-rule`]);
  },
);

test("a variable that comes from an output of its own module refers to itself", () => {
  const handedOn = { expressions: { bus: { references: ["module.a.bus"] } } };
  const inner = {
    resources: [
      {
        mode: "managed",
        type: "aws_cloudwatch_event_rule",
        name: "r",
        expressions: { event_bus_name: { references: ["var.bus"] } },
      },
    ],
    outputs: { bus: { expression: { references: ["var.bus"] } } },
  };
  const resource = {
    address: "module.a.aws_cloudwatch_event_rule.r",
    mode: "managed",
    type: "aws_cloudwatch_event_rule",
    name: "r",
    values: { name: "r", event_pattern: '{"source":["a"]}' },
  };
  const { rules } = readPlan({
    format_version: "1.2",
    planned_values: { root_module: { child_modules: [{ address: "module.a", resources: [resource] }] } },
    resource_changes: [{ address: resource.address, change: { after_unknown: { event_bus_name: true } } }],
    configuration: { root_module: { module_calls: { a: { ...handedOn, module: inner } } } },
  });
  expect(rules).toHaveLength(1);
});

test("a pattern that is nested too deeply is listed by its beginning, and such a policy as one that says nothing", () => {
  const deep = `{"source":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`;
  const topology = readEmitted({
    provider: fenced,
    resource: {
      ...emitted({}).resource,
      aws_cloudwatch_event_rule: { r: { name: "r", event_pattern: deep } },
      aws_cloudwatch_event_target: { t: { rule: "r", arn: "arn:aws:sqs:eu-west-1:111111111111:q" } },
      aws_cloudwatch_event_bus_policy: { p: { event_bus_name: "orders", policy: `{"Statement":${deep}}` } },
    },
  });
  expect(routesOf(topology, "app").map(({ events }) => events)).toEqual([[`${deep.slice(0, 200)}…`]]);
  expect(publicationsOf(topology, "app")).toEqual([]);
});
