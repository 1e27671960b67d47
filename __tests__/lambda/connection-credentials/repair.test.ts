import type { RepairSummary } from "../../../lambda/connection-credentials/repair";
import { REPAIR_RUNS } from "../../../connection/metrics";
import { STATE_EVENT } from "../../../connection/events";
import type { ConnectionSpec } from "../../../connection/spec";
import { serve, type HttpAws } from "./http-aws";
import { apiKeySpec, CONNECTION, oauthSecret, oauthSpec, SECRET, SPEC } from "../../connection/samples";
import { Scene } from "./scene";

let http: HttpAws;
let scene: Scene;

beforeAll(async () => (http = await serve(() => scene.aws)));
afterAll(() => http.stop());

const repair = (deadlineIn?: number) =>
  scene.handle({ action: "repair" }, http.clients, deadlineIn) as Promise<RepairSummary>;
const none = { inSync: [], synced: [], left: [], failed: [], notReached: [] };
const because = () => scene.logged.flatMap((each) => (each["because"] === undefined ? [] : [each["because"]]));

async function working(spec: ConnectionSpec = oauthSpec, secret: object = oauthSecret("old")) {
  scene = new Scene(spec);
  scene.aws.putSecret(SECRET, secret);
  await scene.sync(http.clients);
  scene.measures.length = 0;
}

/** A further tenant, as its stack and its people leave it. */
function addTenant(id: string, secret?: object) {
  const spec = { ...apiKeySpec, name: `acme-test-${id.replace("/", "_")}`, secretName: `acme/test/tenants/${id}` };
  scene.aws.putParameter(`/acme/test/connections/${id}`, spec);
  scene.aws.createSecret(spec.secretName);
  scene.aws.connections.set(spec.name, { Name: spec.name, AuthParameters: {}, ConnectionState: "AUTHORIZED" });
  if (secret) scene.aws.putSecret(spec.secretName, secret);
}

test("what is in sync is measured and left alone; the age of its secret is told", async () => {
  await working();
  for (const version of scene.secret.versions.values()) version.created -= 90 * 86_400;
  expect(await repair()).toEqual({ ...none, inSync: ["crm"] });
  expect(scene.aws.updates).toHaveLength(1);
  expect(scene.measures).toEqual([
    { connection: CONNECTION, SecretAgeDays: 90 },
    { connection: CONNECTION, SyncFailed: 0, ConnectionNotAuthorized: 0 },
  ]);
  expect(scene.said).toContain(REPAIR_RUNS);
});

test("a value whose event was lost is synced", async () => {
  await working();
  scene.aws.putSecret(SECRET, oauthSecret("new"));
  expect(await repair()).toEqual({ ...none, synced: ["crm"] });
  expect(scene.held).toContain("canary-id-new");
});

