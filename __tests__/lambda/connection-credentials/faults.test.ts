import { serve, type HttpAws } from "./http-aws";
import { apiKeySpec, basicSpec, CONNECTION, oauthSecret, oauthSpec, SECRET, SPEC } from "../../connection/samples";
import { Scene } from "./scene";
import type { FakeAws } from "./fake-aws";

/*
 * Every fault that a sync can meet, with the real SDK against a server that answers, fails and hangs up as AWS can. Each
 * ends with the old credential in the connection, or a clear reason, and SyncFailed = 1.
 */
let http: HttpAws;
let aws: FakeAws;
const scenes: Scene[] = [];

beforeAll(async () => (http = await serve(() => aws)));
afterAll(() => http.stop());

function begin(spec = oauthSpec): Scene {
  const scene = new Scene(spec);
  scenes.push(scene);
  aws = scene.aws;
  return scene;
}

/** A connection that works with version "old"; then whatever the test does to it. */
async function working(): Promise<Scene> {
  const scene = begin();
  aws.putSecret(SECRET, oauthSecret("old"));
  expect(await scene.sync(http.clients)).toMatchObject({ status: "synced" });
  expect(scene.held).toContain("canary-id-old");
  return scene;
}

const sync = (scene: Scene) => scene.sync(http.clients);

describe("what is sent", () => {
  test("the first value reaches the connection whole, and both labels say so", async () => {
    const scene = begin();
    const version = aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toEqual({
      status: "synced",
      connection: "crm",
      secretVersion: version,
      specVersion: 1,
      connectionState: "AUTHORIZED",
    });
    expect(aws.updates).toHaveLength(1);
    expect(aws.updates[0]).toMatchObject({ Name: CONNECTION, Description: `The CRM [spec 1, secret ${version}]` });
    expect([scene.labelled("SYNCED"), scene.specsLabelled("synced")]).toEqual([[version], [1]]);
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([0, 0]);
  });

  test("a rotation moves the label and replaces every value", async () => {
    const scene = await working();
    const version = aws.putSecret(SECRET, oauthSecret("new"));
    expect(await sync(scene)).toMatchObject({ status: "synced", secretVersion: version });
    expect(scene.held).not.toContain("old");
    expect(scene.labelled("SYNCED")).toEqual([version]);
  });

  test("a parameter that the spec no longer has vanishes from the connection", async () => {
    const scene = await working();
    aws.putParameter(SPEC, { ...oauthSpec, invocationHttpParameters: undefined });
    expect(await sync(scene)).toMatchObject({ status: "synced", specVersion: 2 });
    expect(scene.held).not.toContain("X-Routing");
    expect(scene.held).toContain("canary-id-old");
    expect(scene.specsLabelled("synced")).toEqual([2]);
  });

  test("keys that the spec does not use are named in the log and otherwise left alone", async () => {
    const scene = begin();
    aws.putSecret(SECRET, { ...oauthSecret("first"), forgotten: "canary-forgotten-31fe" });
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    expect(scene.logged).toContainEqual(expect.objectContaining({ keys: ["forgotten"] }));
  });

  test("a connection that authorizes for a while is waited for", async () => {
    const scene = begin();
    aws.looksUntilSettled = 12;
    aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    expect(aws.updates).toHaveLength(1);
  });

  const privateSpec = { ...oauthSpec, privateConnectivity: { resourceConfigurationArn: "arn:aws:vpc-lattice:rcfg-1" } };

  test("a private endpoint that is reached is ACTIVE", async () => {
    const scene = begin(privateSpec);
    aws.judge = () => ({ state: "ACTIVE" });
    aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toMatchObject({ status: "synced", connectionState: "ACTIVE" });
  });

  test("a private endpoint that is AUTHORIZED is not reached yet, and is waited for", async () => {
    const scene = begin(privateSpec);
    aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toMatchObject({
      thrown: expect.stringMatching(/is still AUTHORIZED after \d+ s/) as string,
    });
    expect(scene.measured("SyncFailed")).toBe(1);
    aws.judge = () => ({ state: "ACTIVE" });
    scene.connection.ConnectionState = "ACTIVE";
    expect(await sync(scene)).toMatchObject({ status: "synced", connectionState: "ACTIVE" });
    expect(aws.updates).toHaveLength(1);
  });
});

