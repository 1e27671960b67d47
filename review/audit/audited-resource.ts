import type { StackValues, TerraformResource } from "#simulator/topology";
import { Unresolved } from "#simulator/topology";

/** Arguments by which Terraform makes any number of resources of one, also none. */
const REPEATING = ["count", "for_each"];

/** A resource as rules see it: with the references between arguments followed. */
export class AuditedResource {
  private readonly resolved = new Map<string, unknown>();

  constructor(
    /** Name of its stack. */
    readonly stack: string,
    private readonly resource: TerraformResource,
    private readonly values: StackValues,
  ) {}

  get address(): string {
    return this.resource.address;
  }

  get type(): string {
    return this.resource.type;
  }

  /** Twelve digits; undefined where Terraform does not tell. */
  get account(): string | undefined {
    return this.resource.account;
  }

  /** Computed from account, Region and name; symbolic where only AWS knows it. */
  get arn(): string {
    return this.attribute("arn");
  }

  /** An attribute as other resources refer to it; symbolic where only AWS knows it. */
  attribute(name: string): string {
    return this.values.textOf(this.resource, name);
  }

  get name(): string {
    return this.values.nameOf(this.resource);
  }

  /** Whether only a plan tells how many of it there are. */
  get isRepeated(): boolean {
    return REPEATING.some((argument) => this.resource.values[argument] !== undefined);
  }

  /**
   * The value of an argument, or within its one block that of another: `value("dead_letter_config", "arn")`.
   *
   * @returns undefined where nothing is written; `Unresolved` where it is known only after apply, or not worked out here
   */
  value(argument: string, ...inner: readonly string[]): unknown {
    return within(this.whole(argument), inner);
  }

  /** The blocks of this name, or why they are not known. */
  blocks(argument: string, ...inner: readonly string[]): readonly unknown[] | Unresolved {
    const value = this.value(argument, ...inner);
    if (value instanceof Unresolved) return value;
    return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
  }

  /** Names of the arguments that are written. */
  get arguments(): readonly string[] {
    return Object.keys(this.resource.values);
  }

  private whole(argument: string): unknown {
    if (!this.resolved.has(argument)) {
      const dynamic = memberOf(this.resource.values["dynamic"], argument) !== undefined;
      const value = dynamic
        ? new Unresolved("how many blocks there are, only a plan tells")
        : this.values.resolve(this.resource.values[argument], this.resource);
      this.resolved.set(argument, value);
    }
    return this.resolved.get(argument);
  }
}

/** What stands within blocks; of several, in the first. Null and empty text are what a provider reads back of nothing. */
export function within(value: unknown, path: readonly string[]): unknown {
  if (value === null || value === "") return undefined;
  const [step, ...rest] = path;
  if (value instanceof Unresolved || step === undefined) return value;
  return Array.isArray(value) ? within(value[0], path) : within(memberOf(value, step), rest);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
