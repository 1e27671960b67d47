import type { EmittedStack } from "#simulator/topology";
import { capacityOf } from "../../review";

function stack(name: string, ...types: readonly string[]): EmittedStack {
  const place = { account: "200000000001", region: "eu-central-1" };
  const resources = types.map((type, index) => ({
    address: `${type}.r${index}`,
    type,
    name: `r${index}`,
    modulePrefix: "",
    ...place,
    values: {},
  }));
  return { name, dependencies: [], ...place, resources, unknown: [] };
}

const stacks = [
  stack("central-bus", "aws_kms_key", "aws_iam_role"),
  stack("tenant-slack", "aws_secretsmanager_secret", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm"),
];

describe("the capacity of stacks", () => {
  it("counts what costs while it exists, and the deliveries that are expected in 30 days", () => {
    const { costs, dollars } = capacityOf(stacks, new Map([["tenant-slack", 100_000]]), undefined);
    expect(costs).toEqual([
      {
        stack: "central-bus",
        billed: { aws_kms_key: 1 },
        dollarsForResources: 1,
        deliveries: undefined,
        dollarsForDeliveries: 0,
      },
      {
        stack: "tenant-slack",
        billed: { aws_secretsmanager_secret: 1, aws_cloudwatch_metric_alarm: 2 },
        dollarsForResources: 0.6000000000000001,
        deliveries: 3_000_000,
        dollarsForDeliveries: 0.6000000000000001,
      },
    ]);
    expect(dollars).toBeCloseTo(2.2);
  });

  it("says of each account what is used and left of AWS's quotas", () => {
    expect(capacityOf(stacks, new Map(), undefined).usage).toEqual([
      { what: "account", name: "200000000001", of: "IAM roles", used: 1, left: 999, limit: 1_000 },
      { what: "account", name: "200000000001 in eu-central-1", of: "alarms", used: 2, left: 4_998, limit: 5_000 },
    ]);
  });
});
