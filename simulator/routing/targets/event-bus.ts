import { parseArn } from "../../../aws/arn";
import { evaluateIdentityPolicies, evaluateServiceAccess } from "../../policy";
import { admit } from "../admission";
import { hopBetween, type Arrival } from "../bus-event";
import {
  deadLetter,
  hasInput,
  refusedTarget,
  unknown,
  unreadPlan,
  withoutRole,
  type DeadLetterPlan,
  type NothingPlan,
  type PlannedTarget,
  type RefusedEvent,
  type TargetEvent,
  type UnknownPlan,
} from "./planned-target";

/** What becomes of an event that a rule forwards to another bus. */
export type Forwarding =
  /** The bus takes it: `arrival` goes on from there. */
  | { readonly kind: "arrives"; readonly arrival: Arrival }
  /** The bus is not in this Terraform. */
  | { readonly kind: "elsewhere" };

/** The event, as it is, for another bus. */
export interface EventBusPlan extends PlannedTarget {
  readonly kind: "eventBus";
  readonly busArn: string;
  readonly forwarding: Forwarding;
}

/** Plans what forwarding an event to a bus comes to. What PutTargets refuses of such a target is in AWS's recorded words. */
export function planEventBus(
  given: TargetEvent,
  busArn: string,
): EventBusPlan | DeadLetterPlan | NothingPlan | UnknownPlan {
  const { rule, target } = given;
  const unread = unreadPlan(given, [target]);
  if (unread !== undefined) return unread;
  if (hasInput(target)) {
    return refusedTarget(given, `Modifying the input for target ${target.input.Id ?? "<target-id>"} is not supported.`);
  }
  if (busArn === rule.busArn) return refusedTarget(given, "Source EventBus and Target EventBus must not be the same.");
  if (target.roleArn === undefined) return withoutRole(given, busArn);
  const access = roleAccess(given, target.roleArn, busArn);
  if (access.kind === "unknown") return unknown(given, [access.reason]);
  return hopRefusal(given, busArn) ?? (access.kind === "denied" ? denied(given, access.reason) : arrive(given, busArn));
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
  const request = {
    action: "events:PutEvents",
    resource: busArn,
    region: parseArn(busArn)?.region ?? rule.region,
    principalArn: roleArn,
    principalAccount: role.account,
  };
  const verdict = evaluateIdentityPolicies(role.policies, request, role.unreadPolicies);
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
function denied(given: TargetEvent, reason: string): DeadLetterPlan {
  return refused(given, "NO_PERMISSIONS", "Lack of permissions to invoke cross account target.", reason);
}

/** The event is a dead letter of the rule, as it came. */
function refused(given: TargetEvent, code: RefusedEvent["code"], message: string, reason: string): DeadLetterPlan {
  return deadLetter(given, { code, message, body: given.event.text }, reason);
}

/**
 * How far rules may take an event: once to another bus of the same Region, whatever the accounts, and once to another
 * Region (recorded). Not to a third account, either, for an event that was put from another account: "EventBridge doesn't
 * forward events that a bus received from another account to a third account"
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
 */
function hopRefusal(given: TargetEvent, busArn: string): DeadLetterPlan | undefined {
  const { rule, event, hops } = given;
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
    return refused(given, code, `${rejected} because ${why}`, reason);
  }
  if (parseArn(busArn)?.account === rule.account || event.account === rule.account) return undefined;
  const reason = `the event came from account ${event.account}; EventBridge does not forward it to a bus of another account`;
  const message = `The event came from another account to ${rule.busArn}.`;
  return refused(given, "THIRD_ACCOUNT_HOP_DETECTED", message, reason);
}

function arrive(given: TargetEvent, busArn: string): EventBusPlan | DeadLetterPlan {
  const { index, rule, target, event, hops } = given;
  const plan = { kind: "eventBus", rule, target, busArn } as const;
  const bus = index.bus(busArn);
  if (bus === undefined) return { ...plan, forwarding: { kind: "elsewhere" } };
  const forwardedBy = { arn: rule.arn, account: rule.account };
  const arrival = { event, bus, forwardedBy, hops: [...hops, hopBetween(rule.arn, busArn)] };
  const admission = admit(arrival);
  return admission.kind === "accepted"
    ? { ...plan, forwarding: { kind: "arrives", arrival } }
    : denied(given, `the policy of ${bus.arn} does not allow it: ${admission.reason}`);
}
