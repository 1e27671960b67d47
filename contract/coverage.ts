import type { Tenant } from "../catalogue";
import type { TestResult } from "./result";

/** What of tenants no passing test shows. Each list names deliveries as `<tenant>/<destination>/<event>`. */
export interface Coverage {
  readonly deliveries: number;
  /** No test shows what is sent. */
  readonly withoutRequest: readonly string[];
  /** No test shows an event that the pattern leaves alone. */
  readonly withoutMismatch: readonly string[];
}

/** What tests leave open. */
export function coverageOf(tenants: readonly Tenant[], results: readonly TestResult[]): Coverage {
  const shown = (kind: keyof TestResult["covered"]) =>
    new Set(results.flatMap(({ tenant, covered }) => covered[kind].map((delivery) => `${tenant}/${delivery}`)));
  const [delivered, unmatched] = [shown("delivered"), shown("unmatched")];
  const all = tenants.flatMap(({ id, destinations }) =>
    destinations.flatMap((destination) => destination.events.map((event) => `${id}/${destination.id}/${event.id}`)),
  );
  return {
    deliveries: all.length,
    withoutRequest: all.filter((delivery) => !delivered.has(delivery)),
    withoutMismatch: all.filter((delivery) => !unmatched.has(delivery)),
  };
}
