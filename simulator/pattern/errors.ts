/**
 * A pattern that EventBridge would refuse. `reason` is event-ruler's own wording; `message` is what PutRule and
 * TestEventPattern answer (41 of 41 messages recorded against AWS have this form).
 */
export class InvalidEventPatternError extends Error {
  override readonly name = "InvalidEventPatternError";

  constructor(readonly reason: string) {
    super(`Event pattern is not valid. Reason: ${reason}`);
  }
}

/** An event that is not a JSON object; the message is TestEventPattern's. */
export class InvalidEventError extends Error {
  override readonly name = "InvalidEventError";

  constructor() {
    super("Parameter Event is not valid.");
  }
}

/** Refuses a pattern for a reason, in event-ruler's words. */
export function refuse(reason: string): never {
  throw new InvalidEventPatternError(reason);
}
