import type { Caller } from "../call";
import type { MayCall } from "../permissions";

/** What a bus has that the emulator cannot change. */
export interface ChangedBus {
  readonly description?: string;
  readonly deadLetterArn?: string;
  /** Empty where the key was taken away. */
  readonly kmsKeyIdentifier?: string;
  /** Milliseconds since the epoch, from when on its key may change again. */
  readonly encryptedFrom: number;
}

/** What the operations on buses work with. */
export interface BusRoom {
  readonly changed: Map<string, ChangedBus>;
  readonly mayCall: MayCall;
  /** Milliseconds that a change of a bus's key takes. */
  readonly encrypting: number;
}

/** The place of a bus's changes. */
export function busKey({ account, region }: Caller, name: string): string {
  return `${account} ${region} ${name}`;
}
