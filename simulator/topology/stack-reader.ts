import { z } from "zod";
import { inWords } from "../input";
import type { Resource, Unknown } from "./model";
import { StackValues } from "./stack-values";
import { Unresolved, type TerraformResource, type TerraformStack } from "./terraform-stack";

/** Arguments by which Terraform makes several resources, or blocks, of one. Only a plan says how many. */
const REPEATING = ["count", "for_each", "dynamic"];

/** Reads one stack's resources and keeps a list of what it does not understand. */
export class StackReader {
  readonly unknown: Unknown[];
  private readonly values: StackValues;

  constructor(readonly stack: TerraformStack) {
    this.values = new StackValues(stack);
    this.unknown = [...stack.unknown];
  }

  /** Names something that is not understood. */
  note({ address }: Pick<TerraformResource, "address">, what: string): void {
    this.unknown.push({ stack: this.stack.name, address, what });
  }

  /** The stack's resources of a type, without those of which only a plan knows how many there are. */
  ofType(type: string): TerraformResource[] {
    return this.stack.resources.filter((resource) => {
      if (resource.type !== type) return false;
      const repeating = REPEATING.filter((argument) => resource.values[argument] !== undefined);
      for (const argument of repeating) {
        this.note(resource, `${argument}: what it makes is only in the plan (terraform show -json, read with --plan)`);
      }
      return repeating.length === 0;
    });
  }

  /** The resources that {@link ofType} leaves out. */
  repeated(type: string): TerraformResource[] {
    return this.stack.resources.filter(
      (resource) => resource.type === type && REPEATING.some((argument) => resource.values[argument] !== undefined),
    );
  }

  /** The bus that a resource names, by name or ARN; symbolic where that cannot be resolved. */
  busOf(resource: TerraformResource): string {
    return this.values.busOf(resource);
  }

  /** Account and Region of a resource; names in `<...>` where Terraform does not say. */
  place(resource: TerraformResource) {
    return this.values.placeOf(resource);
  }

  /** Where a resource is, its name and its ARN. */
  resource(resource: TerraformResource): Resource {
    return {
      stack: this.stack.name,
      address: resource.address,
      ...this.place(resource),
      name: this.values.nameOf(resource),
      arn: this.attribute(resource, "arn"),
    };
  }

  /** An attribute that is text; symbolic where only AWS knows it. */
  attribute(resource: TerraformResource, attribute: string): string {
    return this.values.textOf(resource, attribute);
  }

  /** As {@link read}, for what is asked a second time: names nothing. */
  peek<Shape extends z.ZodRawShape>(resource: TerraformResource, schema: z.ZodObject<Shape>) {
    const known = this.unknown.length;
    const read = this.read(resource, schema);
    this.unknown.length = known;
    return read;
  }

  /**
   * The arguments that a schema asks for, references followed. An argument that cannot be resolved is named and left
   * out; where the rest does not make sense, what is wrong is named and there is nothing to return.
   *
   * @param immaterial arguments that no answer depends on: not named where they cannot be resolved
   */
  read<Shape extends z.ZodRawShape>(
    resource: TerraformResource,
    schema: z.ZodObject<Shape>,
    immaterial: readonly (keyof Shape)[] = [],
  ): z.output<z.ZodObject<Shape>> | undefined {
    const unresolved: string[] = [];
    const wanted = Object.keys(schema.shape).map((argument) => {
      const value = this.values.resolve(resource.values[argument], resource);
      return [
        argument,
        withoutUnresolved(value, argument, (place, what) => {
          unresolved.push(place);
          if (!immaterial.includes(place)) this.note(resource, `${place}: ${what}`);
        }),
      ] as const;
    });
    const parsed = schema.safeParse(Object.fromEntries(wanted), { error: inWords });
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      const place = path.join(".");
      if (!unresolved.some((named) => named === place || place.startsWith(`${named}.`) || named.startsWith(place))) {
        this.note(resource, `${place}: ${message}`);
      }
    }
    return undefined;
  }
}

function withoutUnresolved(value: unknown, place: string, name: (place: string, what: string) => void): unknown {
  if (value instanceof Unresolved) {
    name(place, value.what);
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => withoutUnresolved(item, `${place}.${index}`, name));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, withoutUnresolved(item, `${place}.${key}`, name)] as const,
  );
  // Left out, not undefined: an unresolved header must not become a header without a value.
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
