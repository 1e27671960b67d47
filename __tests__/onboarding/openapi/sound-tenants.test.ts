/** Parts of generated documents, written as tenants: they pass every check, and their requests fit the schemas. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { hubBus, parseEvent, simulate } from "#simulator/routing";
import { readTopology } from "#simulator/topology";
import { formatFinding } from "../../../catalogue";
import { environmentApp } from "../../../stacks/environment-app";
import { load, withEnvironment } from "../../catalogue/environment-folder";
import { partsOf } from "./documents";
import { misfits, sketches } from "./generated";

const PUBLISHER = "100000000002";
const SOURCE = "com.example.orders";

/** The same in every run, so that a failure can be looked at again. */
const samples = fc.sample(sketches, { numRuns: 60, seed: 13 }).map((sketch, index) => {
  const parts = partsOf(sketch);
  return { id: `shop-x${index}`, sketch, parts, resource: `shop:${index}` };
});

/** As the user's file would be, once the rest is filled in. */
function tenantOf({ parts, resource, id }: (typeof samples)[number]): unknown {
  const { connection, destination, event } = parts;
  return {
    owner: "Integration platform",
    contact: "integration-platform@example.com",
    runbook: `https://wiki.example.com/runbooks/${id}`,
    connection,
    destinations: {
      orders: {
        ...destination,
        events: { sample: { eventPattern: { source: [SOURCE], resources: [resource] }, ...event } },
      },
    },
  };
}

const { findings, topology } = withEnvironment({ remove: ["sources", "tenants"] }, (folder) => {
  const write = (name: string, content: unknown) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), JSON.stringify(content, undefined, 2));
  };
  write("sources/samples.yaml", { account: PUBLISHER, owner: "Samples", publishes: { sources: [SOURCE] } });
  for (const sample of samples) write(`tenants/${sample.id}.yaml`, tenantOf(sample));
  const loaded = load(folder);
  if (loaded.environment === undefined) throw new Error(loaded.findings.map(formatFinding).join("\n"));
  const outdir = mkdtempSync(path.join(tmpdir(), "openapi-"));
  environmentApp(loaded.environment, outdir).synth();
  const emitted = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  return { findings: loaded.findings, topology: emitted };
});

describe("tenants made of any OpenAPI document", () => {
  it("pass every check of the catalogue", () => {
    expect(findings.map(formatFinding)).toEqual([]);
  });

  it.each(samples)("send for their sample event a body that fits the schema: $id", ({ parts, resource, sketch }) => {
    const event = parseEvent(JSON.stringify({ ...parts.sampleEvent, account: PUBLISHER, resources: [resource] }));
    const { deliveries } = simulate({ topology, event, bus: hubBus(topology) });
    expect(deliveries).toHaveLength(1);
    const [delivery] = deliveries;
    expect(delivery).toMatchObject({ notDelivered: null, deadLetter: null, dropped: [] });
    expect(delivery?.request?.url).toMatch(/^https:\/\/api\.shop\.example\/v1\/orders\/[^/*]+\/lines(\?|$)/);
    expect(misfits(JSON.parse(delivery?.request?.body ?? "") as unknown, sketch.body)).toEqual([]);
  });
});
