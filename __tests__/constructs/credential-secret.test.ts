import { CredentialSecret } from "../../constructs/credential-secret";
import { ANYTHING, isAllowed } from "../iam";
import { synthesizeStack } from "../synthesized";

const role = (name: string) => `arn:aws:iam::200000000001:role/${name}`;
const stack = synthesizeStack(
  (scope) =>
    new CredentialSecret(scope, "Secret", {
      name: "acme/test/tenants/mail",
      description: "Credentials of mail",
      kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
      roles: { reader: role("sync"), writer: role("operators"), deployer: role("deployment") },
    }),
);
const policy = stack.only("aws_secretsmanager_secret").statements("policy");

test("the secret has a name and a key, and no value", () => {
  expect(stack.addresses).toHaveLength(1);
  expect(stack.only("aws_secretsmanager_secret").attributes).toMatchObject({
    name: "acme/test/tenants/mail",
    description: "Credentials of mail",
    kms_key_id: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
  });
});

test("a deleted secret can be restored for a week", () => {
  expect(stack.only("aws_secretsmanager_secret").attributes["recovery_window_in_days"]).toBe(7);
});

test("its policy grants nothing", () => {
  expect(policy.filter(({ Effect }) => Effect !== "Deny")).toEqual([]);
});

/** Which of these callers, each allowed anything by its own policies, may do an action to the secret. */
function whoMay(action: string, transport: "true" | "false" = "true"): string[] {
  const callers = {
    sync: role("sync"),
    operators: role("operators"),
    deployment: role("deployment"),
    administrator: role("administrator"),
    sync_elsewhere: role("sync").replace("200000000001", "200000000002"),
    root: "arn:aws:iam::200000000001:root",
    service: undefined,
  };
  return Object.entries(callers).flatMap(([name, arn]) => {
    const context = { "aws:SecureTransport": transport, ...(arn === undefined ? {} : { "aws:PrincipalArn": arn }) };
    const resource = "arn:aws:secretsmanager:eu-central-1:200000000001:secret:acme/test/tenants/mail-a1B2c3";
    const request = { action: `secretsmanager:${action}`, resource, context };
    return isAllowed([...ANYTHING, ...policy], request) ? [name] : [];
  });
}

describe("of callers who are allowed anything by their own policies", () => {
  test("just the sync reads values and moves labels", () => {
    expect(whoMay("GetSecretValue")).toEqual(["sync"]);
    expect(whoMay("UpdateSecretVersionStage")).toEqual(["sync"]);
  });

  test("just operators put values", () => {
    expect(whoMay("PutSecretValue")).toEqual(["operators"]);
  });

  test("just the deployment changes description and key", () => {
    expect(whoMay("UpdateSecret")).toEqual(["deployment"]);
  });

  test("nobody lets a function rotate it, nor copies it to another Region", () => {
    expect(whoMay("RotateSecret")).toEqual([]);
    expect(whoMay("ReplicateSecretToRegions")).toEqual([]);
  });

  test("nobody does anything over a connection in the clear", () => {
    expect(whoMay("DescribeSecret", "false")).toEqual([]);
  });

  test("everybody can still see, delete and restore it, and take the policy away: nobody is locked out", () => {
    for (const action of [
      "DescribeSecret",
      "GetResourcePolicy",
      "PutResourcePolicy",
      "DeleteResourcePolicy",
      "DeleteSecret",
      "RestoreSecret",
      "CancelRotateSecret",
      "RemoveRegionsFromReplication",
      "TagResource",
    ]) {
      expect(whoMay(action)).toHaveLength(7);
    }
  });
});
