import { textOf, type EventsCall, type Fields, type Operations } from "../call";
import type { BusRoom } from "../buses/bus-room";
import { busName } from "../buses/describe-event-bus";
import { requireDecrypt } from "../buses/encrypted-bus";
import { putRule } from "./put-rule";
import { putTargets } from "./put-targets";

/** EventBridge's operations on rules: the emulator asks nobody for a key, and gives every role away. */
export function ruleOperations(room: BusRoom): Operations {
  const shown = (call: EventsCall) => showEncrypted(call, room);
  return {
    PutRule: (call) => putRule(call, room),
    PutTargets: (call) => putTargets(call, room),
    DescribeRule: shown,
    ListRules: shown,
    ListTargetsByRule: shown,
    RemoveTargets: removeTargets,
  };
}

async function showEncrypted(call: EventsCall, room: BusRoom): Promise<Fields> {
  await requireDecrypt(call, busName(call.input, "EventBusName"), room);
  return call.emulator();
}

/** Recorded: an id that no target has is nothing to refuse. The emulator counts it as failed. */
async function removeTargets(call: EventsCall): Promise<Fields> {
  const answer = await call.emulator();
  if (textOf(answer, "FailedEntryCount") === "0") return answer;
  return { FailedEntryCount: 0, FailedEntries: [] };
}
