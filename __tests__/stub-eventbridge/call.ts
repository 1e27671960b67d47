import type { Account } from "../e2e/emulator";

/** Fields of a request or an answer, by AWS's names. */
export type Fields = Readonly<Record<string, unknown>>;

/** Who calls, as its credentials say. */
export interface Caller {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
}

/** One call of EventBridge's API. */
export interface EventsCall {
  readonly operation: string;
  readonly input: Fields;
  readonly caller: Caller;
  /** The caller's account, as its administrator sees it in the emulator. */
  readonly account: Account;
  /**
   * Lets the emulator answer.
   *
   * @param input instead of the request's own
   * @throws AwsRefusal where the emulator refuses
   */
  readonly emulator: (input?: Fields) => Promise<Fields>;
}

/** Carries out one operation. @throws AwsRefusal where AWS would refuse it */
export type Operation = (call: EventsCall) => Promise<Fields> | Fields;

/** Operations by their names. */
export type Operations = Readonly<Record<string, Operation>>;

/** A field that is text; empty where it is not there or something else. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}
