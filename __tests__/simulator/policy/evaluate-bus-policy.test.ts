import { evaluateBusPolicy, type PublishRequest } from "#simulator/policy";

const busArn = "arn:aws:events:eu-west-1:111111111111:event-bus/hub";
const shop: PublishRequest = { principalAccount: "222222222222", source: "shop.orders", detailType: "Order Placed" };
const ruleOfShop = "arn:aws:events:eu-west-1:222222222222:rule/shop/orders";

const allow = (condition?: object, more: object = {}) => ({
  Sid: "Allow",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::222222222222:root" },
  Action: "events:PutEvents",
  Resource: busArn,
  ...(condition === undefined ? {} : { Condition: condition }),
  ...more,
});

function ask(statements: readonly object[] | string, request: Partial<PublishRequest> = {}) {
  const document =
    typeof statements === "string" ? statements : JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return evaluateBusPolicy({
    bus: { arn: busArn, account: "111111111111", policy: { kind: "document", document } },
    request: { ...shop, ...request },
  });
}

test.each([
  ["arn:aws:iam::222222222222:role/orders", "AssumedRole"],
  ["arn:aws:sts::222222222222:assumed-role/orders/1", "AssumedRole"],
  ["arn:aws:iam::222222222222:user/ann", "User"],
  ["arn:aws:iam::222222222222:root", "Account"],
])("%s has the principal type %s", (principalArn, type) => {
  const ofType = (one: string) =>
    ask([allow({ StringEquals: { "aws:PrincipalType": one } })], { principalArn }).decision;
  expect([ofType(type), ofType("Anonymous")]).toEqual(["allowed", "denied"]);
});

describe("a condition on a value that is there", () => {
  test.each<[operator: string, key: string, wanted: unknown, holds: boolean]>([
    ["StringEquals", "events:source", "shop.orders", true],
    ["StringEquals", "events:source", ["x", "shop.orders"], true],
    ["StringEquals", "events:source", "Shop.Orders", false],
    ["StringEquals", "EVENTS:Source", "shop.orders", true],
    ["StringNotEquals", "events:source", "shop.orders", false],
    ["StringNotEquals", "events:source", ["x", "shop.orders"], false],
    ["StringNotEquals", "events:source", ["x", "y"], true],
    ["StringEqualsIgnoreCase", "events:source", "Shop.Orders", true],
    ["StringNotEqualsIgnoreCase", "events:source", "Shop.Orders", false],
    ["StringLike", "events:source", "shop.*", true],
    ["StringLike", "events:source", "shop.order?", true],
    ["StringLike", "events:source", "shop?", false],
    ["StringLike", "events:source", "shopXorders", false],
    ["StringNotLike", "events:source", "shop.*", false],
    ["StringEquals", "events:source", "shop.*", false],
    ["ForAllValues:StringEquals", "events:source", ["shop.orders"], true],
    ["ForAllValues:StringEquals", "events:source", ["x"], false],
    ["ForAnyValue:StringLike", "events:source", "aws.*", false],
    ["ForAnyValue:StringNotEquals", "events:source", "x", true],
    ["ForAllValues:StringNotEquals", "events:source", "shop.orders", false],
    ["StringEquals", "events:detail-type", "Order Placed", true],
    ["StringEquals", "aws:PrincipalAccount", "222222222222", true],
    ["Bool", "events:eventBusInvocation", "false", true],
    ["Bool", "events:eventBusInvocation", false, true],
    ["Bool", "events:eventBusInvocation", "true", false],
    ["Null", "events:source", "false", true],
    ["Null", "events:source", true, false],
  ])("%s of %s with %j: %s", (operator, key, wanted, holds) => {
    expect(ask([allow({ [operator]: { [key]: wanted } })]).decision).toBe(holds ? "allowed" : "denied");
  });
});

