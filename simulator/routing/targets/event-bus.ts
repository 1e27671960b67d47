import { parseArn } from "../../../aws/arn";
import { evaluateIdentityPolicies, evaluateServiceAccess } from "../../policy";
import { admit } from "../admission";
import { hopBetween, type Arrival } from "../bus-event";
import {
  hasInput,
  refusedTarget,
  unknown,
  unreadPlan,
  type NothingPlan,
  type PlannedTarget,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";

/** What becomes of an event that a rule forwards to another bus. */
export type Forwarding =
  /** The bus takes it: `arrival` goes on from there. */
  | { readonly kind: "arrives"; readonly arrival: Arrival }
  /** It becomes a dead letter of the rule, at once. */
  | {
      readonly kind: "refused";
      readonly code: "NO_PERMISSIONS" | "THIRD_ACCOUNT_HOP_DETECTED" | "THIRD_REGION_HOP_DETECTED";
      /** AWS's, where one is recorded. */
      readonly message: string;
      /** Why, where the message leaves that open. */
      readonly reason: string;
    }
  /** The bus is not in this Terraform. */
  | { readonly kind: "elsewhere" };

/** The event, as it is, for another bus. */
export interface EventBusPlan extends PlannedTarget {
  readonly kind: "eventBus";
  readonly busArn: string;
  readonly forwarding: Forwarding;
}

/** Plans what forwarding an event to a bus comes to. What PutTargets refuses of such a target is in AWS's recorded words. */
export function planEventBus(given: TargetEvent, busArn: string): EventBusPlan | NothingPlan | UnknownPlan {
  const { rule, target } = given;
  const unread = unreadPlan(given, [target]);
  if (unread !== undefined) return unread;
  if (hasInput(target)) {
    return refusedTarget(given, `Modifying the input for target ${target.input.Id ?? "<target-id>"} is not supported.`);
  }
  if (busArn === rule.busArn) return refusedTarget(given, "Source EventBus and Target EventBus must not be the same.");
  if (target.roleArn === undefined) return refusedTarget(given, `RoleArn is required for target ${busArn}.`);
  const access = roleAccess(given, target.roleArn, busArn);
  if (access.kind === "unknown") return unknown(given, [access.reason]);
  const forwarding =
    hopRefusal(given, busArn) ?? (access.kind === "denied" ? denied(access.reason) : arrive(given, busArn));
  return { kind: "eventBus", rule, target, busArn, forwarding };
}

/** Whether EventBridge may take the target's role on, and the role put events on the bus. A role of other Terraform may. */
function roleAccess({ index, rule }: TargetEvent, roleArn: string, busArn: string) {
  const role = index.role(roleArn);
  if (role === undefined) return { kind: "allowed" } as const;
  const trust = role.trustPolicy === undefined ? undefined : trustIn(role.trustPolicy, roleArn, rule.arn);
  if (trust !== undefined && trust.decision !== "allowed") {
    const reason = `role ${role.name}: whether EventBridge may take it on: ${trust.reason}`;
    return { kind: trust.decision, reason } as const;
  }
  const verdict = evaluateIdentityPolicies(role, {
    action: "events:PutEvents",
    resource: busArn,
    region: parseArn(busArn)?.region ?? rule.region,
    principalArn: roleArn,
    principalAccount: role.account,
  });
  if (verdict.decision === "allowed") return { kind: "allowed" } as const;
  return {
    kind: verdict.decision,
    reason: `role ${role.name}: events:PutEvents on ${busArn} ${verdict.reason}`,
  } as const;
}

function trustIn(policy: string, resourceArn: string, sourceArn: string) {
  return evaluateServiceAccess(policy, {
    service: "events.amazonaws.com",
    action: "sts:AssumeRole",
    resourceArn,
    sourceArn,
  });
}

/** How AWS refuses what a role, a trust or the policy of the bus does not allow, within one account as well (recorded). */
function denied(reason: string): Forwarding {
  return {
    kind: "refused",
    code: "NO_PERMISSIONS",
    message: "Lack of permissions to invoke cross account target.",
    reason,
  };
}

/**
 * How far rules may take an event: once to another bus of the same Region, whatever the accounts, and once to another
 * Region (recorded). Not to a third account, either, for an event that was put from another account: "EventBridge doesn't
 * forward events that a bus received from another account to a third account"
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
 */
function hopRefusal({ rule, event, hops }: TargetEvent, busArn: string): Forwarding | undefined {
  const hop = hopBetween(rule.arn, busArn);
  if (hops.includes(hop)) {
    const { id } = event.json;
    const rejected = `Event ingestion rejected for event ${typeof id === "string" ? id : ""}`;
    const why =
      hop === "sameRegion"
        ? "an event can be sent to an event bus target only once. This event was previously delivered to an event bus target."
        : // The code is recorded, its message is not.
          "an event can be sent to one other Region only.";
    const reason = `a rule has already taken the event to another ${hop === "sameRegion" ? "bus of a Region" : "Region"}`;
    const code = hop === "sameRegion" ? "THIRD_ACCOUNT_HOP_DETECTED" : "THIRD_REGION_HOP_DETECTED";
    return { kind: "refused", code, message: `${rejected} because ${why}`, reason };
  }
  if (parseArn(busArn)?.account === rule.account || event.account === rule.account) return undefined;
  const reason = `the event came from account ${event.account}; EventBridge does not forward it to a bus of another account`;
  const message = `The event came from another account to ${rule.busArn}.`;
  return { kind: "refused", code: "THIRD_ACCOUNT_HOP_DETECTED", message, reason };
}

function arrive({ index, rule, event, hops }: TargetEvent, busArn: string): Forwarding {
  const bus = index.bus(busArn);
  if (bus === undefined) return { kind: "elsewhere" };
  const forwardedBy = { arn: rule.arn, account: rule.account };
  const arrival = { event, bus, forwardedBy, hops: [...hops, hopBetween(rule.arn, busArn)] };
  const admission = admit(arrival);
  return admission.kind === "accepted"
    ? { kind: "arrives", arrival }
    : denied(`the policy of ${bus.arn} does not allow it: ${admission.reason}`);
}
