import { textOf, type EventsCall, type Fields } from "../call";
import { meet } from "../constraints";
import { BUS_LIMITS, checkDeadLetterQueue, checkKey } from "./bus-settings";
import type { BusRoom } from "./bus-room";

/** The emulator makes the bus, of what AWS would take. */
export async function createEventBus(call: EventsCall, { mayCall }: BusRoom): Promise<Fields> {
  meet(BUS_LIMITS, call.input);
  checkDeadLetterQueue(call.input, call.caller);
  await checkKey(call, textOf(call.input, "Name"), mayCall);
  return call.emulator();
}
