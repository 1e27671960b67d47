/** What a simulation says: the shape that `hub simulate --json` prints. */
import type { JsonObject } from "../input";
import type { DroppedParameter, PlannedAuthorization } from "../request";
import type { RetryPolicy, Unknown } from "../topology";
import type { RefusedEvent } from "./targets";

/** The HTTP request of a delivery; secrets in it are redacted. */
export interface SimulatedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one target of a rule that matched gets. */
export interface Delivery {
  readonly stack: string;
  readonly rule: string;
  /** Target ID. */
  readonly target: string;
  /** Name of the API destination; ARN of any other target. */
  readonly destination: string;
  /**
   * Null when no HTTP request is sent, or what it is cannot be said: see `notDelivered`, `input` and `unknown`. What a
   * request rests on that AWS does not document is in `unknown`.
   */
  readonly request: SimulatedRequest | null;
  readonly authorization: PlannedAuthorization | null;
  readonly rateLimitPerSecond: number | null;
  readonly retry: RetryPolicy;
  readonly deadLetterQueue: string | null;
  /** What a target that is not an API destination receives. */
  readonly input: string | null;
  /** Why the target does not get the event. */
  readonly notDelivered: string | null;
  /** What the dead-letter queue gets at once, without a retry: of an event that cannot be sent to the target. */
  readonly deadLetter: RefusedEvent | null;
  /** ARN of the bus of this Terraform that takes the event; there for a target that is a bus. */
  readonly forwardedTo?: string;
  /** What it would be if it went to the product: there for a delivery in shadow, whose `input` goes to a queue. */
  readonly shadowOf?: Delivery;
  /** Parameters that are configured and not sent. */
  readonly dropped: readonly DroppedParameter[];
  /** What of this delivery is not known, one phrase each. */
  readonly unknown: readonly string[];
}

/** A rule of the bus that does not deliver the event. */
export interface Unmatched {
  readonly stack: string;
  readonly rule: string;
  readonly reason: string;
}

/** All that happens to one event on one bus. */
export interface Simulation {
  /** As EventBridge hands it to the rules. */
  readonly event: JsonObject;
  /**
   * True, too, where the decision of `policy` is `unknown` and the account owns the bus: its identities need no statement
   * of the bus policy, which may only deny.
   */
  readonly accepted: boolean;
  readonly policy: {
    readonly decision: "allowed" | "denied" | "unknown";
    readonly statement: string | null;
    readonly reason: string;
  };
  readonly deliveries: readonly Delivery[];
  /** What the disabled rules that the event matches would deliver, were they enabled. */
  readonly ifEnabled: readonly Delivery[];
  readonly unmatched: readonly Unmatched[];
  /** What of the Terraform is not understood, whether or not it touches this event. */
  readonly unknown: readonly Unknown[];
}
