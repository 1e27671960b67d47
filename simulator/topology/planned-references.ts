import { ownMember } from "../input";
import { expressionOf, type ConfiguredModule } from "./show-json-schema";
import { Unresolved } from "./terraform-stack";

/**
 * Attributes that an argument is given as. A plan tells what an argument refers to and not how: for these it is taken
 * to be the attribute itself, because nobody makes an ARN out of another one; any other argument stays unresolved.
 */
const ATTRIBUTES: Readonly<Record<string, readonly [usual: string, ...others: string[]]>> = {
  arn: ["arn"],
  role_arn: ["arn"],
  connection_arn: ["arn"],
  event_bus_name: ["name", "id", "arn"],
  rule: ["name", "id"],
  queue_url: ["url", "id"],
  api_id: ["id"],
  authorizer_id: ["id"],
  credentials_arn: ["arn"],
  policy_arn: ["arn"],
  source_arn: ["arn"],
  function_name: ["function_name", "arn", "id"],
  role: ["arn", "name", "id"],
  kms_key_id: ["arn", "id", "key_id", "name", "target_key_arn"],
  kms_master_key_id: ["arn", "id", "key_id", "name", "target_key_arn"],
  kms_key_identifier: ["arn", "id", "key_id", "name", "target_key_arn"],
  kms_key_arn: ["arn"],
  bucket: ["id", "bucket"],
};

/** Modules that hand a value on, one to the next: Terraform refuses what goes round, and nobody has so many. */
const MOST_FOLLOWED = 100;

/** A module instance, and what its calls and outputs are written as. */
export interface ModuleScope {
  /** `module.hub["eu"].`; empty for the root module. */
  readonly prefix: string;
  readonly configuration: ConfiguredModule | undefined;
  readonly parent: ModuleScope | undefined;
  /** Name of the call that makes it; empty for the root module. */
  readonly call: string;
}

/** Of a resource that is one of several: its key or number, and the `for_each` that makes them. */
export interface Repeating {
  readonly index?: string | number | undefined;
  readonly forEach?: unknown;
}

/** Finds, in the configuration within a plan, what an argument refers to whose value is known only after apply. */
export class PlannedReferences {
  /** Outputs and variables that are followed just now, from one module into another. */
  private following = 0;

  /** @param addresses of all resource instances that are planned */
  constructor(private readonly addresses: readonly string[]) {}

  /**
   * The argument as a Terraform template, or why it cannot be told.
   *
   * @param expression the argument in the configuration
   * @param argument its name
   * @param repeating of the resource that has it, where it is one of several
   */
  template(
    expression: unknown,
    argument: string,
    scope: ModuleScope,
    { index, forEach }: Repeating = {},
  ): string | Unresolved {
    const repeating = { index, forEach, scope };
    const { constant_value: constant, references = [] } = expressionOf(expression) ?? {};
    // Configuration in JSON, such as CDKTF's, shows its templates as they are written.
    if (typeof constant === "string" && constant.includes("${") && scope.prefix === "") return constant;
    const attributes = ownMember(ATTRIBUTES, argument);
    const leaves = references.filter((one) => !references.some((other) => isWithin(other, one)));
    // `each.key` and `count.index` choose an instance; `each.value...` may as well be the value itself.
    const [leaf, ...others] = leaves.filter((one) => one !== "each.key" && one !== "count.index");
    if (attributes === undefined || leaf === undefined || others.length > 0) {
      return new Unresolved(`known only after apply${references.length > 0 ? `, from ${leaves.join(", ")}` : ""}`);
    }
    const [kind, name = "", output = ""] = leaf.split(".");
    if (kind === "each") return this.each(output, attributes, repeating);
    if (kind === "var" || kind === "module") {
      if (this.following >= MOST_FOLLOWED) return new Unresolved(`${leaf} refers to itself`);
      this.following += 1;
      try {
        return kind === "var" ? this.variable(name, argument, scope) : this.output(name, output, argument, scope);
      } finally {
        this.following -= 1;
      }
    }
    if (kind === "local" || kind === "data") return new Unresolved(`known only after apply, from ${leaf}`);
    return this.resource(leaf, attributes, scope, leaves.length > 1 ? index : undefined);
  }

  /** `each.value.arn` of what is made for each instance of another resource: the attribute of the instance of that key. */
  private each(
    attribute: string,
    attributes: readonly [string, ...string[]],
    { index, forEach, scope }: Repeating & { readonly scope: ModuleScope },
  ): string | Unresolved {
    const { references = [] } = expressionOf(forEach) ?? {};
    const [leaf, ...others] = references.filter((one) => !references.some((other) => isWithin(other, one)));
    const isResource = leaf !== undefined && /^(?!(?:var|local|module|data|each)\.)\w+\.[\w-]+$/.test(leaf);
    if (!isResource || others.length > 0 || index === undefined) {
      const value = attribute === "" ? "each.value" : `each.value.${attribute}`;
      return new Unresolved(`known only after apply, from ${value}`);
    }
    return this.resource(
      `${leaf}[${JSON.stringify(index)}].${attribute || attributes[0]}`,
      attributes,
      scope,
      undefined,
    );
  }

  private variable(name: string, argument: string, { parent, call }: ModuleScope): string | Unresolved {
    const passed = ownMember(ownMember(parent?.configuration?.module_calls, call)?.expressions, name);
    return parent === undefined || passed === undefined
      ? new Unresolved(`known only after apply, from var.${name}`)
      : this.template(passed, argument, parent);
  }

  private output(module: string, output: string, argument: string, scope: ModuleScope): string | Unresolved {
    const [call = "", key] = module.split("[");
    const configuration = ownMember(scope.configuration?.module_calls, call)?.module;
    const expression = ownMember(configuration?.outputs, output)?.expression;
    const prefix = `${scope.prefix}module.${call}${key === undefined ? "" : `[${key}`}.`;
    return expression === undefined
      ? new Unresolved(`known only after apply, from module.${module}.${output}`)
      : this.template(expression, argument, { prefix, configuration, parent: scope, call });
  }

  private resource(
    reference: string,
    attributes: readonly [string, ...string[]],
    { prefix }: ModuleScope,
    index: string | number | undefined,
  ): string | Unresolved {
    const written = /^(?<address>\w+\.[\w-]+(?:\[[^\]]+\])?)(?:\.(?<attribute>\w+))?$/.exec(reference)?.groups;
    const { address = "", attribute = attributes[0] } = written ?? {};
    const instances = this.addresses.filter(
      (one) => one === `${prefix}${address}` || one.startsWith(`${prefix}${address}[`),
    );
    const own = index === undefined ? undefined : `${prefix}${address}[${JSON.stringify(index)}]`;
    const [instance, ...others] = instances.length > 1 && own !== undefined ? [own] : instances;
    if (instance === undefined) return new Unresolved(`${reference} refers to nothing in this plan`);
    if (others.length > 0) return new Unresolved(`which ${address} it refers to is known only after apply`);
    if (!attributes.includes(attribute)) return new Unresolved(`known only after apply, from ${reference}`);
    return `\${${instance}.${attribute}}`;
  }
}

/** `aws_sqs_queue.a.arn` lies within `aws_sqs_queue.a`; so does `aws_sqs_queue.a[0]`. */
function isWithin(reference: string, outer: string): boolean {
  return reference.startsWith(`${outer}.`) || reference.startsWith(`${outer}[`);
}
