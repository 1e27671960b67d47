/** What comes after the first credentials of a connection, for people to read. */
import type { Hub } from "../../catalogue";
import type { DeclaredConnection } from "../../catalogue/declared-connections";
import type { TenantState } from "../../catalogue/tenant-state";
import { partsOfId } from "../../connection/names";
import { seconds, startReplay } from "./start-replay";

/** A sentence, or a command to copy, which is never wrapped. */
export type Advice = { readonly sentence: string } | { readonly command: string };

const STANDING: Readonly<Record<Exclude<TenantState, "live">, string>> = {
  draft: "a draft: its rules are disabled",
  shadow: "in shadow: its rules send to queues of the hub, and not to the product",
  suspended: "suspended: its rules are disabled",
};

/**
 * What to do after a connection holds credentials: make its tenant live, and have sent again what was published before it
 * had any. Empty where the tenant is live and the connection has held credentials before.
 *
 * @param since when the connection was made, where it has never held credentials before
 */
export function afterCredentials(
  hub: Hub,
  { id, stack, spec, tenantState, ruleArns }: DeclaredConnection,
  since: Date | undefined,
  now = new Date(),
): Advice[] {
  const { tenant } = partsOfId(id);
  const isLive = tenantState === "live";
  const advice: Advice[] = [];
  if (tenantState !== "live") {
    advice.push({
      sentence: `Tenant ${tenant} is ${STANDING[tenantState]}. To make it live, write "state: live" in tenants/${tenant}.yaml, also at a destination that has a state of its own, and apply stack ${stack}.`,
    });
  }
  if (since === undefined) return advice;
  advice.push({
    sentence: isLive
      ? `It was live without credentials since ${seconds(since)}. What was published meanwhile is in the archive; ` +
        "whoever may start a replay sends it again, to the rules of this connection alone. Events that are still being " +
        "retried, or are in a dead-letter queue, come twice then:"
      : `What was published since ${seconds(since)} is in the archive. Should it be sent too, start a replay once the ` +
        "tenant is live, with the time at which the apply ended as WENT_LIVE:",
  });
  const until = isLive ? now : "WENT_LIVE";
  advice.push({ command: startReplay(hub, { name: spec.name, ruleArns, since, until }, now) });
  return advice;
}
