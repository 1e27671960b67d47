import path from "node:path";
import type { Construct } from "constructs";
import { ruleArn } from "../aws/arn";
import type { Environment, Hub } from "../catalogue/model";
import { credentialsNames, hubNames, stackIds } from "../catalogue/names";
import { variablesOf } from "../connection/environment";
import { REPAIR_RUNS } from "../connection/metrics";
import { namingOf } from "../connection/names";
import { packageFolder } from "../catalogue/files/project-folder";
import { Alarm } from "../constructs/alarm";
import { deadLetterStatement, EncryptionKey, logsStatement } from "../constructs/encryption-key";
import { FunctionTrigger } from "../constructs/function-trigger";
import { NodeFunction } from "../constructs/node-function";
import { OperatorsRole } from "../constructs/operators-role";
import { hubResources } from "./central-bus-stack";
import { operatorsStatements, syncStatements } from "../permissions/credentials";
import { EnvironmentStack } from "./environment-stack";
import { syncTriggers } from "./sync-triggers";

/** What the function calls itself in its metrics and logs. */
export const SYNC_SERVICE = "connection-credentials";

const ADVICE =
  "Credentials that tenants put do not reach their connections until this is mended. " +
  "Connections go on with what they hold.";

/**
 * `connection-credentials`, in the hub account: the function that carries credentials from secrets into connections, and
 * the role of the people who put them.
 *
 * A stack of its own: its code changes with every release, while the bus that every event passes should not be touched.
 */
export class ConnectionCredentialsStack extends EnvironmentStack {
  constructor(scope: Construct, { hub, tenants }: Pick<Environment, "hub" | "tenants">) {
    super(scope, stackIds.connectionCredentials, { hub, account: hub.account, tags: {} });
    const { place, alertTopicArn } = hubResources(hub);
    const names = credentialsNames(hub);
    const triggers = syncTriggers(hub);
    const { metricNamespace, operatorsRole } = hubNames(hub);

    const ruleArns = triggers.map((trigger) => ruleArn(place, "default", trigger.names.rule));
    const key = new EncryptionKey(this, "Key", {
      place,
      alias: names.keyAlias,
      description: `Logs and dead letters of function ${names.function}`,
      statements: [logsStatement(place, names.logGroup), deadLetterStatement(place, ruleArns)],
    });

    const sync = new NodeFunction(this, "Sync", {
      place,
      names,
      description: "Carries credentials from secrets into connections",
      entry: path.join(packageFolder(), "lambda", SYNC_SERVICE, "index.ts"),
      environment: {
        ...variablesOf(namingOf(hub)),
        POWERTOOLS_SERVICE_NAME: SYNC_SERVICE,
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
        POWERTOOLS_LOG_LEVEL: "INFO",
      },
      timeoutSeconds: 300,
      memoryMegabytes: 512,
      reservedConcurrency: hub.connectionCredentials.reservedConcurrency,
      statements: syncStatements(hub, tenants),
      logRetentionDays: 90,
      key,
      ruleArns,
      alarms: { topicArn: alertTopicArn, advice: ADVICE },
    });

    for (const { id, ...trigger } of triggers) {
      new FunctionTrigger(this, id, {
        ...trigger,
        place,
        busName: "default",
        targetId: "function",
        function: sync,
        deadLetterQueueArn: sync.deadLetterQueueArn,
        lossAlarm: {
          name: trigger.names.lossAlarm,
          description: `Function ${names.function} was not called, and its dead-letter queue did not take the event either. ${ADVICE}`,
          topicArn: alertTopicArn,
        },
      });
    }
    this.addRepairAlarm(hub);

    new OperatorsRole(this, "Operators", {
      place,
      name: operatorsRole,
      description: `Put credentials of the ${hub.environment} event hub and look after its connections`,
      principals: hub.operators.principals,
      statements: operatorsStatements(hub),
    });
  }

  /** The alarms of tenants watch what repair runs measure, so somebody has to watch the runs. */
  private addRepairAlarm(hub: Hub): void {
    const names = credentialsNames(hub);
    const { alertTopicArn } = hubResources(hub);
    new Alarm(this, "NoRepair", {
      name: names.repairAlarm,
      description: `Function ${names.function} has not looked at the connections for an hour: their alarms are blind. ${ADVICE}`,
      topicArn: alertTopicArn,
      metric: {
        namespace: hubNames(hub).metricNamespace,
        name: REPAIR_RUNS,
        dimensions: { service: SYNC_SERVICE },
      },
      statistic: "Sum",
      periodSeconds: 900,
      periods: 4,
      when: { below: 1 },
      // At a first deployment there is no run yet, and nothing to tell.
      missingData: "missing",
    });
  }
}
