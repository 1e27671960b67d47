import { z } from "zod";
import { hub } from "./hub-process";

const output = z.looseObject({
  usage: z.array(
    z.looseObject({ name: z.string(), of: z.string(), used: z.number(), left: z.number(), limit: z.number() }),
  ),
  costs: z.array(
    z.looseObject({ stack: z.string(), dollarsForResources: z.number(), billed: z.record(z.string(), z.number()) }),
  ),
  dollars: z.number(),
  prices: z.record(z.string(), z.looseObject({ address: z.string(), asOf: z.string(), confirmed: z.boolean() })),
});

describe("hub capacity", () => {
  test("shows what is used and left of each quota, and what each stack costs", () => {
    const { code, stdout } = hub("capacity");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}acme-dev-central +policy characters +[\d,]+ +[\d,]+ +10,240\n/);
    expect(stdout).toMatch(/\n {2}acme-dev-central +rules +\d+ +\d+ +300\n/);
    expect(stdout).toMatch(/\n {2}tenant-slack +\d+\.\d\d +(\d+\.\d\d +)+1 secret, \d+ alarms\n/);
    expect(stdout).toContain("are not confirmed on AWS's own page");
  });

  test("--json gives the same as numbers that add up, and every price with its page and date", () => {
    const { usage, costs, dollars, prices } = output.parse(JSON.parse(hub("capacity", "--json").stdout));
    for (const { used, left, limit } of usage) expect(used + left).toBe(limit);
    expect(usage.map(({ of }) => of)).toEqual(expect.arrayContaining(["connections", "API destinations", "IAM roles"]));
    expect(costs.reduce((sum, cost) => sum + cost.dollarsForResources, 0)).toBeCloseTo(dollars);
    for (const { address, asOf } of Object.values(prices)) {
      expect([address, asOf]).toEqual([
        expect.stringMatching(/^https:\/\/aws\.amazon\.com\//),
        expect.stringMatching(/^20\d\d-\d\d$/),
      ]);
    }
  });
});
