import { parseArn } from "../../../aws/arn";
import type { Bus } from "../../topology";
import { admit } from "../admission";
import type { Arrival } from "../bus-event";
import {
  hasInput,
  refusedTarget,
  unreadPlan,
  type NothingPlan,
  type PlannedTarget,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";

/** Rules that forward in a circle would do it for ever; AWS documents no limit. */
const MOST_HOPS = 10;

/** What becomes of an event that a rule forwards to another bus. */
export type Forwarding =
  /** The bus takes it: `arrival` goes on from there. */
  | { readonly kind: "arrives"; readonly arrival: Arrival }
  | { readonly kind: "refused"; readonly bus: Bus; readonly reason: string }
  | { readonly kind: "thirdAccount"; readonly reason: string }
  /** The bus is not in this Terraform. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "tooManyHops"; readonly reason: string };

/** The event, as it is, for another bus. */
export interface EventBusPlan extends PlannedTarget {
  readonly kind: "eventBus";
  readonly busArn: string;
  readonly forwarding: Forwarding;
}

/** Plans what forwarding an event to a bus comes to. */
export function planEventBus(given: TargetEvent, busArn: string): EventBusPlan | NothingPlan | UnknownPlan {
  const { rule, target } = given;
  const unread = unreadPlan(given, [target]);
  if (unread !== undefined) return unread;
  if (hasInput(target)) {
    // In AWS's recorded words.
    return refusedTarget(given, `Modifying the input for target ${target.input.Id ?? "<target-id>"} is not supported.`);
  }
  return { kind: "eventBus", rule, target, busArn, forwarding: forward(given, busArn) };
}

function forward({ index, rule, event, hops }: TargetEvent, busArn: string): Forwarding {
  const owner = parseArn(busArn)?.account;
  if (owner !== rule.account && event.account !== rule.account) {
    // "EventBridge doesn't forward events that a bus received from another account to a third account"
    // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
    const reason = `the event came from account ${event.account}; EventBridge does not forward it to a bus of another account`;
    return { kind: "thirdAccount", reason };
  }
  const bus = index.bus(busArn);
  if (bus === undefined) return { kind: "elsewhere" };
  if (hops >= MOST_HOPS) return { kind: "tooManyHops", reason: `it came over ${MOST_HOPS} buses already` };
  const arrival = { event, bus, forwardedBy: { arn: rule.arn, account: rule.account }, hops: hops + 1 };
  const admission = admit(arrival);
  return admission.kind === "accepted"
    ? { kind: "arrives", arrival }
    : { kind: "refused", bus, reason: admission.reason };
}
