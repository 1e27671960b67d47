import { evaluateBusPolicy, type PolicyVerdict } from "../policy";
import type { Arrival } from "./bus-event";

/** Whether a bus takes an event. */
export type Admission =
  /** The decision of `policy` is `unknown` where the account owns the bus, and so is taken to be let in. */
  | { readonly kind: "accepted"; readonly policy: PolicyVerdict }
  | { readonly kind: "refused"; readonly policy: PolicyVerdict; readonly reason: string };

/**
 * Asks the policy of a bus about an event. What nobody knows keeps out an account other than the bus's own. The bus's own
 * account needs no statement: its identities' policies decide, and only a Deny of the bus could refuse it. That a policy
 * cannot be read, as that of a default bus that Terraform does not declare, is no reason to expect one.
 */
export function admit({ event, bus, forwardedBy }: Arrival): Admission {
  const { account, source, detailType } = event;
  const principalAccount = forwardedBy?.account ?? account;
  const policy = evaluateBusPolicy({
    bus,
    request: { principalAccount, source, detailType, viaRule: forwardedBy?.arn },
  });
  switch (policy.decision) {
    case "allowed":
      return { kind: "accepted", policy };
    case "denied":
      return { kind: "refused", policy, reason: policy.reason };
    case "unknown":
      return principalAccount === bus.account
        ? { kind: "accepted", policy }
        : { kind: "refused", policy, reason: `nobody knows whether its policy allows it: ${policy.reason}` };
  }
}
