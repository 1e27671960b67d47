import { CredentialsError, readSecretKeys, realSecrets } from "../../cli/input/live-secrets";
import type { ConnectionDescription } from "#simulator/request";

const none = { header: [], queryString: [], body: [] };
const partner: ConnectionDescription = {
  authorization: { type: "BASIC" },
  invocationHttpParameters: { ...none, header: [{ key: "X-Webhook-Token", isValueSecret: true }] },
};
const secret = { username: "acme", password: "canary-live-77d0", webhookToken: "canary-live-41aa" };

const stack = {
  name: "tenant-partner",
  dependencies: [],
  account: undefined,
  region: undefined,
  unknown: [],
  resources: [
    {
      address: "aws_ssm_parameter.spec",
      type: "aws_ssm_parameter",
      name: "spec",
      modulePrefix: "",
      account: undefined,
      region: undefined,
      values: {
        insecure_value: JSON.stringify({
          name: "acme-dev-partner",
          secretName: "acme/dev/tenants/partner",
          kmsKeyIdentifier: "arn:aws:kms:eu-central-1:200000000001:alias/acme-dev-hub",
          authorization: { type: "BASIC" },
          invocationHttpParameters: { header: { "X-Webhook-Token": { secretKey: "webhookToken" } } },
        }),
      },
    },
  ],
};

const parameter = { call: "invocation", part: "header", key: "X-Webhook-Token" } as const;

describe("the credentials of a live connection", () => {
  test("are the JSON of the tenant's secret, whose keys the emitted specification names", () => {
    const secretKeys = readSecretKeys([stack], "acme-dev-partner");
    const { credential, valueOf } = realSecrets(JSON.stringify(secret), partner, secretKeys);
    expect(credential).toEqual({ type: "BASIC", username: "acme", password: secret.password });
    expect(valueOf(parameter)).toBe(secret.webhookToken);
  });

  test("name a secret parameter itself where there is no specification", () => {
    const json = JSON.stringify({ username: "acme", password: "p", "X-Webhook-Token": "t" });
    expect(realSecrets(json, partner, readSecretKeys([], "acme-dev-partner")).valueOf(parameter)).toBe("t");
  });

  test.each([
    ["canary-live-77d0", /not a JSON object of strings/],
    ['{"username": 7}', /not a JSON object of strings/],
    ['{"username": "acme", "webhookToken": "canary-live-41aa"}', /the credentials have no password/],
    ['{"username": "acme", "password": "canary-live-77d0"}', /the credentials have no webhookToken/],
  ])("that do not fit are refused without showing them", (json, message) => {
    const refused = () => realSecrets(json, partner, readSecretKeys([stack], "acme-dev-partner"));
    expect(refused).toThrow(CredentialsError);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(/canary/);
  });
});
