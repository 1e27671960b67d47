import { DescribeEventBusCommand } from "@aws-sdk/client-eventbridge";
import { textOf, type EventsCall, type Fields } from "../call";
import { AwsRefusal } from "../refusal";
import { busKey, type BusRoom } from "./bus-room";

/** The name of a bus that is given by its name or its ARN. */
export function busName(input: Fields, field: string): string {
  return textOf(input, field).replace(/^arn:.*:event-bus\//, "") || "default";
}

/**
 * DescribeEventBus, with the changes that the emulator has not made.
 *
 * @throws AwsRefusal where there is none
 */
export async function describeEventBus(call: EventsCall, room: BusRoom): Promise<Fields> {
  const name = busName(call.input, "Name");
  const found = await call.emulator().catch((error: unknown) => {
    if (error instanceof AwsRefusal) throw missingBus(name);
    throw error;
  });
  const { description, deadLetterArn, kmsKeyIdentifier } = room.changed.get(busKey(call.caller, name)) ?? {};
  return {
    ...found,
    ...(description === undefined ? {} : { Description: description }),
    ...(deadLetterArn === undefined
      ? {}
      : { DeadLetterConfig: deadLetterArn === "" ? undefined : { Arn: deadLetterArn } }),
    ...(kmsKeyIdentifier === undefined
      ? {}
      : { KmsKeyIdentifier: kmsKeyIdentifier === "" ? undefined : kmsKeyIdentifier }),
  };
}

/** In AWS's words. */
export function missingBus(name: string): AwsRefusal {
  return new AwsRefusal("ResourceNotFoundException", `Event bus ${name} does not exist.`);
}

/** The key of a bus, as it is named there; empty without one, and undefined where there is no such bus. */
export async function keyOf(
  { account, caller }: EventsCall,
  name: string,
  { changed }: BusRoom,
): Promise<string | undefined> {
  const bus = await account.eventBridge.send(new DescribeEventBusCommand({ Name: name })).catch(() => undefined);
  if (bus === undefined) return undefined;
  return changed.get(busKey(caller, name))?.kmsKeyIdentifier ?? bus.KmsKeyIdentifier ?? "";
}
