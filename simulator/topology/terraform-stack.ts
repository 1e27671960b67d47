import type { Unknown } from "./model";

/** Stands for a value that Terraform itself knows only later, or that this reader cannot work out. */
export class Unresolved {
  /** @param what in a phrase, to be read after the name of the argument */
  constructor(readonly what: string) {}
}

/**
 * One instance of a resource. In `values`, strings are Terraform templates: `${type.name.attribute}` is a reference and
 * `$${` is a plain `${`; a value may be an `Unresolved`.
 */
export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** `module.hub["eu"].` in front of addresses within the resource's module; empty in the root module. */
  readonly modulePrefix: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One root module, as either reader gives it. */
export interface TerraformStack {
  readonly name: string;
  /** Stacks that are deployed before this one. */
  readonly dependencies: readonly string[];
  /** The account that the stack's AWS provider is fenced to, where it is fenced to one. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Where Terraform runs, so where relative file names begin; undefined for a plan or state. */
  readonly folder?: string | undefined;
  readonly resources: readonly TerraformResource[];
  /** Values by name, with references in them; none of a plan or state, which do not show them. */
  readonly locals?: Readonly<Record<string, unknown>>;
  /** What of the stack is not among `resources`, or not as it will be. */
  readonly unknown: readonly Unknown[];
}

/**
 * Why Terraform cannot be read: the file cannot be opened, it is not what the reader of its kind expects, or it is a plan
 * that Terraform gave up on.
 */
export type UnreadableReason = "unopenable" | "malformed" | "failedPlan";

/** The Terraform cannot be read at all. The message says which file and what is wrong; what to run is the caller's to say. */
export class UnreadableTerraformError extends Error {
  /** @param file its path, or the name that the caller gave to a plan or state */
  constructor(
    readonly file: string,
    readonly reason: UnreadableReason,
    problem: string,
  ) {
    super(`${file} ${problem}`);
  }
}
