import type { RenderedHttpParameters } from "../input";
import type { ApiDestination, DeliveredBody } from "../request";
import type { DeadLetter } from "./dead-letter";
import type { Failure } from "./failure";

/** An event on its way to one target. */
export interface Delivery {
  /** Tells deliveries apart in reports. */
  readonly id: string;
  /** The event as JSON text, for a dead letter. */
  readonly event: string;
  /** Whether the target has an input: AWS is not known to put the event itself into its dead letter then. */
  readonly hasInput?: boolean;
  /** When the bus accepted it, milliseconds since 1970: its age counts from here. */
  readonly acceptedAt: number;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly destination: LimitedDestination;
  /** ARN of a connection that the engine knows. */
  readonly connectionArn: string;
  /** See `renderHttpParameters` and `renderTargetInput`. */
  readonly httpParameters: RenderedHttpParameters;
  readonly body: DeliveredBody;
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html */
  readonly retryPolicy: { readonly maximumEventAgeInSeconds: number; readonly maximumRetryAttempts: number };
  /** ARN of a queue; without one, an event that is given up is dropped. */
  readonly deadLetterArn: string | undefined;
}

/** An API destination and how many invocations a second it may get. */
export interface LimitedDestination extends ApiDestination {
  readonly arn: string;
  readonly rateLimitPerSecond: number;
}

/** How a delivery ended. `attempts` counts what was tried, the first included. */
export type Outcome =
  | { readonly kind: "delivered"; readonly status: number; readonly attempts: number }
  | {
      readonly kind: "deadLettered";
      readonly queueArn: string;
      readonly letter: DeadLetter;
      readonly attempts: number;
    }
  /** Given up and lost: there is no queue, or it refused. */
  | { readonly kind: "dropped"; readonly letter: DeadLetter; readonly reason: string; readonly attempts: number }
  /** The engine was stopped first. */
  | { readonly kind: "stopped"; readonly attempts: number };

/** What happens to deliveries and connections, as it happens. Holds no secret. */
export type Progress =
  | {
      readonly kind: "retry";
      readonly delivery: Delivery;
      readonly failure: Failure;
      /** 1 for the first retry. */
      readonly retry: number;
      readonly inMilliseconds: number;
    }
  | { readonly kind: "ended"; readonly delivery: Delivery; readonly outcome: Outcome }
  | { readonly kind: "deauthorized"; readonly connectionArn: string; readonly reason: string }
  | { readonly kind: "authorized"; readonly connectionArn: string };

/** How many deliveries there are of each kind. They always add up: `accepted` is the sum of all others. */
export interface DeliveryCounts {
  readonly accepted: number;
  readonly pending: number;
  readonly delivered: number;
  readonly deadLettered: number;
  readonly dropped: number;
  readonly stopped: number;
}