describe("nothing is sent, and the old credential stays, when", () => {
  test.each<[string, (scene: Scene) => unknown, RegExp]>([
    [
      "the secret is no JSON",
      () => aws.putSecret(SECRET, "canary-plain-text-81c0"),
      /crm is not JSON; write a JSON object with the keys clientId/,
    ],
    ["the secret is a list", () => aws.putSecret(SECRET, ["canary-list-11aa"]), /is JSON, but no object/],
    [
      "a key is missing",
      () => aws.putSecret(SECRET, { ...oauthSecret("x"), clientSecret: undefined }),
      /it lacks clientSecret$/,
    ],
    [
      "a value is no text",
      () => aws.putSecret(SECRET, { ...oauthSecret("x"), clientId: 7_340_112_233 }),
      /clientId is not text; write it in quotes/,
    ],
    ["a value is empty", () => aws.putSecret(SECRET, { ...oauthSecret("x"), clientId: "" }), /clientId is empty/],
    [
      "the secret is for another type",
      () => aws.putSecret(SECRET, { apiKey: "canary-key-77b1" }),
      /holds what API_KEY needs, but the connection is OAUTH_CLIENT_CREDENTIALS: it lacks clientId, clientSecret/,
    ],
    [
      "a value is too long for AWS",
      () => aws.putSecret(SECRET, { ...oauthSecret("x"), clientSecret: "canary-long-".repeat(50) }),
      /clientSecret has 600 characters, AWS allows 512/,
    ],
    [
      "a value has characters AWS refuses",
      () => aws.putSecret(SECRET, { ...oauthSecret("x"), routingKey: "canary-naïve-0d0d" }),
      /routingKey has characters that AWS does not allow there: printable ASCII/,
    ],
    [
      "the secret is scheduled for deletion",
      (scene) => (scene.secret.deleted = 1),
      /scheduled for deletion; restore it/,
    ],
    ["the secret is deleted", () => aws.secrets.delete(SECRET), /there is no secret acme\/test\/tenants\/crm; apply/],
    [
      "the spec is deleted",
      () => aws.parameters.delete(SPEC),
      /there is no spec \/acme\/test\/connections\/crm; apply/,
    ],
    [
      "the spec is no JSON",
      () => {
        aws.putParameter(SPEC, "{");
      },
      /the spec .* is not JSON/,
    ],
    [
      "the spec has a field that is unknown",
      () => {
        aws.putParameter(SPEC, { ...oauthSpec, retries: 3 });
      },
      /see retries/,
    ],
    [
      "the spec names another tenant's secret",
      () => {
        aws.putParameter(SPEC, { ...oauthSpec, secretName: "acme/test/tenants/bank" });
      },
      /it may only use the secret acme\/test\/tenants\/crm/,
    ],
    [
      "the spec names another connection",
      () => {
        aws.putParameter(SPEC, { ...oauthSpec, name: "acme-test-bank" });
      },
      /may only be for acme-test-crm/,
    ],
  ])("%s", async (_, harm, reason) => {
    const scene = await working();
    harm(scene);
    expect(await sync(scene)).toEqual({
      status: "invalid",
      connection: "crm",
      reason: expect.stringMatching(reason) as string,
    });
    expect(aws.updates).toHaveLength(1);
    expect(scene.held).toContain("canary-id-old");
    expect(scene.measured("SyncFailed")).toBe(1);
  });

  test("the connection is deleted", async () => {
    const scene = await working();
    aws.connections.delete(CONNECTION);
    expect(await sync(scene)).toMatchObject({
      status: "invalid",
      reason: expect.stringContaining("there is no connection") as string,
    });
    expect(scene.measured("SyncFailed")).toBe(1);
  });

  test.each(["UpdateConnection", "DescribeConnection", "LabelParameterVersion"])(
    "the connection is deleted just before %s",
    async (operation) => {
      const scene = await working();
      aws.putSecret(SECRET, oauthSecret("new"));
      aws.before = (now) =>
        now === operation &&
        aws.updates.length >= (operation === "UpdateConnection" ? 1 : 2) &&
        aws.connections.delete(CONNECTION);
      expect(await sync(scene)).toMatchObject({
        status: "invalid",
        reason: expect.stringContaining("there is no connection") as string,
      });
      expect(scene.measured("SyncFailed")).toBe(1);
    },
  );

  test("AWS does not accept the request, and its message repeats all of it", async () => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("new"));
    aws.fail("UpdateConnection", { code: "ValidationException" });
    expect(await sync(scene)).toMatchObject({
      status: "invalid",
      reason: expect.stringMatching(
        /^AWS does not accept the connection: ValidationException: .*\[redacted\]/,
      ) as string,
    });
    expect(scene.held).toContain("canary-id-old");
    expect(scene.measured("SyncFailed")).toBe(1);
  });
});

