import type { Bus, Declared, LambdaFunction, Queue, Role, Topology } from "../topology";

/** What is looked up of a topology for every event, by ARN and by address. */
export class TopologyIndex {
  readonly #buses: ReadonlyMap<string, Bus>;
  readonly #functions: ReadonlyMap<string, LambdaFunction>;
  readonly #queues: ReadonlyMap<string, Queue>;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #unread = new Map<string, string[]>();

  constructor({
    buses,
    functions,
    queues,
    roles,
    unknown,
  }: Pick<Topology, "buses" | "functions" | "queues" | "roles" | "unknown">) {
    this.#buses = new Map(buses.map((bus) => [bus.arn, bus]));
    this.#functions = new Map(functions.map((lambda) => [lambda.arn, lambda]));
    this.#queues = new Map(queues.map((queue) => [queue.arn, queue]));
    this.#roles = new Map(roles.map((role) => [role.arn, role]));
    for (const { what, ...declared } of unknown) {
      const key = keyOf(declared);
      this.#unread.set(key, [...(this.#unread.get(key) ?? []), `${declared.address}: ${what}`]);
    }
  }

  /** The bus of an ARN, where it is in this Terraform. */
  bus(arn: string): Bus | undefined {
    return this.#buses.get(arn);
  }

  /** The function of an ARN without version and alias, where it is in this Terraform. */
  function(arn: string): LambdaFunction | undefined {
    return this.#functions.get(arn);
  }

  /** The queue of an ARN, where it is in this Terraform. */
  queue(arn: string): Queue | undefined {
    return this.#queues.get(arn);
  }

  /** The role of an ARN, where it is in this Terraform. */
  role(arn: string): Role | undefined {
    return this.#roles.get(arn);
  }

  /** What of these resources could not be read, each with its address. */
  unread(resources: readonly Declared[]): readonly string[] {
    return resources.flatMap((resource) => this.#unread.get(keyOf(resource)) ?? []);
  }
}

function keyOf({ stack, address }: Declared): string {
  return `${stack}\n${address}`;
}
