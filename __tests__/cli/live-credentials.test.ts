import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Tenant } from "../../catalogue/model";
import { liveConnections } from "../../cli/input/live-credentials";
import { buildTopology, readEmittedStacks } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";
import { crm, sampleEnvironment } from "../sample-environment";

const regional: Tenant = {
  ...crm,
  id: "regional",
  connections: [
    { id: "eu", authorization: { type: "BASIC" } },
    { id: "us", authorization: { type: "API_KEY", apiKeyName: "X-Key" } },
  ],
  destinations: crm.destinations.map((destination) => ({ ...destination, connection: "eu" })),
};

function emitted() {
  const outdir = mkdtempSync(path.join(tmpdir(), "live-"));
  try {
    environmentApp(sampleEnvironment({ tenants: [regional] }), outdir).synth();
    return readEmittedStacks(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const stacks = emitted();

async function live(tenant: string, secret: object) {
  process.env["HUB_LIVE_CREDENTIALS"] = JSON.stringify(secret);
  return liveConnections(tenant, buildTopology(stacks), stacks);
}

test("one of a tenant's connections is live with its own secret, the others are not", async () => {
  const connections = await live("regional/us", { apiKey: "canary-live-7e21" });
  expect([...connections.keys()]).toEqual([expect.stringContaining(":connection/acme-test-regional_us/")]);
  expect([...connections.values()]).toMatchObject([{ credential: { type: "API_KEY", apiKey: "canary-live-7e21" } }]);
});

test("of several connections one has to be named", async () => {
  await expect(live("regional", { apiKey: "canary-live-7e21" })).rejects.toThrow(
    "--live: regional has several connections, each with a secret of its own; write regional/eu or regional/us",
  );
});

test("a connection that the tenant does not have is answered with those it has", async () => {
  await expect(live("regional/asia", {})).rejects.toThrow(
    "--live: regional has no connection asia; write regional/eu or regional/us",
  );
});