describe("a secret without a value", () => {
  test("is waited for", async () => {
    const scene = begin();
    expect(await sync(scene)).toMatchObject({ status: "waiting", overdue: false });
    expect(aws.updates).toEqual([]);
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([0, 0]);
  });

  /** As AWS shows a connection with an API key or a password, placeholders included. */
  const authorized = (): Scene => {
    const scene = begin();
    scene.connection.ConnectionState = "AUTHORIZED";
    return scene;
  };

  test("leaves no connection that EventBridge would deliver over with placeholders", async () => {
    const scene = authorized();
    await sync(scene);
    expect(aws.calls.filter((call) => call === "DeauthorizeConnection")).toHaveLength(1);
    // Once is enough: the next run finds it de-authorized.
    await sync(scene);
    expect(aws.calls.filter((call) => call === "DeauthorizeConnection")).toHaveLength(1);
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([0, 0]);
  });

  test("is waited for all the same where EventBridge cannot de-authorize", async () => {
    const scene = authorized();
    aws.fail("DeauthorizeConnection", { code: "AccessDeniedException" });
    expect(await sync(scene)).toMatchObject({ status: "waiting" });
    expect(aws.calls).toContain("DescribeConnection");
    expect(scene.measured("SyncFailed")).toBe(0);
  });

  test("is trouble after a day", async () => {
    const scene = begin();
    aws.createSecret(SECRET, Date.now() / 1_000 - 86_401);
    expect(await sync(scene)).toMatchObject({ status: "waiting", overdue: true });
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([1, 1]);
  });
});

describe("EventBridge cannot authorize", () => {
  const refuse = (part: string, state: "DEAUTHORIZED" | "FAILED_CONNECTIVITY" = "DEAUTHORIZED") => {
    aws.judge = (auth) =>
      auth.includes(part)
        ? { state, reason: `401 {"error":"invalid_client","sent":${auth}}` }
        : { state: "AUTHORIZED" };
  };

  test.each(["DEAUTHORIZED", "FAILED_CONNECTIVITY"] as const)(
    "%s: the last good credential is put back",
    async (state) => {
      const scene = await working();
      const [old] = scene.labelled("SYNCED");
      refuse("canary-id-bad", state);
      const bad = aws.putSecret(SECRET, oauthSecret("bad"));
      expect(await sync(scene)).toEqual({
        status: "rejected",
        connection: "crm",
        reason: expect.stringMatching(/^401 .*invalid_client.*\[redacted\]/) as string,
        connectionState: "AUTHORIZED",
        restored: true,
      });
      expect(scene.held).toContain("canary-id-old");
      expect([scene.labelled("SYNCED"), scene.labelled("REJECTED")]).toEqual([[old], [bad]]);
      expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([1, 0]);
    },
  );

  test("with a new spec: the last good spec is put back", async () => {
    const scene = await working();
    refuse("login.wrong.example.com");
    aws.putParameter(SPEC, {
      ...oauthSpec,
      authorization: { ...oauthSpec.authorization, authorizationEndpoint: "https://login.wrong.example.com/token" },
    });
    expect(await sync(scene)).toMatchObject({ status: "rejected", restored: true });
    expect(scene.held).toContain("https://login.example.com/oauth2/token");
    expect([scene.specsLabelled("synced"), scene.specsLabelled("rejected")]).toEqual([[1], [2]]);
  });

  test("with the very first value: there is nothing to put back", async () => {
    const scene = begin();
    refuse("canary-id-bad");
    aws.putSecret(SECRET, oauthSecret("bad"));
    expect(await sync(scene)).toMatchObject({ status: "rejected", restored: false, connectionState: "DEAUTHORIZED" });
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([1, 1]);
  });

  test("neither with the new credential nor with the old", async () => {
    const scene = await working();
    refuse("canary-id");
    aws.putSecret(SECRET, oauthSecret("bad"));
    expect(await sync(scene)).toMatchObject({ status: "rejected", restored: false });
    expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([1, 1]);
  });

  test("any more with what worked: the pair stays the last good one, and is rejected too", async () => {
    const scene = await working();
    refuse("canary-id-old");
    expect(await sync(scene)).toMatchObject({ status: "rejected", restored: false });
    expect(scene.labelled("SYNCED")).toEqual(scene.labelled("REJECTED"));
  });

  test("and a good value afterwards clears both labels of the refusal", async () => {
    const scene = await working();
    refuse("canary-id-bad");
    aws.putSecret(SECRET, oauthSecret("bad"));
    await sync(scene);
    const good = aws.putSecret(SECRET, oauthSecret("good"));
    expect(await sync(scene)).toMatchObject({ status: "synced", secretVersion: good });
    expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([[], []]);
    expect(scene.labelled("SYNCED")).toEqual([good]);
  });

  test("a newer value that comes during the refusal is never overwritten by the old one", async () => {
    const scene = await working();
    refuse("canary-id-bad");
    aws.putSecret(SECRET, oauthSecret("bad"));
    let good = "";
    aws.before = (operation) => {
      if (operation === "LabelParameterVersion" && good === "") good = aws.putSecret(SECRET, oauthSecret("good"));
    };
    expect(await sync(scene)).toMatchObject({ status: "synced", secretVersion: good });
    const held = aws.updates.map((update) => /canary-id-(\w+)/.exec(JSON.stringify(update))?.[1]);
    expect(held).toEqual(["old", "bad", "good"]);
  });
});

