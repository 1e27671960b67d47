/**
 * The function `connection-credentials`: brings the credentials of Secrets Manager and the specs of Parameter Store
 * together in EventBridge's connections (docs/credentials.md). Here is only what it runs with.
 */
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { realTime } from "./faults";
import { handle, type Answer } from "./handle";
import type { Meter } from "./measures";
import { namingFrom } from "../../connection/environment";
import { CONNECTION_DIMENSION, REPAIR_RUNS } from "../../connection/metrics";
import { sdkCloud } from "./sdk-cloud";

const logger = new Logger();
const metrics = new Metrics();

/**
 * All three services answer within a second; a network that drops an answer without a word must not cost the whole run.
 * Without `throwOnRequestTimeout` the SDK would only warn, and wait on.
 */
const settings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
};
const cloud = sdkCloud(
  {
    eventBridge: new EventBridgeClient(settings),
    secretsManager: new SecretsManagerClient(settings),
    ssm: new SSMClient(settings),
  },
  realTime,
);

const meter: Meter = {
  connection(connection, measures) {
    for (const [name, value] of Object.entries(measures)) {
      if (typeof value !== "number") continue;
      metrics.singleMetric().addDimension(CONNECTION_DIMENSION, connection).addMetric(name, MetricUnit.Count, value);
    }
  },
  repairRun() {
    metrics.singleMetric().addMetric(REPAIR_RUNS, MetricUnit.Count, 1);
  },
};

/** Time to say how it ended, before Lambda ends the function. */
const RESERVE_MILLISECONDS = 10_000;

/** The entry point that Lambda calls. */
export async function handler(
  event: unknown,
  context: { readonly getRemainingTimeInMillis: () => number },
): Promise<Answer> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  return await handle(event, namingFrom(process.env), { cloud, time: realTime, log: logger, deadline }, meter);
}
