import { nameOfArn } from "../../aws/arn";
import { ownMember } from "../input";
import { computedAttribute, placeAttribute } from "./computed-attributes";
import { jsonencode } from "./jsonencode";
import { symbolic, unresolvedBus } from "./symbol";
import { templateParts } from "./template-text";
import { Unresolved, type TerraformResource, type TerraformStack } from "./terraform-stack";

/** A reference such as `module.hub["eu"].data.aws_region.here.name`; an index key may hold anything in its quotes. */
const REFERENCE =
  /^(?<address>(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*(?<data>data\.)?(?<type>\w+)\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)\.(?<attribute>\w+)$/;

const NAME_ARGUMENTS: Readonly<Record<string, string>> = { aws_lambda_function: "function_name" };

/** What the arguments of one stack's resources come to, with references between them followed. */
export class StackValues {
  private readonly resources: ReadonlyMap<string, TerraformResource>;
  private readonly following = new Set<string>();

  constructor(private readonly stack: TerraformStack) {
    this.resources = new Map(stack.resources.map((resource) => [resource.address, resource]));
  }

  /**
   * A value with its references followed and its escapes undone. What cannot be resolved comes as `Unresolved` in its
   * place; a text with one such part is `Unresolved` as a whole.
   */
  resolve(value: unknown, from: TerraformResource): unknown {
    if (typeof value === "string") return this.resolveText(value, from);
    if (Array.isArray(value)) return value.map((item: unknown) => this.resolve(item, from));
    if (typeof value !== "object" || value === null || value instanceof Unresolved) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const resolvedKey = this.resolveText(key, from);
        return resolvedKey instanceof Unresolved ? [key, resolvedKey] : [String(resolvedKey), this.resolve(item, from)];
      }),
    );
  }

  /** Account and Region of a resource. Since version 6 of the provider, a resource may name its own Region. */
  placeOf({ account, region, values }: TerraformResource) {
    const own = values["region"];
    return {
      account: account ?? symbolic(`account of ${this.stack.name}`),
      region:
        typeof own === "string" && !own.includes("${") ? own : (region ?? symbolic(`Region of ${this.stack.name}`)),
    };
  }

  /** The name of a resource; symbolic where Terraform makes it up. */
  nameOf(resource: TerraformResource): string {
    const name = this.argument(resource, ownMember(NAME_ARGUMENTS, resource.type) ?? "name");
    if (name !== undefined) return name;
    return `${this.argument(resource, "name_prefix") ?? ""}${symbolic(`name of ${resource.address}`)}`;
  }

  /**
   * The bus that a rule, a target or a policy names, by name or ARN: `default` where it names none, symbolic where that
   * cannot be resolved. It is never taken for the default bus.
   */
  busOf(resource: TerraformResource): string {
    const written = resource.values["event_bus_name"];
    const value = written === undefined ? undefined : this.resolve(written, resource);
    if (value instanceof Unresolved) return unresolvedBus(resource.address);
    return typeof value === "string" && value !== "" ? value : "default";
  }

  /** An attribute that is text, such as `arn`; symbolic where AWS makes it up. */
  textOf(resource: TerraformResource, attribute: string): string {
    const value = this.attribute(resource, attribute);
    return typeof value === "string" ? value : this.symbolOf(resource, attribute);
  }

  private resolveText(template: string, from: TerraformResource): unknown {
    const parts = templateParts(template).map((part) =>
      part.kind === "text" ? part.text : this.evaluate(part.expression, from),
    );
    const [only] = parts;
    // A template that is one reference and nothing else keeps the type of what it refers to.
    if (parts.length === 1) return only;
    return parts.find((part) => part instanceof Unresolved) ?? parts.map(String).join("");
  }

  private evaluate(expression: string, from: TerraformResource): unknown {
    const { address, data, type = "", attribute = "" } = REFERENCE.exec(expression)?.groups ?? {};
    if (address === undefined) {
      const resolve = (value: string) => this.resolveText(value, from);
      return (
        jsonencode(expression, resolve) ??
        new Unresolved(`\${${expression}} is an expression that is not evaluated here`)
      );
    }
    if (data !== undefined) {
      const here = placeAttribute(type, attribute, this.placeOf(from));
      return here ?? new Unresolved(`\${${expression}} is data that only Terraform reads`);
    }
    const resource = this.resources.get(address);
    if (resource === undefined) return new Unresolved(`\${${expression}} refers to nothing in this stack`);
    return this.attribute(resource, attribute);
  }

  /** An attribute as it is written, else as it is computed, else a symbol for what only AWS knows. */
  private attribute(resource: TerraformResource, attribute: string): unknown {
    const reference = `${resource.address}.${attribute}`;
    if (this.following.has(reference)) return new Unresolved(`${reference} refers to itself`);
    this.following.add(reference);
    try {
      const written = ownMember(resource.values, attribute);
      if (written !== undefined && written !== null && !(written instanceof Unresolved)) {
        return this.resolve(written, resource);
      }
      if (attribute === "name") return this.nameOf(resource);
      const named = {
        ...this.placeOf(resource),
        type: resource.type,
        name: this.nameOf(resource),
        busName: nameOfArn("event bus", this.busOf(resource)),
        groupName: this.argument(resource, "group_name") ?? "default",
        path: this.argument(resource, "path") ?? "/",
      };
      return computedAttribute(named, attribute) ?? this.symbolOf(resource, attribute);
    } finally {
      this.following.delete(reference);
    }
  }

  private symbolOf({ address }: TerraformResource, attribute: string): string {
    return symbolic(`${this.stack.name}/${address}.${attribute}`);
  }

  private argument(resource: TerraformResource, argument: string): string | undefined {
    const written = resource.values[argument];
    const value = written === undefined ? undefined : this.resolve(written, resource);
    return typeof value === "string" && value !== "" ? value : undefined;
  }
}
