import type { Cloud } from "./cloud";
import type { Patience } from "./faults";
import type { ConnectionNames } from "../../connection/names";
import type { Redactor } from "./redact";

/** Where a run says what it does. Fields hold names, versions, states and reasons. */
interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** What a sync works with; the command line and the function bring their own. */
export interface Tools {
  readonly cloud: Cloud;
  readonly time: Patience;
  readonly log: Log;
  /** Waiting ends then, in milliseconds since the epoch: shortly before Lambda would end the function. */
  readonly deadline: number;
}

/** One sync of one connection. */
export interface Run extends Tools {
  readonly names: ConnectionNames;
  /** Knows every secret value that the run has read. */
  readonly redactor: Redactor;
}
