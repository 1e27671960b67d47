import fc from "fast-check";
import { busPolicyDocument, type BusPolicyInput } from "../../aws/bus-policy";
import { ALIAS_PATTERN } from "../../catalogue/language/fields";

const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";
const shop = {
  alias: "shop-eu",
  account: "210000000001",
  sources: ["com.acme.orders", "com.acme.customers"],
  detailTypes: ["Order Placed"],
};
const billing = { alias: "billing", account: "210000000002", sources: ["com.acme.billing"] };

function statementsFor(changes: Partial<BusPolicyInput> = {}) {
  return busPolicyDocument({ busArn, region: "eu-central-1", publishers: [shop, billing], ...changes }).Statement;
}

function allowStatementOf(sid: string, changes: Partial<BusPolicyInput> = {}) {
  return statementsFor(changes).find((statement) => statement.Sid === sid);
}

test("every publisher has one statement that allows, and there is one that denies", () => {
  expect(statementsFor().map(({ Sid, Effect }) => `${Effect} ${Sid}`)).toEqual([
    "Allow PublishShopEu",
    "Allow PublishBilling",
    "Deny DenyAwsSources",
  ]);
});

test("a publisher may put events on this bus, and nothing else", () => {
  expect(allowStatementOf("PublishShopEu")).toMatchObject({
    Principal: { AWS: "arn:aws:iam::210000000001:root" },
    Action: "events:PutEvents",
    Resource: busArn,
  });
});

test("a publisher is held to its own sources and detail-types", () => {
  expect(allowStatementOf("PublishShopEu")?.Condition?.["ForAllValues:StringEquals"]).toEqual({
    "events:source": ["com.acme.orders", "com.acme.customers"],
    "events:detail-type": ["Order Placed"],
  });
});

test("a publisher without detail-types is held to its sources alone", () => {
  expect(allowStatementOf("PublishBilling")?.Condition).toEqual({
    "ForAllValues:StringEquals": { "events:source": ["com.acme.billing"] },
    Null: { "events:source": "false" },
  });
});

test("every key that ForAllValues compares must be there", () => {
  for (const { Condition } of statementsFor()) {
    const compared = Object.keys(Condition?.["ForAllValues:StringEquals"] ?? {});
    expect(Condition?.["Null"] ?? {}).toEqual(Object.fromEntries(compared.map((key) => [key, "false"])));
  }
});

test("with an organization, publishers must belong to it", () => {
  const statement = allowStatementOf("PublishBilling", { organizationId: "o-a1b2c3d4e5" });
  expect(statement?.Condition?.["StringEquals"]).toEqual({ "aws:PrincipalOrgID": "o-a1b2c3d4e5" });
});

test("without an organization, none is asked for", () => {
  expect(JSON.stringify(statementsFor())).not.toContain("aws:PrincipalOrgID");
});

test("nobody may pose as an AWS service, not even with one entry of many", () => {
  expect(statementsFor().at(-1)).toEqual({
    Sid: "DenyAwsSources",
    Effect: "Deny",
    Principal: "*",
    Action: "events:PutEvents",
    Resource: busArn,
    Condition: { "ForAnyValue:StringLike": { "events:source": "aws.*" } },
  });
});

test("a bus without publishers still refuses AWS's sources", () => {
  expect(statementsFor({ publishers: [] }).map(({ Sid }) => Sid)).toEqual(["DenyAwsSources"]);
});

test("publishers of a Region outside the standard partition are named in that partition", () => {
  const statement = allowStatementOf("PublishBilling", { region: "cn-north-1" });
  expect(statement?.Principal).toEqual({ AWS: "arn:aws-cn:iam::210000000002:root" });
});

test("distinct aliases never share a Sid, and every Sid is one that IAM accepts", () => {
  const aliases = fc.uniqueArray(fc.stringMatching(ALIAS_PATTERN), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(aliases, (distinct) => {
      const publishers = distinct.map((alias) => ({ ...billing, alias }));
      const sids = statementsFor({ publishers }).map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(distinct.length + 1);
      for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    }),
  );
});

test("aliases that differ only in where a hyphen stands have different Sids", () => {
  const publishers = ["ab-c", "a-bc", "abc", "a-b-c"].map((alias) => ({ ...billing, alias }));
  expect(statementsFor({ publishers }).map(({ Sid }) => Sid)).toEqual([
    "PublishAbC",
    "PublishABc",
    "PublishAbc",
    "PublishABC",
    "DenyAwsSources",
  ]);
});
