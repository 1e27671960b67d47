import fc from "fast-check";
import { loadEnvironment } from "../../catalogue";
import type { SourceFile } from "../../catalogue/model";
import { Publishers } from "../../catalogue/publishers";
import { rulePattern } from "../../catalogue/resolve";
import { withEnvironment } from "./environment-folder";

const account = (id: string, sources: string[], detailTypes?: string[]): SourceFile => ({
  account: id,
  owner: "Team",
  publishes: { sources, ...(detailTypes ? { detailTypes } : {}) },
  forwards: {},
});

const shop = account("100000000002", ["com.acme.shop", "com.acme.billing"], ["Order Placed", "Invoice Issued"]);
const warehouse = account("100000000003", ["com.acme.warehouse", "com.acme.shop"]);
const partner = account("100000000001", ["org.partner"], ["Order Placed"]);
const publishers = new Publishers([shop, warehouse, partner]);
const accounts = (pattern: object) => publishers.accountsFor({ ...pattern });

describe("the pattern of a rule on the hub bus", () => {
  it("is the tenant's, and only from the accounts that may publish it", () => {
    const pattern = { source: ["com.acme.billing"], detail: { total: [{ numeric: [">", 100] }] } };
    expect(rulePattern(pattern, publishers)).toEqual({ account: ["100000000002"], ...pattern });
  });

  it("lists the accounts in order, whatever the order of the files", () => {
    const pattern = { source: [{ prefix: "" }] };
    const there = new Publishers([shop, warehouse, partner]).accountsFor(pattern);
    const back = new Publishers([partner, warehouse, shop]).accountsFor(pattern);
    expect(there).toEqual(["100000000001", "100000000002", "100000000003"]);
    expect(back).toEqual(there);
  });

  it("takes every account that publishes one of several sources", () => {
    expect(accounts({ source: ["com.acme.billing", "org.partner"] })).toEqual(["100000000001", "100000000002"]);
  });

  it("leaves out an account that is held to other detail-types", () => {
    const pattern = { source: ["com.acme.shop"], "detail-type": ["Stock Low"] };
    expect(accounts(pattern)).toEqual(["100000000003"]);
  });

  it.each([
    [{ prefix: "com.acme." }, ["100000000002", "100000000003"]],
    [{ suffix: ".partner" }, ["100000000001"]],
    [{ "anything-but": ["org.partner", "com.acme.warehouse"] }, ["100000000002", "100000000003"]],
    [{ "equals-ignore-case": "COM.ACME.BILLING" }, ["100000000002"]],
    [{ wildcard: "*.acme.w*" }, ["100000000003"]],
  ])("asks EventBridge's own matcher about %j", (matcher, expected) => {
    expect(accounts({ source: [matcher] })).toEqual(expected);
  });

  it("does not look at what only the event can tell", () => {
    const pattern = { source: ["org.partner"], $or: [{ region: ["eu-west-1"] }, { detail: { a: [1] } }] };
    expect(accounts(pattern)).toEqual(["100000000001"]);
  });

  it("reaches the stacks with the environment", () => {
    const { environment } = withEnvironment({}, loadEnvironment);
    expect(environment?.tenants[0]?.destinations[0]?.events[0]?.rulePattern).toEqual({
      account: ["100000000003"],
      source: ["com.acme.warehouse"],
      "detail-type": [{ prefix: "Stock " }],
    });
  });
});

describe("for exact sources and detail-types", () => {
  const word = fc.constantFrom("a", "b", "c", "d");
  const words = fc.uniqueArray(word, { minLength: 1 });
  const source = fc.record({ sources: words, detailTypes: fc.option(words, { nil: undefined }) });

  it("an account is asked exactly when it publishes one of each", () => {
    fc.assert(
      fc.property(
        fc.array(source, { maxLength: 5 }),
        words,
        fc.option(words, { nil: undefined }),
        (all, asked, types) => {
          const files = all.map(({ sources, detailTypes }, index) => account(String(index), sources, detailTypes));
          const pattern = { source: asked, ...(types ? { "detail-type": types } : {}) };
          const expected = all.flatMap(({ sources, detailTypes }, index) => {
            const bySource = sources.some((value) => asked.includes(value));
            const byType = !types || !detailTypes || detailTypes.some((value) => types.includes(value));
            return bySource && byType ? [String(index)] : [];
          });
          expect(new Publishers(files).accountsFor(pattern)).toEqual(expected);
        },
      ),
    );
  });
});
