/** Where a run's events are put, and where it sees what became of them. */
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Answerer } from "../answer";

/** A request that the endpoint got. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The status that was answered. */
  readonly answer: number;
}

/** EventBridge's deliveries, by AWS or by the hub on this machine. */
export interface Deliveries {
  readonly by: Answerer;
  readonly eventBridge: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
  /** Where the HTTP API of the endpoint is, without a slash at its end. */
  readonly api: string;
  /** Seconds after which nothing more is to be expected. */
  readonly patience: number;
  /** What the endpoint got, the oldest first. */
  readonly requests: () => Promise<readonly ReceivedRequest[]>;
  readonly stop: () => Promise<void>;
}