describe("what passes is tried again:", () => {
  test.each([
    ["UpdateConnection", "ConcurrentModificationException", 400],
    ["UpdateConnection", "ThrottlingException", 400],
    ["DescribeConnection", "ThrottlingException", 400],
    ["UpdateConnection", "InternalException", 500],
    ["GetParameter", "ThrottlingException", 400],
    ["LabelParameterVersion", "TooManyUpdates", 400],
    ["GetSecretValue", "InternalServiceError", 500],
    ["GetSecretValue", "ServiceUnavailable", 503],
    ["UpdateSecretVersionStage", "ThrottlingException", 400],
  ])("%s answers %s (%i) twice", async (operation, code, status) => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("new"));
    aws.fail(operation, { code, status }, 2);
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    expect(scene.held).toContain("canary-id-new");
  });

  // A connection that is reset: see bundle.test.ts, for Jest's errors of the network are not Node's.
  test("answers are too slow twice", async () => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("new"));
    for (const operation of ["UpdateConnection", "GetSecretValue", "DescribeConnection"])
      aws.fail(operation, "slow", 2);
    expect(await sync(scene)).toMatchObject({ status: "synced" });
  });
});

describe("what does not pass in time is thrown, for Lambda to try the event again:", () => {
  test.each<[string, Parameters<FakeAws["fail"]>[1]]>([
    ["UpdateConnection", { code: "ThrottlingException" }],
    ["UpdateConnection", { code: "ConcurrentModificationException" }],
    ["UpdateConnection", { code: "AccessDeniedException" }],
    ["GetSecretValue", { code: "DecryptionFailure" }],
    ["GetParameter", { code: "InternalServerError", status: 500 }],
    ["DescribeSecret", "reset"],
    ["UpdateConnection", "reset"],
    ["UpdateConnection", "slow"],
  ])("%s: %j", async (operation, fault) => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("new"));
    aws.fail(operation, fault);
    expect(await sync(scene)).toMatchObject({
      thrown: expect.stringMatching(/^connection acme-test-crm: \w+/) as string,
    });
    expect(scene.held).toContain("canary-id-old");
    expect(scene.measured("SyncFailed")).toBe(1);
  });

  test("a connection that authorizes for too long; the next attempt waits on and sends nothing", async () => {
    const scene = begin();
    aws.looksUntilSettled = 45;
    aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toMatchObject({
      thrown: expect.stringMatching(/is still AUTHORIZING after 1\d\d s/) as string,
    });
    expect(scene.measured("SyncFailed")).toBe(1);
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    expect(aws.updates).toHaveLength(1);
  });

  test("an OAuth connection that shows as authorized from before the update: a refusal that comes later is not missed", async () => {
    const scene = await working();
    aws.judge = (parameters) => ({ state: parameters.includes("canary-id-new") ? "DEAUTHORIZED" : "AUTHORIZED" });
    aws.putSecret(SECRET, oauthSecret("new"));
    aws.before = (operation) => {
      if (operation === "UpdateConnection") aws.staleLooks = aws.updates.length === 1 ? 4 : 0;
    };
    expect(await sync(scene)).toMatchObject({ status: "rejected", restored: true });
    expect(scene.held).toContain("canary-id-old");
  });

  test("an OAuth connection whose token is never got anew", async () => {
    const scene = begin();
    aws.staleLooks = Infinity;
    aws.putSecret(SECRET, oauthSecret("first"));
    expect(await sync(scene)).toMatchObject({
      thrown: expect.stringMatching(/is still AUTHORIZED from before its update after 1\d\d s/) as string,
    });
    expect(scene.labelled("SYNCED")).toEqual([]);
    // Lambda tries again, and what the first run could not prove the second cannot either.
    expect(await sync(scene)).toHaveProperty("thrown");
    expect(scene.labelled("SYNCED")).toEqual([]);
  });

  test("waiting ends before Lambda ends the function", async () => {
    const scene = begin();
    aws.looksUntilSettled = Infinity;
    aws.putSecret(SECRET, oauthSecret("first"));
    const answer = await scene.handle({ action: "sync", connection: "crm" }, http.clients, 20_000);
    expect(answer).toMatchObject({ thrown: expect.stringContaining("still AUTHORIZING") as string });
    expect(scene.time.passed()).toBeLessThan(20_000);
  });

  test("a sync that crashed before it labelled: the next one does", async () => {
    const scene = begin();
    aws.putSecret(SECRET, oauthSecret("first"));
    aws.fail("UpdateSecretVersionStage", { code: "AccessDeniedException" }, 1);
    expect(await sync(scene)).toHaveProperty("thrown");
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    expect(scene.labelled("SYNCED")).toHaveLength(1);
  });
});

