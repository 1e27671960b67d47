import { deliveryNames, destinationNames } from "../catalogue/names";
import type { Environment } from "../catalogue";
import { insteadOf, quote } from "../catalogue/wording";
import { ScriptError } from "./failure";

/** What names are made of. */
type Named = Pick<Environment, "hub" | "sources" | "tenants">;

/** From what scripts call things to what AWS calls them, and back. */
export class ScriptNames {
  /** Name of a rule to its delivery. */
  readonly #byRule = new Map<string, string>();
  /** Name of a dead-letter queue to the delivery whose events it gets. */
  readonly #byQueue = new Map<string, string>();
  /** What a script calls a destination to the name of its API destination. */
  readonly #destinations = new Map<string, string>();
  readonly #accounts: ReadonlyMap<string, string>;
  /** Every delivery, as scripts name it, in the order of the files. */
  readonly deliveries: readonly string[];

  /**
   * @param tenant of the script, which then names deliveries without it: `<destination>/<event>`, else
   * `<tenant>/<destination>/<event>`
   */
  constructor({ hub, sources, tenants }: Named, tenant?: string) {
    this.#accounts = new Map(sources.map(({ alias, account }) => [alias, account]));
    const meant = tenants.filter(({ id }) => tenant === undefined || id === tenant);
    for (const { id, destinations } of meant) {
      const prefix = tenant === undefined ? `${id}/` : "";
      for (const destination of destinations) {
        const { apiDestination } = destinationNames(hub, id, destination.id);
        this.#destinations.set(tenant === undefined ? apiDestination : destination.id, apiDestination);
        for (const event of destination.events) {
          const names = deliveryNames(hub, id, destination.id, event.id);
          const delivery = `${prefix}${destination.id}/${event.id}`;
          this.#byRule.set(names.rule, delivery);
          this.#byQueue.set(names.deadLetterQueue, delivery);
        }
      }
    }
    this.deliveries = [...this.#byRule.values()];
  }

  deliveryOfRule(name: string): string | undefined {
    return this.#byRule.get(name);
  }

  deliveryOfQueue(name: string): string | undefined {
    return this.#byQueue.get(name);
  }

  /** @throws ScriptError when there is none */
  destination(called: string): string {
    const found = this.#destinations.get(called);
    if (found !== undefined) return found;
    const instead = insteadOf(called, [...this.#destinations.keys()], "a destination that there is");
    throw new ScriptError(`no destination is called ${quote(called)}; write ${instead}`);
  }

  /**
   * The account that an alias names; twelve digits name themselves.
   *
   * @throws ScriptError when there is no such alias
   */
  account(called: string): string {
    if (/^\d{12}$/.test(called)) return called;
    const found = this.#accounts.get(called);
    if (found !== undefined) return found;
    const instead = insteadOf(called, [...this.#accounts.keys()], "the name of a file in sources/");
    throw new ScriptError(`no source account is called ${quote(called)}; write ${instead}, or 12 digits in quotes`);
  }
}
