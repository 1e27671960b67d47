import fc from "fast-check";
import { evaluateBusPolicy, evaluateIdentityPolicies, evaluateServiceAccess } from "#simulator/policy";

const account = "111111111111";
const arn = `arn:aws:events:eu-west-1:${account}:event-bus/hub`;

/** Statements that hold, fail or are unknown for all three evaluators alike. */
const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    about: fc.constantFrom("this", "another resource", "nobody knows"),
  })
  .map(({ Effect, about }) => ({
    Effect,
    Principal: "*",
    Action: "events:PutEvents",
    Resource: about === "another resource" ? `${arn}-2` : arn,
    ...(about === "nobody knows" ? { Condition: { StringEquals: { "x:y": "z" } } } : {}),
  }));

type Statement = typeof statement extends fc.Arbitrary<infer One> ? One : never;

const document = (statements: readonly Statement[]) => JSON.stringify({ Statement: statements });

function onBus(statements: readonly Statement[], principalAccount: string) {
  return evaluateBusPolicy({
    bus: { arn, account, policy: { kind: "document", document: document(statements) } },
    request: { principalAccount, source: "shop", detailType: "Order Placed" },
  });
}

function ofRole(statements: readonly Statement[]) {
  return evaluateIdentityPolicies([document(statements)], {
    action: "events:PutEvents",
    resource: arn,
    region: "eu-west-1",
    principalArn: `arn:aws:iam::${account}:role/r`,
    principalAccount: account,
  });
}

function ofService(statements: readonly Statement[]) {
  const request = { service: "x.amazonaws.com", action: "events:PutEvents", resourceArn: arn, sourceArn: arn };
  return evaluateServiceAccess(document(statements), request);
}

test("a bus, a role and a resource decide alike about the same statements", () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      const { decision } = onBus(statements, "222222222222");
      expect(ofRole(statements).decision).toBe(decision);
      expect(ofService(statements).decision).toBe(decision);
    }),
  );
});

test("one more Deny never allows, and one more Allow never denies what is allowed", () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), statement, (statements, more) => {
      const [before, after] = [ofService(statements).decision, ofService([...statements, more]).decision];
      if (more.Effect === "Deny" && before !== "allowed") expect(after).not.toBe("allowed");
      if (more.Effect === "Allow" && before === "allowed") expect(after).toBe("allowed");
    }),
  );
});

test("the bus's own account needs no Allow: for it, an Allow that nobody understands changes nothing", () => {
  const unsure = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: arn } as const;
  const statements = [{ ...unsure, Condition: { StringEquals: { "x:y": "z" } } }];
  expect(onBus(statements, "222222222222").decision).toBe("unknown");
  expect(onBus(statements, account).decision).toBe("allowed");
});
