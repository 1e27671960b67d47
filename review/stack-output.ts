import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readManifest, UnreadableTerraformError, type ManifestStack } from "#simulator/topology";

/** What `terraform init` writes: which versions of the providers a stack gets. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** One stack of a folder that CDKTF wrote, with all that decides what Terraform does there. */
export interface StackOutput extends ManifestStack {
  /** Its Terraform, as it was written. */
  readonly terraform: Buffer;
  /** A digest of each file that the Terraform takes up, by its path from the stack's folder. */
  readonly assets: ReadonlyMap<string, string>;
  /** A digest of its lock file; undefined where Terraform has not been initialized. */
  readonly lock: string | undefined;
}

/**
 * The stacks of a folder that CDKTF wrote, in the order of its manifest.
 *
 * @throws UnreadableTerraformError when a file is missing or is not what CDKTF writes
 */
export function readOutput(outdir: string): StackOutput[] {
  return readManifest(outdir).map((stack) => {
    const folder = path.dirname(stack.file);
    return {
      ...stack,
      terraform: contents(stack.file),
      assets: digests(folder, "assets"),
      lock: readdirSync(folder).includes(LOCK_FILE) ? digest(path.join(folder, LOCK_FILE)) : undefined,
    };
  });
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UnreadableTerraformError(file, "unopenable", "cannot be read");
  }
}

function digest(file: string): string {
  return createHash("sha256").update(contents(file)).digest("hex");
}

function digests(folder: string, below: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of entriesOf(path.join(folder, below))) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) for (const [file, value] of digests(folder, name)) found.set(file, value);
    else found.set(name, digest(path.join(folder, name)));
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // Most stacks have no assets.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new UnreadableTerraformError(folder, "unopenable", "cannot be read");
  }
}
