/** What to say where nobody tells which account puts an event: the hub's is taken, which publishes to no tenant. */
import { simulate, type Simulation } from "#simulator/routing";
import { either } from "../../catalogue/wording";

type Put = Parameters<typeof simulate>[0];

/** Lines below a simulation of an event without account of which nothing is delivered; none where something is. */
export function accountNote(put: Put, { deliveries, ifEnabled }: Simulation): readonly string[] {
  if (deliveries.length > 0 || ifEnabled.length > 0) return [];
  const others = accountsIn(put).filter((account) => {
    const simulation = simulate({ ...put, account });
    return simulation.deliveries.length > 0 || simulation.ifEnabled.length > 0;
  });
  const instead = others.length === 0 ? "the account that publishes it" : either(others);
  return ["", `The event names no account, so that of the bus is taken; write --account with ${instead}`];
}

/** The accounts that the policy of the bus names. */
function accountsIn({ bus }: Put): readonly string[] {
  const text = bus.policy.kind === "document" ? bus.policy.document : "";
  return [...new Set(text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])].filter((account) => account !== bus.account).sort();
}