describe("a condition on a value that is not there", () => {
  test.each<[operator: string, holds: boolean]>([
    ["ArnEquals", false],
    ["ArnNotEquals", true],
    ["ArnEqualsIfExists", true],
    ["ForAllValues:ArnEquals", true],
    ["ForAnyValue:ArnEquals", false],
    ["ForAnyValue:ArnNotEquals", false],
    ["ForAnyValue:ArnEqualsIfExists", true],
  ])("%s: %s", (operator, holds) => {
    expect(ask([allow({ [operator]: { "aws:SourceArn": ruleOfShop } })]).decision).toBe(holds ? "allowed" : "denied");
  });

  test("Null asks for just that", () => {
    expect(ask([allow({ Null: { "aws:SourceArn": "true" } })]).decision).toBe("allowed");
    expect(ask([allow({ Null: { "aws:SourceArn": "false" } })]).decision).toBe("denied");
    expect(ask([allow({ Null: { "events:creatorAccount": "true" } })]).decision).toBe("allowed");
  });
});

describe("an event that a rule forwards", () => {
  test.each<[operator: string, key: string, wanted: string, holds: boolean]>([
    ["ArnEquals", "aws:SourceArn", ruleOfShop, true],
    ["ArnLike", "aws:SourceArn", "arn:aws:events:*:222222222222:rule/*", true],
    ["ArnEquals", "aws:SourceArn", "arn:aws:events:*:222222222222:rule/shop/*", true],
    ["ArnLike", "aws:SourceArn", "arn:aws:*:rule/shop/orders", false],
    ["StringEquals", "aws:SourceAccount", "222222222222", true],
    ["Bool", "events:eventBusInvocation", "true", true],
  ])("%s of %s with %s: %s", (operator, key, wanted, holds) => {
    const { decision } = ask([allow({ [operator]: { [key]: wanted } })], { viaRule: ruleOfShop });
    expect(decision).toBe(holds ? "allowed" : "denied");
  });
});

describe("which statement decides", () => {
  test("an explicit deny wins over an allow", () => {
    const deny = allow({ "ForAnyValue:StringLike": { "events:source": "shop.*" } }, { Sid: "No", Effect: "Deny" });
    expect(ask([allow(), deny])).toMatchObject({
      decision: "denied",
      explicit: true,
      statement: "No",
      reason: 'No denies "Order Placed" of shop.orders from account 222222222222',
    });
  });

  test("a statement without a Sid is named by its place", () => {
    expect(ask([allow(undefined, { Sid: undefined })])).toMatchObject({
      decision: "allowed",
      statement: "statement 1",
    });
  });

  test("nothing allows: refused, with what the account's own statement wants", () => {
    expect(ask([allow({ StringEquals: { "events:source": "shop.customers" } })])).toMatchObject({
      decision: "denied",
      explicit: false,
      statement: undefined,
      statements: [
        { statement: "Allow", cause: { part: "condition", operator: "StringEquals", key: "events:source" } },
      ],
      reason:
        'no statement allows "Order Placed" of shop.orders from account 222222222222 ' +
        '(Allow: events:source is "shop.orders"; StringEquals wants "shop.customers")',
    });
  });

  test("nothing is for the account", () => {
    expect(ask([allow()], { principalAccount: "333333333333" }).reason).toContain("none is for account 333333333333");
  });

  test.each<[what: string, more: object, decision: string]>([
    ["everybody", { Principal: "*" }, "allowed"],
    ["everybody, in a list", { Principal: { AWS: ["*"] } }, "allowed"],
    ["the account by its number", { Principal: { AWS: "222222222222" } }, "allowed"],
    ["a service", { Principal: { Service: "events.amazonaws.com" } }, "denied"],
    ["another action", { Action: "events:PutRule" }, "denied"],
    ["actions with a wildcard", { Action: ["events:Put*"] }, "allowed"],
    ["all actions but this", { Action: undefined, NotAction: "events:PutEvents" }, "denied"],
    ["another bus", { Resource: `${busArn}-two` }, "denied"],
    ["all buses", { Resource: "arn:aws:events:*:*:event-bus/*" }, "allowed"],
  ])("a statement for %s", (_, more, decision) => {
    expect(ask([allow(undefined, more)]).decision).toBe(decision);
  });

  test("one identity of the account: known by its ARN, unknown without", () => {
    const role = "arn:aws:iam::222222222222:role/publisher";
    const one = [allow(undefined, { Principal: { AWS: role } })];
    expect(ask(one, { principalArn: role }).decision).toBe("allowed");
    expect(ask(one, { principalArn: `${role}-two` }).decision).toBe("denied");
    expect(ask(one).decision).toBe("unknown");
  });
});

