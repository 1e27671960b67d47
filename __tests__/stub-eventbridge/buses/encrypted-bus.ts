import { eventBusArn } from "../../../aws/arn";
import type { EventsCall } from "../call";
import { deniesCaller } from "../permissions";
import { AwsRefusal } from "../refusal";
import type { BusRoom } from "./bus-room";
import { keyOf } from "./describe-event-bus";
import { findKey, type FoundKey } from "./key";

/** The key that a bus is under; undefined where it has none of the customer's, or is not there. */
export async function keyOfBus(call: EventsCall, name: string, room: BusRoom): Promise<FoundKey | undefined> {
  const id = await keyOf(call, name, room);
  return id === undefined || id === "" ? undefined : findKey(call, id);
}

/**
 * Rules of a bus with a customer managed key are shown and written to callers that may decrypt with it. Recorded of
 * DescribeRule, ListRules and ListTargetsByRule; documented of PutRule and PutTargets.
 *
 * @throws AwsRefusal in the recorded words
 */
export async function requireDecrypt(call: EventsCall, busName: string, room: BusRoom): Promise<void> {
  const key = await keyOfBus(call, busName, room);
  if (key === undefined) return;
  const { account, region } = call.caller;
  const context = { "kms:EncryptionContext:aws:events:event-bus:arn": eventBusArn({ account, region }, busName) };
  const asked = { action: "kms:Decrypt", resource: key.arn, context };
  if (key.enabled && room.mayCall(call.caller, asked) && !deniesCaller(key.policy, call.caller, asked)) return;
  throw new AwsRefusal("NotAuthorizedException", "Cannot perform Kms:Decrypt on KMS key configured on event bus.");
}