test("a spec whose event was lost is synced", async () => {
  await working();
  scene.aws.putParameter(SPEC, { ...oauthSpec, description: "The new CRM" });
  expect(await repair()).toEqual({ ...none, synced: ["crm"] });
  expect(scene.connection["Description"]).toMatch(/^The new CRM \[spec 2, /);
});

test("what was changed by hand is changed back, and named", async () => {
  await working();
  scene.connection["AuthorizationType"] = "BASIC";
  scene.connection["Description"] = "mine now";
  expect(await repair()).toEqual({ ...none, synced: ["crm"] });
  expect(because()).toEqual(["changed by hand: description, authorization type"]);
  expect(scene.logged).toContainEqual(
    expect.objectContaining({
      outcome: expect.objectContaining({ restoredDrift: ["description", "authorization type"] }) as unknown,
    }),
  );
});

test("an OAuth connection whose token could not be renewed is tried again, each time", async () => {
  await working();
  scene.connection.ConnectionState = "DEAUTHORIZED";
  scene.aws.judge = () => ({ state: "DEAUTHORIZED", reason: "token endpoint is down" });
  expect(await repair()).toEqual({ ...none, failed: ["crm"] });
  expect(scene.measured("SyncFailed")).toBe(1);
  scene.aws.judge = () => ({ state: "AUTHORIZED" });
  expect(await repair()).toEqual({ ...none, synced: ["crm"] });
  expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([0, 0]);
  expect(await repair()).toEqual({ ...none, inSync: ["crm"] });
});

test("an API key that the product answered 401 to is left for people", async () => {
  await working(apiKeySpec, { apiKey: "canary-key-5c5c" });
  scene.connection.ConnectionState = "DEAUTHORIZED";
  scene.connection.AuthParameters = {};
  expect(await repair()).toEqual({ ...none, left: ["crm"] });
  expect(scene.aws.updates).toHaveLength(1);
  expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([0, 1]);
});

test("a pair that worked, was refused and is authorized again is in sync once more", async () => {
  await working();
  scene.aws.judge = () => ({ state: "DEAUTHORIZED" });
  scene.connection.ConnectionState = "DEAUTHORIZED";
  expect(await repair()).toEqual({ ...none, failed: ["crm"] });
  expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([scene.labelled("SYNCED"), [1]]);
  scene.aws.judge = () => ({ state: "AUTHORIZED" });
  scene.connection.ConnectionState = "AUTHORIZED";
  expect(await repair()).toEqual({ ...none, synced: ["crm"] });
  expect(because().at(-1)).toBe("rejected since it worked, and no longer refused");
  expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([[], []]);
  expect(await repair()).toEqual({ ...none, inSync: ["crm"] });
});

test("a pair that was rejected is not tried for ever, and stays an alarm", async () => {
  await working();
  scene.aws.judge = (auth) => ({ state: auth.includes("bad") ? "DEAUTHORIZED" : "AUTHORIZED" });
  scene.aws.putSecret(SECRET, oauthSecret("bad"));
  await scene.sync(http.clients);
  const { length } = scene.aws.updates;
  expect(await repair()).toEqual({ ...none, left: ["crm"] });
  expect(scene.aws.updates).toHaveLength(length);
  expect([scene.measured("SyncFailed"), scene.measured("ConnectionNotAuthorized")]).toEqual([1, 0]);
});

test("a run that ended between refusal and restoring is finished", async () => {
  await working();
  scene.aws.judge = (auth) => ({ state: auth.includes("bad") ? "DEAUTHORIZED" : "AUTHORIZED" });
  scene.aws.putSecret(SECRET, oauthSecret("bad"));
  scene.aws.before = (operation) => {
    if (operation === "LabelParameterVersion") scene.aws.fail("UpdateConnection", { code: "AccessDeniedException" }, 1);
  };
  expect(await scene.sync(http.clients)).toHaveProperty("thrown");
  scene.aws.before = () => undefined;
  expect(scene.connection.ConnectionState).toBe("DEAUTHORIZED");
  expect(await repair()).toEqual({ ...none, failed: ["crm"] });
  expect(scene.held).toContain("canary-id-old");
  expect(scene.connection.ConnectionState).toBe("AUTHORIZED");
});

test("an old credential that was put back and has lost its token is tried again", async () => {
  await working();
  scene.aws.judge = (auth) => ({ state: auth.includes("bad") ? "DEAUTHORIZED" : "AUTHORIZED" });
  scene.aws.putSecret(SECRET, oauthSecret("bad"));
  await scene.sync(http.clients);
  scene.connection.ConnectionState = "DEAUTHORIZED";
  expect(await repair()).toEqual({ ...none, failed: ["crm"] });
  expect([scene.connection.ConnectionState, scene.measured("ConnectionNotAuthorized")]).toEqual(["AUTHORIZED", 0]);
  expect(scene.held).toContain("canary-id-old");
});

test("one tenant's trouble does not keep the others from being repaired, over several pages", async () => {
  await working();
  addTenant("broken", { wrong: "canary-wrong-1d1d" });
  addTenant("bank", { apiKey: "canary-bank-2e2e" });
  addTenant("new");
  addTenant("shop/eu", { apiKey: "canary-shop-3f3f" });
  const summary = await repair();
  expect({ ...summary, synced: [...summary.synced].sort(), failed: [...summary.failed].sort() }).toEqual({
    ...none,
    inSync: ["crm"],
    synced: ["bank", "shop/eu"],
    failed: ["broken", "new"],
  });
  const failures = scene.measures.flatMap(({ connection, SyncFailed }) =>
    SyncFailed === undefined ? [] : [[connection, SyncFailed]],
  );
  expect(failures).toEqual(
    expect.arrayContaining([
      ["acme-test-crm", 0],
      ["acme-test-broken", 1],
      ["acme-test-bank", 0],
      ["acme-test-new", 0],
      ["acme-test-shop_eu", 0],
    ]),
  );
});

test("a list of specs that is throttled at its second page is begun anew, and names each once", async () => {
  await working();
  for (const id of ["bank", "shop/eu", "shop/us"]) addTenant(id);
  let pages = 0;
  scene.aws.before = (operation) => {
    if (operation !== "GetParametersByPath") return;
    pages += 1;
    if (pages === 1) scene.aws.fail(operation, { code: "ThrottlingException" }, 1);
  };
  const summary = await repair();
  expect(pages).toBeGreaterThan(2);
  expect(summary.inSync).toEqual(["crm"]);
  expect([...summary.failed].sort()).toEqual(["bank", "shop/eu", "shop/us"]);
});

test("a fault at one connection is measured, and the run goes on", async () => {
  await working();
  addTenant("bank", { apiKey: "canary-bank-2e2e" });
  scene.aws.fail("DescribeSecret", { code: "AccessDeniedException" }, 1);
  const summary = await repair();
  expect([summary.failed.length, summary.inSync.length + summary.synced.length]).toEqual([1, 1]);
  expect(scene.measured("SyncFailed")).toBeDefined();
});

test("what cannot be reached in time is named, and no sync is begun for it", async () => {
  await working();
  addTenant("bank", { apiKey: "canary-bank-2e2e" });
  expect(await repair(30_000)).toEqual({ ...none, notReached: ["crm", "bank"] });
  expect(scene.logged).toContainEqual(expect.objectContaining({ notReached: ["crm", "bank"] }));
});

test("when the specs cannot be listed the run throws, and no run is counted", async () => {
  await working();
  scene.aws.fail("GetParametersByPath", { code: "AccessDeniedException" });
  expect(await repair()).toMatchObject({ thrown: expect.stringContaining("AccessDeniedException") as string });
  expect(scene.said).not.toContain(REPAIR_RUNS);
});

describe("a state-change event", () => {
  const event = (StateReason?: string) => ({
    source: STATE_EVENT.source,
    "detail-type": "Connection Deauthorized",
    detail: { ConnectionName: CONNECTION, ...(StateReason === undefined ? {} : { StateReason }) },
  });

  test("reports the state as it is now, and syncs nothing", async () => {
    await working();
    await scene.handle(event(), http.clients);
    expect(scene.measures).toEqual([{ connection: CONNECTION, ConnectionNotAuthorized: 0 }]);
    scene.connection.ConnectionState = "DEAUTHORIZED";
    await scene.handle(event("the token canary-id-old-7d41 is unknown"), http.clients);
    expect(scene.measured("ConnectionNotAuthorized")).toBe(1);
    expect(scene.aws.updates).toHaveLength(1);
    expect(scene.logged.at(-1)).toMatchObject({ reason: "the token [redacted] is unknown" });
  });

  test("is no trouble while the first value is waited for, for a day", async () => {
    scene = new Scene();
    await scene.handle(event(), http.clients);
    expect(scene.measured("ConnectionNotAuthorized")).toBe(0);
    scene.aws.createSecret(SECRET, Date.now() / 1_000 - 90_000);
    await scene.handle(event(), http.clients);
    expect(scene.measured("ConnectionNotAuthorized")).toBe(1);
  });

  test("of a connection that is gone is ignored", async () => {
    await working();
    scene.aws.connections.delete(CONNECTION);
    expect(await scene.handle(event(), http.clients)).toHaveProperty("ignored");
  });
});
