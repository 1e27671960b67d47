import { eventBusArn } from "../../../aws/arn";
import { textOf, type EventsCall, type Fields } from "../call";
import { meet } from "../constraints";
import { AwsRefusal } from "../refusal";
import { busKey, type BusRoom, type ChangedBus } from "./bus-room";
import { BUS_LIMITS, checkDeadLetterQueue, checkKey, requireEnabled } from "./bus-settings";
import { busName, keyOf, missingBus } from "./describe-event-bus";
import { findKey } from "./key";

/** Changes what is given and keeps the rest: the emulator has no such operation. */
export async function updateEventBus(call: EventsCall, room: BusRoom): Promise<Fields> {
  const { input, caller } = call;
  meet(BUS_LIMITS, input);
  const name = busName(input, "Name");
  const keyBefore = await keyOf(call, name, room);
  if (keyBefore === undefined) throw missingBus(name);
  checkDeadLetterQueue(input, caller);
  const place = busKey(caller, name);
  const known = room.changed.get(place);
  const { KmsKeyIdentifier: key, DeadLetterConfig: queue, Description: description } = input;
  const changesKey = typeof key === "string" && key !== keyBefore;
  if (changesKey) await checkChangeOfKey(call, name, keyBefore, known?.encryptedFrom ?? 0, room);
  const after: ChangedBus = {
    ...known,
    encryptedFrom: changesKey ? Date.now() + room.encrypting : (known?.encryptedFrom ?? 0),
    ...(typeof key === "string" ? { kmsKeyIdentifier: key } : {}),
    ...(typeof description === "string" ? { description } : {}),
    ...(queue === undefined ? {} : { deadLetterArn: textOf(queue as Fields, "Arn") }),
  };
  room.changed.set(place, after);
  const { account, region } = caller;
  return { ...input, Arn: eventBusArn({ account, region }, name), Name: name };
}

async function checkChangeOfKey(
  call: EventsCall,
  name: string,
  before: string,
  encryptedFrom: number,
  { mayCall }: BusRoom,
): Promise<void> {
  if (Date.now() < encryptedFrom) {
    throw new AwsRefusal(
      "ConcurrentModificationException",
      `Enabling or disabling encryption with a customer managed key for event bus ${name} is not allowed while an ` +
        "existing encryption operation is in progress.",
    );
  }
  // What is under the old key has to be read with it once more.
  const old = before !== "" ? await findKey(call, before) : undefined;
  if (old !== undefined) requireEnabled(old);
  await checkKey(call, name, mayCall);
}
