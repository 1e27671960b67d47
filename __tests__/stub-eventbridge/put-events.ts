import { randomUUID } from "node:crypto";
import type { EventsCall, Fields } from "./call";
import type { BusRoom } from "./buses/bus-room";
import { busName, keyOf } from "./buses/describe-event-bus";
import { findKey } from "./buses/key";
import { meet, type Constraints } from "./constraints";

/** What AWS's API model says (API_PutEvents). */
const LIMITS: Constraints = {
  Entries: { required: true, minLength: 1, maxLength: 10 },
  "Entries[].TraceHeader": { minLength: 1, maxLength: 500 },
  "Entries[].EventBusName": { minLength: 1, maxLength: 1600 },
};

interface Result {
  readonly EventId?: string;
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

/**
 * Entries for a bus whose key is disabled fail, one by one, with EventBridge's words; a bus that is not there takes every
 * event and loses it. Recorded in September 2026. The grace of a data key that is still in use is left out here.
 */
export async function putEvents(call: EventsCall, room: BusRoom): Promise<Fields> {
  meet(LIMITS, call.input);
  const entries = (call.input["Entries"] as readonly Fields[] | undefined) ?? [];
  const results = entries.map(async (entry): Promise<Result> => {
    const bus = busName(entry, "EventBusName");
    const key = await keyOf(call, bus, room);
    // Nobody is told: the event is lost.
    if (key === undefined) return { EventId: randomUUID() };
    const found = key === "" ? undefined : await findKey(call, key);
    if (found?.enabled === false) {
      return { ErrorCode: "KMSEncryptionException", ErrorMessage: `${found.arn} is disabled.` };
    }
    const { Entries } = await call.emulator({ ...call.input, Entries: [entry] });
    return (Entries as readonly Result[])[0] ?? {};
  });
  const after = await Promise.all(results);
  return { Entries: after, FailedEntryCount: after.filter(({ ErrorCode }) => ErrorCode !== undefined).length };
}
