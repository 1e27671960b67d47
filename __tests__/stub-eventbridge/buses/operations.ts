import type { EventsCall, Fields, Operations } from "../call";
import { AwsRefusal } from "../refusal";
import type { BusRoom } from "./bus-room";
import { createEventBus } from "./create-event-bus";
import { describeEventBus } from "./describe-event-bus";
import { putPermission, removePermission } from "./permissions-of-bus";
import { updateEventBus } from "./update-event-bus";

/** EventBridge's operations on buses: the emulator checks no key, and changes none. */
export function busOperations(room: BusRoom): Operations {
  return {
    CreateEventBus: (call) => createEventBus(call, room),
    UpdateEventBus: (call) => updateEventBus(call, room),
    DescribeEventBus: (call) => describeEventBus(call, room),
    DeleteEventBus: deleteEventBus,
    PutPermission: putPermission,
    RemovePermission: removePermission,
  };
}

/** Recorded: to delete what is not there succeeds. */
async function deleteEventBus(call: EventsCall): Promise<Fields> {
  return call.emulator().catch((error: unknown) => {
    if (error instanceof AwsRefusal && error.code === "ResourceNotFoundException") return {};
    throw error;
  });
}
