import type { Clock } from "../../delivery";
import type { LambdaFunction } from "../../topology";
import type { Access } from "../caller";
import type { DeadLetterQueues } from "../dead-letter-queues";
import type { Reporter } from "../report";
import type { Invocation } from "./invocation";
import type { LocalFunctions } from "./local-functions";

/** Lambda waits a minute before its first retry and two before the second; nobody wants to here. */
const PAUSE_MILLISECONDS = 200;

/** What {@link AsyncInvocations} works with. */
export interface AsyncInvocationsOptions {
  readonly functions: LocalFunctions;
  readonly queues: DeadLetterQueues;
  readonly access: Access;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Reporter;
}

/**
 * Hands events to functions as Lambda's own queue does: nobody waits for an answer, an error of the function is retried,
 * and what it fails on goes to its on-failure destination or dead-letter queue.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncInvocations {
  constructor(private readonly options: AsyncInvocationsOptions) {}

  /**
   * Resolves when the function has succeeded or the event was given up.
   *
   * @param event JSON text
   * @param by who invokes it, in words
   */
  async invoke(lambda: LambdaFunction, event: string, by: string): Promise<void> {
    const { functions, clock, signal } = this.options;
    // "If you set reserved concurrency to zero, events go there without any retries" (configuration-concurrency).
    if (lambda.reservedConcurrency === 0) {
      this.#giveUp(lambda, event, by, undefined, 0);
      return;
    }
    const attempts = 1 + lambda.asyncInvocation.maximumRetryAttempts;
    for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt += 1) {
      const invocation = await functions.invoke(lambda, event, { by, attempt });
      if (invocation.outcome.kind === "succeeded") return;
      if (attempt === attempts) this.#giveUp(lambda, event, by, invocation, attempt);
      else await clock.sleep(PAUSE_MILLISECONDS * attempt, signal);
    }
  }

  #giveUp(lambda: LambdaFunction, event: string, by: string, last: Invocation | undefined, attempts: number): void {
    const { report, queues, access, clock } = this.options;
    const { onFailure } = lambda.asyncInvocation;
    const gaveUp = (reason: string, queueArn?: string) => {
      report({
        kind: "gaveUp",
        function: lambda.name,
        trigger: by,
        reason,
        ...(queueArn === undefined ? {} : { queueArn }),
      });
    };
    const failed = last === undefined ? "its reserved concurrency is 0" : `it failed ${attempts} times`;
    if (onFailure === undefined) {
      gaveUp(`${failed}; it has neither an on-failure destination nor a dead-letter queue`);
      return;
    }
    const queue = queues.queues.find(({ arn }) => arn === onFailure.arn);
    if (queue === undefined) {
      gaveUp(`${failed}; ${onFailure.arn} is no queue of this Terraform`);
      return;
    }
    const { account, roleArn, name: session } = lambda;
    const refused = access.refusal(
      { kind: "role", account, roleArn, session },
      { action: "sqs:SendMessage", resource: queue.arn, region: queue.region },
    );
    if (refused !== undefined) {
      gaveUp(`${failed}; ${refused}`);
      return;
    }
    const now = new Date(clock.now()).toISOString();
    const body = onFailure.kind === "destination" ? invocationRecord(lambda, event, last, attempts, now) : event;
    queues.send(queue.arn, { body, attributes: {} });
    gaveUp(failed, queue.arn);
  }
}

/** What an on-failure destination gets: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function invocationRecord(
  { arn }: LambdaFunction,
  event: string,
  last: Invocation | undefined,
  attempts: number,
  timestamp: string,
): string {
  const error = last?.outcome.kind === "failed" ? last.outcome.error : undefined;
  const record = {
    version: "1.0",
    timestamp,
    requestContext: {
      requestId: last?.requestId ?? "",
      functionArn: `${arn}:$LATEST`,
      condition: last === undefined ? "ZeroReservedConcurrency" : "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
  };
  const response = {
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: error,
  };
  // The payload as it came: its numbers keep their digits, and no depth of it is too much.
  const payload = `"requestPayload":${event}`;
  return `{${[inside(record), payload, ...(error === undefined ? [] : [inside(response)])].join(",")}}`;
}

/** JSON text of an object, without its braces. */
function inside(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}
