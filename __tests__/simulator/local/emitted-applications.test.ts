import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalHub, type HubReport } from "#simulator/local";
import { readTopology, type Topology } from "#simulator/topology";
import { environmentApp } from "../../../stacks/environment-app";
import { hub as hubPlace, identity, shop } from "../../sample-environment";
import { sampleApplications } from "../../sample-applications";

// Emits a whole environment first, and bundles its functions.
jest.setTimeout(60_000);

const outdir = mkdtempSync(path.join(tmpdir(), "hub-applications-"));
const reports: HubReport[] = [];
let topology: Topology;
let hub: LocalHub;

beforeAll(async () => {
  environmentApp(sampleApplications, outdir).synth();
  topology = readTopology({ kind: "cdktf", outdir });
  hub = await LocalHub.start({ topology, port: 0, report: (report) => reports.push(report) });
});
beforeEach(() => {
  reports.length = 0;
});
afterAll(async () => {
  await hub.stop();
  rmSync(outdir, { recursive: true });
});

const json = { "content-type": "application/json" };

function urlOf(api: string): string {
  return hub.apis.find(({ name }) => name === api)?.url ?? "";
}

/** Functions that were invoked, and by whom, in alphabetical order. */
function invocations(): string[] {
  return reports
    .flatMap((report) =>
      report.kind === "invocation" ? [`${report.trigger} -> ${report.function}: ${report.outcome.kind}`] : [],
    )
    .sort();
}

describe("what the constructs emit", () => {
  test("is understood whole", () => {
    expect(hub.problems).toEqual([]);
    expect(hub.apis.map(({ name, routes }) => [name, [...routes].sort()])).toEqual([
      ["acme-test_orders", ["POST /orders"]],
      ["acme-test_signup", ["PATCH /user/{userId}", "POST /user", "PUT /user/{userId}"]],
    ]);
    const named = (resources: readonly { name: string; account: string }[]) =>
      resources.map(({ name, account }) => [name, account]).sort();
    expect(named(topology.tables)).toEqual([
      ["acme-test_orders_captured", hubPlace.account],
      ["acme-test_signup_users", identity.account],
    ]);
    expect(named(topology.functions)).toEqual([
      ["acme-test-connection-credentials", hubPlace.account],
      ["acme-test_orders_capture", hubPlace.account],
      ["acme-test_orders_tell-customer", hubPlace.account],
      ["acme-test_signup_create-user", identity.account],
      ["acme-test_signup_publish-pending", identity.account],
    ]);
  });

  test("lets a signed request become an event, which every consumer gets", async () => {
    const authorization =
      `AWS4-HMAC-SHA256 Credential=${shop.account}/20261121/eu-central-1/execute-api/aws4_request, ` +
      "SignedHeaders=host, Signature=0a1b";
    const headers = { ...json, authorization };
    const answer = await fetch(`${urlOf("acme-test_orders")}/orders`, { method: "POST", headers, body: "{}" });
    expect([answer.status, await answer.json()]).toMatchObject([200, { FailedEntryCount: 0 }]);
    await hub.settled();
    expect(reports.filter(({ kind }) => kind === "denied" || kind === "refused")).toEqual([]);
    expect(invocations()).toEqual([
      expect.stringMatching(/^rule \S+ -> acme-test_orders_capture: succeeded$/),
      expect.stringMatching(/^rule \S+ -> acme-test_orders_tell-customer: succeeded$/),
    ]);
  });

  test("lets a route invoke its function, and a schedule its own", async () => {
    const answer = await fetch(`${urlOf("acme-test_signup")}/user`, { method: "POST", headers: json, body: "{}" });
    expect(answer.status).toBe(200);
    const schedules = (await (await fetch(`${hub.url}/_hub/schedules`)).json()) as { name: string }[];
    const fired = await fetch(`${hub.url}/_hub/schedules`, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ name: schedules.find(({ name }) => name.includes("publish-pending"))?.name }),
    });
    expect(fired.status).toBe(200);
    await hub.settled();
    expect(invocations()).toEqual([
      "route POST /user -> acme-test_signup_create-user: succeeded",
      expect.stringMatching(/^schedule \S+ -> acme-test_signup_publish-pending: succeeded$/),
    ]);
  });
});
