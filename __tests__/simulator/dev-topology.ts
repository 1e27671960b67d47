import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEnvironment } from "../../catalogue";
import { parseEvent, type PutEvent } from "#simulator/routing";
import { readTopology, type Topology } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";

/** The topology of the dev environment, emitted for this test run. */
export function devTopology(): Topology {
  return emittedTopology("dev");
}

/** The topology of an environment, by name or path, emitted for this test run. */
export function emittedTopology(nameOrPath: string): Topology {
  const { environment } = openEnvironment(nameOrPath);
  if (environment === undefined) throw new Error(`${nameOrPath} has errors`);
  const outdir = mkdtempSync(path.join(tmpdir(), "hub-emitted-"));
  environmentApp(environment, outdir).synth();
  const topology = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  return topology;
}

/** A sample event of the dev environment. */
export function devEvent(name: string): PutEvent {
  return parseEvent(
    readFileSync(path.join(__dirname, "..", "..", "environments", "dev", "events", `${name}.json`), "utf8"),
  );
}
