import { buildTopology, StackValues, type Declared, type EmittedStack, type Topology } from "#simulator/topology";
import { AuditedResource } from "./audited-resource";
import { policiesIn, type AuditedPolicy } from "./policies";

/** All Terraform that is audited at once, since a bus may be in one stack and its policy in another. */
export class AuditedTerraform {
  readonly resources: readonly AuditedResource[];
  private readonly byType = new Map<string, AuditedResource[]>();
  private readonly byPlace = new Map<string, AuditedResource>();
  private found: { readonly topology: Topology; readonly policies: readonly AuditedPolicy[] } | undefined;

  constructor(private readonly stacks: readonly EmittedStack[]) {
    this.resources = stacks.flatMap((stack) => {
      const values = new StackValues(stack);
      return stack.resources.map((resource) => new AuditedResource(stack.name, resource, values));
    });
    for (const resource of this.resources) {
      const ofType = this.byType.get(resource.type);
      if (ofType === undefined) this.byType.set(resource.type, [resource]);
      else ofType.push(resource);
      this.byPlace.set(placeOf(resource), resource);
    }
  }

  /** The resources of these types, in the order of the stacks. */
  readonly ofType = (...types: readonly string[]): readonly AuditedResource[] =>
    types.flatMap((type) => this.byType.get(type) ?? []);

  /** The resource that a part of the topology has been read from. */
  readonly at = (declared: Declared): AuditedResource | undefined => this.byPlace.get(placeOf(declared));

  /** Buses, rules, targets and roles, linked over all stacks. */
  get topology(): Topology {
    return this.reading.topology;
  }

  /** Every policy document, and what permissions of other forms come to. */
  get policies(): readonly AuditedPolicy[] {
    return this.reading.policies;
  }

  private get reading() {
    this.found ??= { topology: buildTopology(this.stacks), policies: [...policiesIn(this.resources)] };
    return this.found;
  }
}

function placeOf({ stack, address }: Declared): string {
  return `${stack}\n${address}`;
}