describe("what changes meanwhile", () => {
  test("a value that is put while the connection authorizes is synced by the same run", async () => {
    const scene = begin();
    aws.putSecret(SECRET, oauthSecret("first"));
    let second = "";
    aws.before = (operation) => {
      if (operation === "UpdateConnection" && second === "") second = aws.putSecret(SECRET, oauthSecret("second"));
    };
    expect(await sync(scene)).toMatchObject({ status: "synced", secretVersion: second });
    expect(scene.labelled("SYNCED")).toEqual([second]);
  });

  test("a secret that is deleted meanwhile is told of", async () => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("new"));
    aws.before = (operation) => {
      if (operation === "UpdateConnection") scene.secret.deleted = 1;
    };
    expect(await sync(scene)).toMatchObject({
      status: "invalid",
      reason: expect.stringContaining("scheduled for deletion") as string,
    });
    expect(scene.measured("SyncFailed")).toBe(1);
  });

  test("secrets that never stop changing end in a fault, not in a loop", async () => {
    const scene = begin();
    aws.putSecret(SECRET, oauthSecret("first"));
    aws.before = (operation) => operation === "UpdateConnection" && aws.putSecret(SECRET, oauthSecret("next"));
    expect(await sync(scene)).toMatchObject({
      thrown: expect.stringContaining("changed 8 times while it was synced") as string,
    });
    expect(scene.measured("SyncFailed")).toBe(1);
  });

  test("two rotations, two runs at once: the newer value wins", async () => {
    const scene = await working();
    aws.putSecret(SECRET, oauthSecret("one"));
    const first = sync(scene);
    const two = aws.putSecret(SECRET, oauthSecret("two"));
    await Promise.all([first, sync(scene)]);
    expect(scene.held).toContain("canary-id-two");
    expect(scene.labelled("SYNCED")).toEqual([two]);
  });
});

describe("the other types", () => {
  test.each([
    [apiKeySpec, { apiKey: "canary-key-5c5c" }],
    [basicSpec, { username: "canary-user-4b4b", password: "canary-password-3a3a" }],
  ])("%#: are sent as their type", async (spec, secret) => {
    const scene = begin(spec);
    aws.putSecret(SECRET, secret);
    expect(await sync(scene)).toMatchObject({ status: "synced" });
    for (const value of Object.values(secret)) expect(scene.held).toContain(value);
  });
});

test("after all these faults no value of a secret is in any log, measure, answer or error", () => {
  const said = scenes.flatMap((scene) => scene.said).join("\n");
  expect(scenes.length).toBeGreaterThan(60);
  expect(said.length).toBeGreaterThan(50_000);
  expect(said).not.toMatch(/canary/i);
  expect(said).not.toMatch(
    new RegExp(
      ["canary", "anary-", "nary-i"].map((part) => Buffer.from(part).toString("base64").slice(0, 6)).join("|"),
    ),
  );
});
