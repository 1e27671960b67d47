import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Writes stacks as CDKTF does, into a new folder. */
export function emittedFolder(stacks: Readonly<Record<string, object>>): string {
  const outdir = mkdtempSync(path.join(tmpdir(), "hub-topology-"));
  for (const [name, stack] of Object.entries(stacks)) {
    mkdirSync(path.join(outdir, "stacks", name), { recursive: true });
    writeFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), JSON.stringify(stack));
  }
  const manifest = Object.keys(stacks).map(
    (name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies: [] }] as const,
  );
  writeFileSync(path.join(outdir, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(manifest) }));
  return outdir;
}
