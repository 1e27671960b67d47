import { evaluateIdentityPolicies, type IdentityRequest } from "#simulator/policy";

const TABLE = "arn:aws:dynamodb:eu-central-1:210000000002:table/users";

const request: IdentityRequest = {
  action: "dynamodb:PutItem",
  resource: TABLE,
  region: "eu-central-1",
  principalArn: "arn:aws:iam::210000000002:role/users",
  principalAccount: "210000000002",
};

const policyOf = (statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function verdict(statements: readonly object[], more: Partial<IdentityRequest> = {}) {
  return evaluateIdentityPolicies([policyOf(statements)], { ...request, ...more });
}

const allow = { Sid: "Write", Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: TABLE };

describe("the policies of a role", () => {
  test.each([
    ["the action on the resource", allow],
    ["a wildcard in the action, in any case", { ...allow, Action: "DynamoDB:Put*" }],
    ["a wildcard in the resource", { ...allow, Resource: "arn:aws:dynamodb:*:210000000002:table/*" }],
    ["all but another action", { ...allow, Action: undefined, NotAction: "dynamodb:DeleteItem" }],
    ["a condition that holds", { ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } } }],
  ])("allow %s", (_, statement) => {
    expect(verdict([statement])).toEqual({ decision: "allowed" });
  });

  test.each([
    ["nothing", [], "is allowed by no statement of the role's policies"],
    [
      "another resource",
      [{ ...allow, Resource: `${TABLE}-2` }],
      `is allowed by no statement of the role's policies (Write: it is not about ${TABLE})`,
    ],
    ["another action", [{ ...allow, Action: "dynamodb:GetItem" }], "is allowed by no statement of the role's policies"],
    [
      "a condition that fails",
      [{ ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
      "is allowed by no statement of the role's policies " +
        '(Write: aws:RequestedRegion is "eu-central-1"; StringEquals wants "us-east-1")',
    ],
    ["a deny beside the allow", [allow, { ...allow, Sid: "Never", Effect: "Deny" }], "is denied by Never"],
  ])("deny with %s", (_, statements, reason) => {
    expect(verdict(statements)).toMatchObject({ decision: "denied", reason });
  });

  test("say whether a statement denies it or merely none allows it", () => {
    expect(verdict([allow, { ...allow, Effect: "Deny" }])).toMatchObject({ explicit: true, statements: [] });
    expect(verdict([])).toMatchObject({ explicit: false, statements: [] });
  });

  test("name the statement that is close, and what of it fails, as data", () => {
    const elsewhere = { ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } };
    const other = { ...allow, Action: "dynamodb:GetItem" };
    expect(verdict([other, elsewhere, { ...allow, Sid: "There", Resource: `${TABLE}-2` }])).toMatchObject({
      statements: [
        { statement: "Write", cause: { part: "condition", operator: "StringEquals", key: "aws:RequestedRegion" } },
        { statement: "There", cause: { part: "resource" } },
      ],
    });
  });

  test("are unknown, never allowed, when a condition is not known and decides", () => {
    const Condition = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a"] } };
    const unsure = { ...allow, Condition };
    const reason = "is not known to be allowed: Write: the condition key dynamodb:LeadingKeys is not known here";
    const unknown = { decision: "unknown", reason };
    expect(verdict([unsure])).toMatchObject(unknown);
    expect(verdict([allow, { ...unsure, Effect: "Deny" }])).toMatchObject(unknown);
    expect(verdict([unsure, { ...allow, Sid: "Also" }])).toEqual({ decision: "allowed" });
  });

  test("see a session of the role, and no service", () => {
    const under = (Condition: object) => verdict([{ ...allow, Condition }]).decision;
    expect(under({ StringEquals: { "aws:PrincipalType": "AssumedRole" } })).toBe("allowed");
    expect(under({ StringEquals: { "aws:PrincipalType": "Role" } })).toBe("denied");
    expect(under({ Bool: { "aws:PrincipalIsAWSService": "false" } })).toBe("allowed");
    expect(under({ Bool: { "aws:PrincipalIsAWSService": "true" } })).toBe("denied");
  });

  test("ask every event of a PutEvents call", () => {
    const Condition = { "ForAllValues:StringEquals": { "events:source": ["com.users"] } };
    const statement = { Effect: "Allow", Action: "events:PutEvents", Resource: "*", Condition };
    const put = (...sources: string[]) =>
      verdict([statement], { action: "events:PutEvents", context: { "events:source": sources } }).decision;
    expect([put("com.users"), put("com.users", "com.bank")]).toEqual(["allowed", "denied"]);
  });

  test("that cannot be read are unknown", () => {
    expect(evaluateIdentityPolicies(["{"], request)).toMatchObject({
      decision: "unknown",
      reason: "is not known to be allowed: a policy of the role is not JSON",
    });
  });

  describe("of which one was not read", () => {
    const unread = "arn:aws:iam::aws:policy/PowerUserAccess";
    const beside = (...policies: string[]) => evaluateIdentityPolicies(policies, request, [unread]);
    const never = policyOf([{ ...allow, Sid: "Never", Effect: "Deny" }]);

    test("are unknown where nothing else allows it: that one may", () => {
      const reason = `is not known to be allowed: the role's policy ${unread} is not read`;
      expect(beside()).toEqual({ decision: "unknown", reason, statements: [] });
    });

    test("are unknown where another allows it: that one may deny it", () => {
      expect(beside(policyOf([allow]))).toMatchObject({ decision: "unknown" });
    });

    test("name what comes close besides", () => {
      expect(beside(policyOf([{ ...allow, Resource: `${TABLE}-2` }]))).toMatchObject({
        decision: "unknown",
        reason: `is not known to be allowed: Write: it is not about ${TABLE}; the role's policy ${unread} is not read`,
      });
    });

    test("deny what another denies, whatever that one says", () => {
      const denied = { decision: "denied", explicit: true, reason: "is denied by Never" };
      expect(beside(never)).toMatchObject(denied);
      expect(beside("{", never)).toMatchObject(denied);
    });
  });
});