describe("the organization", () => {
  const ofHub = [allow({ StringEquals: { "aws:PrincipalOrgID": "o-hub" } })];

  test("is assumed to be the hub's, and the answer says so", () => {
    expect(ask(ofHub)).toMatchObject({
      decision: "allowed",
      reason: expect.stringContaining("account 222222222222 is taken to belong to o-hub") as string,
    });
  });

  test("is said to be assumed, too, where a deny of outsiders is passed over for it", () => {
    const outsiders = allow({ StringNotEquals: { "aws:PrincipalOrgID": "o-hub" } }, { Sid: "Out", Effect: "Deny" });
    expect(ask([allow(), outsiders])).toMatchObject({
      decision: "allowed",
      reason: expect.stringContaining("taken to belong to o-hub") as string,
    });
    expect(ask([allow(), outsiders], { organizationId: "o-other" })).toMatchObject({ statement: "Out" });
  });

  test("counts where it is given", () => {
    expect(ask(ofHub, { organizationId: "o-hub" }).reason).not.toContain("taken to belong");
    expect(ask(ofHub, { organizationId: "o-other" }).decision).toBe("denied");
  });
});

describe("the bus's own account", () => {
  const own = { principalAccount: "111111111111" };

  test("needs no statement, and the answer says what it assumes", () => {
    expect(ask([allow()], own)).toMatchObject({
      decision: "allowed",
      statement: undefined,
      reason: expect.stringContaining("the identity that publishes is taken to have events:PutEvents") as string,
    });
  });

  test("is refused where a statement denies", () => {
    const deny = { Sid: "No", Effect: "Deny", Principal: "*", Action: "events:PutEvents", Resource: busArn };
    expect(ask([deny], own)).toMatchObject({ decision: "denied", statement: "No" });
  });
});

describe("what is not known is never a yes", () => {
  test.each<[what: string, statement: object, named: string]>([
    ["an operator", allow({ NumericEquals: { "events:source": "1" } }), "the condition operator NumericEquals"],
    ["a key", allow({ StringEquals: { "aws:PrincipalTag/team": "shop" } }), "the condition key aws:PrincipalTag/team"],
    [
      "a policy variable",
      allow({ StringEquals: { "events:source": "${aws:PrincipalAccount}" } }),
      "the policy variable",
    ],
    ["NotPrincipal", allow(undefined, { Principal: undefined, NotPrincipal: "*" }), "NotPrincipal"],
  ])("%s", (_, statement, named) => {
    expect(ask([statement])).toMatchObject({
      decision: "unknown",
      statement: "Allow",
      reason: expect.stringContaining(named) as string,
    });
    expect(ask([allow(), { ...statement, Sid: "Deny", Effect: "Deny" }])).toMatchObject({ decision: "unknown" });
  });

  test("unless it changes nothing: another condition fails, or nothing allows the event anyway", () => {
    const never = { "aws:PrincipalTag/team": "shop", "events:source": "other" };
    expect(ask([allow({ StringEquals: never })]).decision).toBe("denied");
    const deny = allow({ StringEquals: { "aws:PrincipalTag/team": "shop" } }, { Effect: "Deny" });
    expect(ask([deny]).decision).toBe("denied");
  });

  test.each(["not JSON", "{}", '{"Statement":[{"Effect":"Allow","Unheard":1}]}'])("a policy that is %s", (text) => {
    expect(ask(text).decision).toBe("unknown");
  });

  test("a bus whose policy is not known, or that has none", () => {
    const bus = { arn: busArn, account: "111111111111" };
    const about = (policy: Parameters<typeof evaluateBusPolicy>[0]["bus"]["policy"]) =>
      evaluateBusPolicy({ bus: { ...bus, policy }, request: shop });
    expect(about({ kind: "unknown", what: "it is elsewhere" })).toMatchObject({
      decision: "unknown",
      statement: undefined,
      reason: "it is elsewhere",
    });
    expect(about({ kind: "none" }).decision).toBe("denied");
  });
});
