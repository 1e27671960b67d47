import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What a command shall do in a stack. */
interface Behaviour {
  readonly fails?: { readonly summary: string; readonly detail?: string; readonly address?: string };
  readonly milliseconds?: number;
  /** A state that is written beside the stack, because nothing takes it. */
  readonly unsaved?: string;
}

/** A `terraform` in a folder of its own, with what it remembers: see terraform.cjs. */
export class FakeTerraform {
  readonly home = mkdtempSync(path.join(tmpdir(), "fake-terraform-"));
  /** Where plans are kept, so that it can be seen whether any are left. */
  readonly temporary = path.join(this.home, "tmp");

  /** Lines of calls that were asked for. */
  private told = 0;

  constructor() {
    for (const folder of ["bin", "states", "locks", "tmp", "out"]) mkdirSync(path.join(this.home, folder));
    symlinkSync(path.join(__dirname, "terraform.cjs"), path.join(this.home, "bin", "terraform"));
    this.behave({});
  }

  /** For a process that shall find it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      PATH: `${path.join(this.home, "bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
      FAKE_TERRAFORM: this.home,
      TMPDIR: this.temporary,
    };
  }

  /** By stack, then by command. */
  behave(behaviour: Readonly<Record<string, Readonly<Record<string, Behaviour>>>>): void {
    writeFileSync(path.join(this.home, "behaviour.json"), JSON.stringify(behaviour));
  }

  /** `begin plan a`, `end plan a`, `interrupted apply b`, since this was asked last. */
  calls(): string[] {
    const file = path.join(this.home, "calls");
    // The file stays: a line that is written between reading and removing it would be lost.
    const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    const fresh = lines.slice(this.told);
    this.told = lines.length;
    return fresh;
  }

  /** Stacks that are applied. */
  get applied(): string[] {
    return readdirSync(path.join(this.home, "states")).sort();
  }

  /** Stacks whose state is locked. */
  get locked(): string[] {
    return readdirSync(path.join(this.home, "locks")).sort();
  }

  /** Somebody else works on a stack. */
  lock(stack: string): void {
    const info =
      "Lock Info:\n  ID:        5b2f-lock\n  Path:      states/dev/a.tfstate\n  Who:       ci@runner\n  Created:   2026-11-27 08:24:05 +0000 UTC\n";
    writeFileSync(path.join(this.home, "locks", stack), info);
  }

  /** Somebody changes what a stack has made. */
  drift(stack: string): void {
    writeFileSync(path.join(this.home, "states", stack), "drifted");
  }

  /** A stack as it was emitted. */
  stack(name: string, dependencies: readonly string[] = [], terraform: object = {}) {
    const folder = path.join(this.home, "out", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(terraform));
    return { name, dependencies, folder };
  }

  /** Where a state is kept that could not be saved. */
  keptState(stack: string): string {
    return path.join(this.home, "kept", `${stack}.tfstate`);
  }

  remove(): void {
    rmSync(this.home, { recursive: true });
  }
}
