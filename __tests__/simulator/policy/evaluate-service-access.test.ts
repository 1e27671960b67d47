import fc from "fast-check";
import { evaluateServiceAccess, type ServiceRequest } from "#simulator/policy";

const queue = "arn:aws:sqs:eu-west-1:111111111111:dead-letters";
const rule = "arn:aws:events:eu-west-1:111111111111:rule/hub/orders";
const request: ServiceRequest = {
  service: "events.amazonaws.com",
  action: "sqs:SendMessage",
  resourceArn: queue,
  sourceArn: rule,
};
const allow = {
  Sid: "Allow",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: queue,
};
const when = (condition: object) => ({ ...allow, Condition: condition });
const onlyTls = {
  ...{ Sid: "Tls", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue },
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function ask(statements: readonly object[], more: Partial<ServiceRequest> = {}) {
  return evaluateServiceAccess(JSON.stringify({ Version: "2012-10-17", Statement: statements }), {
    ...request,
    ...more,
  });
}

test.each<[what: string, statements: object[], decision: string]>([
  ["an allow for the service", [allow], "allowed"],
  ["an allow for everybody", [{ ...allow, Principal: "*" }], "allowed"],
  ["an allow for everything", [{ ...allow, Action: "SQS:*", Resource: "*" }], "allowed"],
  ["an allow for this rule", [when({ ArnEquals: { "aws:SourceArn": rule } })], "allowed"],
  [
    "an allow for rules of this bus",
    [when({ ArnLike: { "AWS:SourceArn": [rule.replace("orders", "*")] } })],
    "allowed",
  ],
  ["an allow for this account", [when({ StringEquals: { "aws:SourceAccount": "111111111111" } })], "allowed"],
  ["a denial of plain HTTP beside it", [allow, onlyTls], "allowed"],
  ["no statement", [], "denied"],
  ["an allow for another service", [{ ...allow, Principal: { Service: "sns.amazonaws.com" } }], "denied"],
  [
    "an allow for the account's identities",
    [{ ...allow, Principal: { AWS: "arn:aws:iam::111111111111:root" } }],
    "denied",
  ],
  ["an allow of another action", [{ ...allow, Action: "sqs:ReceiveMessage" }], "denied"],
  ["an allow of all actions but this", [{ ...allow, Action: undefined, NotAction: "sqs:Send*" }], "denied"],
  ["an allow for another queue", [{ ...allow, Resource: `${queue}-2` }], "denied"],
  ["an allow for another rule", [when({ ArnEquals: { "aws:SourceArn": `${rule}-2` } })], "denied"],
  ["an allow for another account", [when({ StringEquals: { "aws:SourceAccount": "222222222222" } })], "denied"],
  ["a denial beside the allow", [allow, { ...allow, Effect: "Deny" }], "denied"],
  ["an allow under an unknown condition", [when({ StringEquals: { "aws:SourceOrgID": "o-1" } })], "unknown"],
  [
    "a denial under an unknown condition",
    [allow, { ...when({ StringEquals: { "x:y": "z" } }), Effect: "Deny" }],
    "unknown",
  ],
  ["NotPrincipal", [{ ...allow, Principal: undefined, NotPrincipal: "*" }], "unknown"],
])("%s", (_, statements, decision) => {
  expect(ask(statements).decision).toBe(decision);
});

test("what the request carries besides counts: a key's encryption context", () => {
  const forQueue = when({ StringEquals: { "kms:EncryptionContext:aws:sqs:arn": queue } });
  expect(ask([forQueue]).decision).toBe("unknown");
  expect(ask([forQueue], { context: { "kms:EncryptionContext:aws:sqs:arn": queue } }).decision).toBe("allowed");
});

test("a policy that is not JSON is not known, and said to be so", () => {
  expect(evaluateServiceAccess("{", request)).toMatchObject({ decision: "unknown", reason: "the policy is not JSON" });
});

test("a denial that holds decides, whatever else stands there", () => {
  const statement = fc.constantFrom<object>(
    allow,
    onlyTls,
    when({ ArnEquals: { "aws:SourceArn": rule } }),
    when({ StringEquals: { "aws:SourceOrgID": "o-1" } }),
    { ...allow, Action: "sqs:ReceiveMessage" },
  );
  fc.assert(
    fc.property(fc.array(statement), fc.array(statement), (before, after) => {
      const denial = { ...allow, Sid: "No", Effect: "Deny" };
      expect(ask([...before, denial, ...after])).toMatchObject({
        decision: "denied",
        explicit: true,
        reason: "No denies it",
      });
    }),
  );
});
