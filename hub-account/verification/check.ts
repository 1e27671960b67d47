/** What a check is, and how its findings read. A door of this room: it knows nothing of the AWS SDK at run time. */
import type { LiveHub } from "../live-hub";

/** What is verified, in AWS's terms. */
export type CheckedKind =
  "event bus" | "connection" | "API destination" | "rule" | "dead-letter queue" | "shadow queue" | "queue" | "role";

/** Whether something of that name is there, and what is wrong with it. */
export interface Found {
  /** Null where nobody may look. */
  readonly exists: boolean | null;
  /** Each in a phrase to be read after its name; empty when it is as declared. */
  readonly problems: readonly string[];
}

/** One declared resource, and how to find out whether it is there and works. */
export interface Check {
  /** The stack that declares it. */
  readonly stack: string;
  readonly kind: CheckedKind;
  readonly name: string;
  readonly find: (hub: LiveHub) => Promise<Found>;
}

/** A check and what it found. */
export interface Checked extends Omit<Check, "find">, Found {}

/** There is nothing of that name; `where` goes on from there: in which place, where that is not the account alone. */
export function missing(where?: string): Found {
  return { exists: false, problems: [`does not exist${where === undefined ? "" : ` ${where}`}`] };
}

/** It is there. */
export function existing(problems: readonly string[]): Found {
  return { exists: true, problems };
}

/** Nobody may look; `why` goes on from there: what for. */
export function notShown(why: string): Found {
  return { exists: null, problems: [`could not be looked at: ${why}`] };
}
