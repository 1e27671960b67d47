/** What a check is, and how its findings read. A door of this room: it knows nothing of the AWS SDK at run time. */
import type { LiveHub } from "../live-hub";

/** What is verified, in AWS's terms. */
export type CheckedKind = "event bus" | "connection" | "API destination" | "rule" | "dead-letter queue";

/** What a problem says, or begins with, where there is nothing of that name. */
export const MISSING = "does not exist";

/** One declared resource, and how to find out whether it is there and works. */
export interface Check {
  /** The stack that declares it. */
  readonly stack: string;
  readonly kind: CheckedKind;
  readonly name: string;
  /** What is wrong with it, each in a phrase to be read after its name; empty when it is as declared. */
  readonly problems: (hub: LiveHub) => Promise<readonly string[]>;
}

/** A check and what it found. */
export interface Checked extends Omit<Check, "problems"> {
  readonly problems: readonly string[];
}
