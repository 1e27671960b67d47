/**
 * What UpdateConnection keeps and clears, as recorded in September 2026 (the stub says where it guesses), and that the
 * sync leaves nothing behind that a connection held before.
 */
import {
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
  UpdateConnectionCommand,
  type CreateConnectionRequest,
} from "@aws-sdk/client-eventbridge";
import { CreateSecretCommand, GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { realTime } from "../../lambda/connection-credentials/faults";
import { sdkCloud } from "../../lambda/connection-credentials/sdk-cloud";
import { sync } from "../../lambda/connection-credentials/sync";
import { namesOfId } from "../../connection/names";
import type { ConnectionSpec } from "../../connection/spec";
import { CONNECTION, NAMING, oauthSecret, SECRET, SPEC, specByType } from "../connection/samples";
import { StubEventBridge } from "../stub-eventbridge/stub";
import { Emulator, type Account } from "./emulator";

const HUB = "200000000001";
const WAY = `arn:aws:vpc-lattice:eu-central-1:${HUB}:resourceconfiguration/rcfg-0123456789abcdef0`;
const TO_WAY = { ResourceParameters: { ResourceConfigurationArn: WAY } };

let emulator: Emulator;
let stub: StubEventBridge;
let account: Account;

beforeAll(async () => {
  emulator = await Emulator.start();
  stub = await StubEventBridge.start(emulator);
  account = await emulator.seenThrough(stub.endpoint).account(HUB);
});
afterAll(async () => {
  await stub.stop();
  await emulator.stop();
});

function shown(Name: string) {
  return account.eventBridge.send(new DescribeConnectionCommand({ Name }));
}

/** Looks until a connection shows a state. */
async function until(name: string, state: string) {
  for (let looks = 0; looks < 50; looks++) {
    const connection = await shown(name);
    if (connection.ConnectionState === state) return connection;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} never became ${state}`);
}

/** What EventBridge holds of a connection, from its managed secret. */
async function held(name: string): Promise<unknown> {
  const { SecretArn } = await shown(name);
  const { SecretString = "" } = await account.secretsManager.send(new GetSecretValueCommand({ SecretId: SecretArn }));
  return JSON.parse(SecretString);
}

const HEADER = { Key: "X-Old", Value: "old", IsValueSecret: true };
const basicRequest: CreateConnectionRequest = {
  Name: "basic",
  AuthorizationType: "BASIC",
  AuthParameters: {
    BasicAuthParameters: { Username: "old-user", Password: "old-password" },
    InvocationHttpParameters: { HeaderParameters: [HEADER] },
  },
};

describe("UpdateConnection", () => {
  beforeEach(() => account.eventBridge.send(new CreateConnectionCommand(basicRequest)));
  afterEach(async () => {
    await account.eventBridge.send(new DeleteConnectionCommand({ Name: "basic" }));
    while ((await shown("basic").catch(() => undefined)) !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test("with a password alone keeps user name, parameters and the secret's ARN", async () => {
    const before = await shown("basic");
    const AuthParameters = { BasicAuthParameters: { Password: "new-password" } };
    await account.eventBridge.send(
      new UpdateConnectionCommand({ Name: "basic", AuthorizationType: "BASIC", AuthParameters }),
    );
    expect(await held("basic")).toEqual({
      username: "old-user",
      password: "new-password",
      invocation_http_parameters: { header_parameters: [{ key: "X-Old", value: "old", is_value_secret: true }] },
    });
    expect((await shown("basic")).SecretArn).toBe(before.SecretArn);
  });

  test("shows neither passwords nor the values of secret parameters", async () => {
    expect((await shown("basic")).AuthParameters).toEqual({
      BasicAuthParameters: { Username: "old-user" },
      InvocationHttpParameters: { HeaderParameters: [{ Key: "X-Old", IsValueSecret: true }] },
    });
  });

  test("of a description does not authorize anew", async () => {
    const { LastAuthorizedTime } = await shown("basic");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await account.eventBridge.send(new UpdateConnectionCommand({ Name: "basic", Description: "new" }));
    const after = await shown("basic");
    expect(after).toMatchObject({ Description: "new", ConnectionState: "AUTHORIZED", LastAuthorizedTime });
    expect(after.LastModifiedTime?.getTime()).toBeGreaterThan(LastAuthorizedTime?.getTime() ?? Infinity);
  });

  test("is refused while the connection is de-authorized; then it has a new secret, and nothing of the old parameters", async () => {
    const { SecretArn } = await shown("basic");
    const { ConnectionState } = await account.eventBridge.send(new DeauthorizeConnectionCommand({ Name: "basic" }));
    expect(ConnectionState).toBe("DEAUTHORIZING");
    const update = new UpdateConnectionCommand({
      Name: "basic",
      AuthorizationType: "API_KEY",
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "X-Key", ApiKeyValue: "new-key" } },
    });
    await expect(account.eventBridge.send(update)).rejects.toMatchObject({ name: "ConcurrentModificationException" });

    const gone = await until("basic", "DEAUTHORIZED");
    expect(gone).toMatchObject({ AuthParameters: {}, StateReason: expect.stringContaining("removed") as string });
    expect(gone.SecretArn).toBeUndefined();

    await account.eventBridge.send(update);
    expect(await shown("basic")).toMatchObject({ ConnectionState: "AUTHORIZED", AuthorizationType: "API_KEY" });
    expect(await held("basic")).toEqual({ api_key_name: "X-Key", api_key_value: "new-key" });
    expect((await shown("basic")).SecretArn).not.toBe(SecretArn);
  });
});

describe("an OAuth connection", () => {
  const request = (Name: string): CreateConnectionRequest => ({
    Name,
    AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: "https://owned.invalid/oauth",
        HttpMethod: "POST",
        ClientParameters: { ClientID: "id", ClientSecret: "secret" },
      },
    },
  });
  afterEach(() => (stub.outside.tokenEndpoint = () => "token"));

  test("whose token endpoint is not reached stays AUTHORIZING, last authorized in 1970", async () => {
    stub.outside.tokenEndpoint = () => "nothing";
    const created = await account.eventBridge.send(new CreateConnectionCommand(request("unreached")));
    expect(created.ConnectionState).toBe("AUTHORIZING");
    let connection = await shown("unreached");
    while (connection.StateReason === undefined) connection = await shown("unreached");
    expect(connection).toMatchObject({
      ConnectionState: "AUTHORIZING",
      StateReason: "Could not connect to the specified endpoint.",
      LastAuthorizedTime: new Date(0),
    });
  });

  test.each([
    ["token", "AUTHORIZED"],
    ["refusal", "DEAUTHORIZED"],
  ] as const)("that gets a %s ends %s", async (answer, state) => {
    stub.outside.tokenEndpoint = () => answer;
    await account.eventBridge.send(new CreateConnectionCommand(request(`oauth-${answer}`)));
    expect((await until(`oauth-${answer}`, state)).ConnectionState).toBe(state);
  });
});

describe("the sync", () => {
  const run = () =>
    sync(namesOfId(NAMING, "crm"), {
      cloud: sdkCloud(account, realTime),
      time: realTime,
      log: { info: () => undefined, warn: () => undefined },
      deadline: Date.now() + 60_000,
    });

  /** Everything that a connection can hold and no spec below has. */
  const stale: CreateConnectionRequest = {
    Name: CONNECTION,
    Description: "stale",
    KmsKeyIdentifier: "alias/stale",
    AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: "https://stale.example.com/token",
        HttpMethod: "PUT",
        ClientParameters: { ClientID: "stale-id", ClientSecret: "stale-secret" },
        OAuthHttpParameters: allLists("Stale-Token"),
      },
      InvocationHttpParameters: allLists("Stale"),
      ConnectivityParameters: TO_WAY,
    },
    InvocationConnectivityParameters: TO_WAY,
  };

  function allLists(Key: string) {
    const parameters = [{ Key, Value: "stale-value", IsValueSecret: false }];
    return { HeaderParameters: parameters, QueryStringParameters: parameters, BodyParameters: parameters };
  }

  beforeAll(async () => {
    await account.eventBridge.send(new CreateConnectionCommand(stale));
    await account.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  });

  const secrets = {
    OAUTH_CLIENT_CREDENTIALS: oauthSecret("1"),
    API_KEY: { apiKey: "new-key" },
    BASIC: { username: "new-user", password: "new-password" },
  };
  const inSecret = {
    OAUTH_CLIENT_CREDENTIALS: {
      client_id: secrets.OAUTH_CLIENT_CREDENTIALS.clientId,
      client_secret: secrets.OAUTH_CLIENT_CREDENTIALS.clientSecret,
      authorization_endpoint: "https://login.example.com/oauth2/token",
      http_method: "POST",
      oauth_http_parameters: {
        header_parameters: [
          { key: "Content-Type", value: "application/x-www-form-urlencoded", is_value_secret: false },
        ],
        body_parameters: [
          { key: "grant_type", value: "client_credentials", is_value_secret: false },
          { key: "assertion", value: secrets.OAUTH_CLIENT_CREDENTIALS.assertion, is_value_secret: true },
        ],
      },
      invocation_http_parameters: {
        header_parameters: [
          { key: "X-Team", value: "sales", is_value_secret: false },
          { key: "X-Routing", value: secrets.OAUTH_CLIENT_CREDENTIALS.routingKey, is_value_secret: true },
        ],
      },
    },
    API_KEY: { api_key_name: "Authorization", api_key_value: "new-key" },
    BASIC: { username: "new-user", password: "new-password" },
  };

  async function put(spec: ConnectionSpec, secret: object) {
    const parameter = { Name: SPEC, Type: "String" as const, Value: JSON.stringify(spec), Overwrite: true };
    await account.ssm.send(new PutParameterCommand(parameter));
    const value = { SecretId: SECRET, SecretString: JSON.stringify(secret) };
    await account.secretsManager.send(new PutSecretValueCommand(value));
  }

  // Each begins with what the one before has left.
  test.each(["OAUTH_CLIENT_CREDENTIALS", "API_KEY", "OAUTH_CLIENT_CREDENTIALS", "BASIC", "API_KEY"] as const)(
    "makes a connection hold what spec and secret of %s say, and nothing else",
    async (type) => {
      await put(specByType[type], secrets[type]);
      expect(await run()).toMatchObject({ status: "synced", connectionState: "AUTHORIZED" });
      expect(await held(CONNECTION)).toEqual(inSecret[type]);
      const connection = await shown(CONNECTION);
      expect(connection.KmsKeyIdentifier).toBe(specByType[type].kmsKeyIdentifier);
      expect(connection.InvocationConnectivityParameters).toBeUndefined();
      expect(connection.AuthParameters?.ConnectivityParameters).toBeUndefined();
      expect(connection.Description).not.toContain("stale");
    },
  );

  test("fills a connection whose parameters were taken away", async () => {
    await account.eventBridge.send(new DeauthorizeConnectionCommand({ Name: CONNECTION }));
    // It begins while AWS refuses every update, and waits for that to end.
    await put(specByType.BASIC, secrets.BASIC);
    expect(await run()).toMatchObject({ status: "synced", connectionState: "AUTHORIZED" });
    expect(await held(CONNECTION)).toEqual(inSecret.BASIC);
  });

  test("makes a connection private, and public again", async () => {
    const privateConnectivity = { resourceConfigurationArn: WAY };
    await put({ ...specByType.API_KEY, privateConnectivity }, secrets.API_KEY);
    expect(await run()).toMatchObject({ status: "synced", connectionState: "ACTIVE" });
    await put(specByType.API_KEY, secrets.API_KEY);
    expect(await run()).toMatchObject({ status: "synced", connectionState: "AUTHORIZED" });
    expect((await shown(CONNECTION)).InvocationConnectivityParameters).toBeUndefined();
  });
});
