import type { ServiceRole } from "../service-role";
import type { BoundTarget } from "./bound-target";

/** A bus of another account. Its policy must allow this account before the target is made: PutTargets checks. */
export interface EventBusTarget {
  readonly kind: "eventBus";
  readonly arn: string;
  /** May put events on the bus. Given, as rules that send to one bus may share it. */
  readonly role: ServiceRole;
}

/** Makes nothing: the role is there. */
export function bindEventBus({ arn, role }: EventBusTarget): BoundTarget {
  return { arn, roleArn: role.arn, permission: role.permission };
}
