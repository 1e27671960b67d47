import { CredentialSecret } from "../../constructs/credential-secret";
import { synthesizeStack } from "../synthesized";

const stack = synthesizeStack(
  (scope) =>
    new CredentialSecret(scope, "Secret", {
      name: "acme/test/tenants/mail",
      description: "Credentials of mail",
      kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
    }),
);

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
