/** No policy document stops what reads it, whatever stands in it. */
import { evaluateBusPolicy, evaluateIdentityPolicies } from "#simulator/policy";

const account = "111111111111";
const arn = `arn:aws:events:eu-west-1:${account}:event-bus/hub`;
const detailType = "a".repeat(128);
const allow = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: arn };

function onBus(statement: object) {
  const document = JSON.stringify({ Statement: [{ ...allow, ...statement }] });
  const request = { principalAccount: "222222222222", source: "shop", detailType };
  return evaluateBusPolicy({ bus: { arn, account, policy: { kind: "document", document } }, request });
}

test.each(["constructor", "toString", "hasOwnProperty"])("%s is no operator, and no key, that is known", (name) => {
  expect(onBus({ Condition: { [name]: { "events:source": "shop" } } })).toMatchObject({
    decision: "unknown",
    reason: expect.stringContaining(`the condition operator ${name} is not known here`) as string,
  });
  const document = JSON.stringify({ Statement: [{ ...allow, Condition: { StringEquals: { [name]: "x" } } }] });
  const role = { principalArn: `arn:aws:iam::${account}:role/r`, principalAccount: account };
  const asked = { action: "events:PutEvents", resource: arn, region: "eu-west-1", ...role };
  expect(evaluateIdentityPolicies([document], asked).decision).toBe("unknown");
});

test("a value of any length is compared", () => {
  expect(onBus({ Action: `events:${"x".repeat(100_000)}` }).decision).toBe("denied");
  expect(onBus({ Action: `events:${"*".repeat(100_000)}` }).decision).toBe("allowed");
});

test("a value of many stars is compared in no time", () => {
  const began = performance.now();
  const Condition = { StringLike: { "events:detail-type": `${"*a".repeat(60)}*b` } };
  expect(onBus({ Condition }).decision).toBe("denied");
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each<[pattern: string, matches: boolean]>([
  ["*", true],
  ["a*", true],
  ["*a*a*", true],
  ["?".repeat(128), true],
  ["?".repeat(127), false],
  [`${"a".repeat(128)}*`, true],
  [`${"a".repeat(128)}?`, false],
  ["a.*", false],
  ["", false],
])("%s", (pattern, matches) => {
  const { decision } = onBus({ Condition: { StringLike: { "events:detail-type": pattern } } });
  expect(decision).toBe(matches ? "allowed" : "denied");
});

test("one that is nested too deeply, or wrong, is said to be so in words", () => {
  const deep = `{"Statement":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const request = { principalAccount: "222222222222", source: "shop", detailType };
  const ask = (document: string) =>
    evaluateBusPolicy({ bus: { arn, account, policy: { kind: "document", document } }, request }).reason;
  expect(ask(deep)).toBe("the policy is nested too deeply");
  expect(ask('{"Statement":{"Effect":"Maybe"}}')).toBe(
    'the policy is not understood: Statement: Effect: "Maybe", where Allow or Deny belongs',
  );
  expect(ask("{}")).toBe("the policy is not understood: Statement: missing, where a list or an object belongs");
});
