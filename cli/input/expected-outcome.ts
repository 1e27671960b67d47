import { Option } from "commander";
import type { Simulation } from "#simulator/routing";
import { all } from "../../catalogue/wording";

const OUTCOMES = ["delivered", "refused", "unmatched"] as const;

/** What may become of an event. */
export type Outcome = (typeof OUTCOMES)[number];

/** What a simulated event may be expected to come to: `--expect`. */
export interface OutcomeOptions {
  readonly expect?: Outcome;
}

/** `--expect` of a command that simulates an event, as commander wants it. */
export function outcomeOption(): Option {
  return new Option("--expect <outcome>", "exit with 1 and a sentence unless this becomes of the event").choices(
    OUTCOMES,
  );
}

/**
 * What became of an event instead of what was expected, a sentence; undefined where it is as expected.
 *
 * @param simulation with the deliveries that are asked about
 */
export function otherwise(expected: Outcome, simulation: Simulation): string | undefined {
  const { outcome, sentence } = outcomeOf(simulation);
  return outcome === expected ? undefined : `expected the event to be ${expected}; ${sentence}`;
}

/** No outcome where nobody can tell, or where the event goes neither way. */
function outcomeOf(simulation: Simulation): { readonly outcome?: Outcome; readonly sentence: string } {
  const { accepted, policy, deliveries, ifEnabled, unknown } = simulation;
  if (!accepted) {
    return policy.decision === "denied"
      ? { outcome: "refused", sentence: `it is refused: ${policy.reason}` }
      : { sentence: `it is not known whether it is accepted: ${policy.reason}` };
  }
  const failed = deliveries.find(({ notDelivered }) => notDelivered !== null);
  if (failed !== undefined) return { sentence: `${failed.destination} does not get it: ${failed.notDelivered ?? ""}` };
  const sent = deliveries.filter(({ shadowOf }) => shadowOf === undefined);
  if (sent.length > 0) {
    const destinations = [...new Set(sent.map(({ destination }) => destination))];
    return { outcome: "delivered", sentence: `it is delivered to ${all(destinations)}` };
  }
  const [shadow] = deliveries;
  if (shadow !== undefined) return { sentence: `its rule ${shadow.rule} sends it to a shadow queue` };
  const [held] = ifEnabled;
  if (held !== undefined) return { sentence: `its rule ${held.rule} is disabled` };
  const [first] = unknown;
  if (first !== undefined) return { sentence: `no delivery is known, and ${first.address} is not understood` };
  return { outcome: "unmatched", sentence: "no rule matches it" };
}
