import { Construct } from "constructs";
import { iotTopicArn, ruleArn, type Place } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import { putEventsStatement } from "../aws/put-events-statement";
import { functionEnvironment } from "../catalogue/function-environment";
import type { FunctionDefinition, Functions, Hub } from "../catalogue/model";
import {
  consumerNames,
  functionNames,
  functionsFileNames,
  functionsLogGroupPrefix,
  scheduleNames,
  stackIds,
  tableNames,
} from "../catalogue/names";
import { DataTable, tableStatements, type TableAccess } from "../constructs/data-table";
import { deadLetterStatement, EncryptionKey, logsStatement } from "../constructs/encryption-key";
import { FunctionSchedule } from "../constructs/function-schedule";
import { FunctionTrigger } from "../constructs/function-trigger";
import { NodeFunction } from "../constructs/node-function";
import { hubResources } from "./central-bus-stack";
import { EnvironmentStack } from "./environment-stack";

/** The rules whose dead letters are under the key of the functions, with `*`: which consume changes nothing in the key. */
function ruleArnsOf(hub: Hub, { name, account }: Functions): string[] {
  const { busName } = hubResources(hub);
  return [ruleArn({ account, region: hub.region }, busName, consumerNames(hub, name, "*", "*").rule)];
}

/** What a functions stack is made from. */
export interface FunctionsStackProps {
  readonly hub: Hub;
  readonly functions: Functions;
}

/** `functions-<name>`, in the hub account or a source account: functions, their tables, and the events they are run for. */
export class FunctionsStack extends EnvironmentStack {
  private readonly place: Place;
  private readonly key: EncryptionKey;

  constructor(
    scope: Construct,
    private readonly props: FunctionsStackProps,
  ) {
    const { hub, functions } = props;
    super(scope, stackIds.functions(functions.name), {
      hub,
      account: functions.account,
      tags: { owner: functions.owner },
    });
    this.place = { account: functions.account, region: hub.region };
    const hasRules = functions.functions.some(({ consumes }) => consumes.length > 0);
    this.key = new EncryptionKey(this, "Key", {
      place: this.place,
      alias: functionsFileNames(hub, functions.name).keyAlias,
      description: `Tables, logs and dead letters of the functions ${functions.name}`,
      statements: [
        // Without rules it is roles alone that leave dead letters, and IAM that lets them.
        ...(hasRules ? [deadLetterStatement(this.place, ruleArnsOf(hub, functions))] : []),
        logsStatement(this.place, functionsLogGroupPrefix(hub, functions.name)),
      ],
    });
    // A table and a function may be called the same.
    const tables = new Construct(this, "Tables");
    for (const { id, ...table } of functions.tables) {
      new DataTable(tables, id, { ...table, name: this.tableName(id), key: this.key });
    }
    const scopeOfFunctions = new Construct(this, "Functions");
    for (const definition of functions.functions) this.addFunction(scopeOfFunctions, definition);
  }

  private addFunction(scope: Construct, definition: FunctionDefinition): void {
    const { place, key } = this;
    const { hub, functions } = this.props;
    const { busName, alertTopicArn } = hubResources(hub);
    const { id } = definition;
    const advice = `Owner: ${functions.owner}, ${functions.contact}. Runbook: ${functions.runbook}`;
    const lambda = new NodeFunction(scope, id, {
      place,
      names: functionNames(hub, functions.name, id),
      description: definition.description,
      entry: definition.entry,
      environment: functionEnvironment(hub, { ...definition, file: functions.name, topics: functions.topics }),
      timeoutSeconds: definition.timeoutSeconds,
      memoryMegabytes: definition.memoryMegabytes,
      reservedConcurrency: definition.reservedConcurrency,
      statements: this.statementsOf(definition),
      logRetentionDays: functions.logRetentionDays,
      key,
      ruleArns: definition.consumes.map((consumer) =>
        ruleArn(place, busName, consumerNames(hub, functions.name, id, consumer.id).rule),
      ),
      alarms: { topicArn: alertTopicArn, advice },
    });
    for (const consumer of definition.consumes) {
      const names = consumerNames(hub, functions.name, id, consumer.id);
      new FunctionTrigger(lambda, consumer.id, {
        place,
        busName,
        names,
        description: consumer.description ?? `Runs ${id} of ${functions.name} for ${consumer.id}`,
        trigger: { type: "events", eventPattern: consumer.rulePattern },
        retryPolicy: consumer.retryPolicy,
        targetId: id,
        function: lambda,
        deadLetterQueueArn: lambda.deadLetterQueueArn,
        lossAlarm: {
          name: names.lossAlarm,
          description: `Function ${id} of ${functions.name} was not run for ${consumer.id}, and its dead-letter queue did not take the event either. ${advice}`,
          topicArn: alertTopicArn,
        },
      });
    }
    if (definition.schedule === undefined) return;
    new FunctionSchedule(lambda, "Schedule", {
      place,
      names: scheduleNames(hub, functions.name, id),
      description: `Runs ${id} of ${functions.name}`,
      expression: definition.schedule,
      function: lambda,
      key,
    });
  }

  private tableName(tableId: string): string {
    const { hub, functions } = this.props;
    return tableNames(hub, functions.name, tableId).table;
  }

  private statementsOf({ permissions }: FunctionDefinition): Statement[] {
    const { hub, functions } = this.props;
    const tablesWith = (access: TableAccess) =>
      functions.tables
        .filter(({ id }) => permissions.tables[id]?.includes(access))
        .map(({ id, indexes }) => ({ name: this.tableName(id), indexNames: indexes.map(({ name }) => name) }));
    const topics = Object.keys(permissions.topics).flatMap((id) => functions.topics[id]?.prefix ?? []);
    const { publishes } = permissions;
    return [
      ...tableStatements(this.place, this.key, { read: tablesWith("read"), write: tablesWith("write") }),
      ...(topics.length === 0
        ? []
        : [
            {
              Sid: "PublishToTopics",
              Effect: "Allow" as const,
              Action: "iot:Publish",
              Resource: topics.map((prefix) => iotTopicArn(this.place, `${prefix}/*`)),
            },
          ]),
      ...(publishes === undefined ? [] : [putEventsStatement({ busArn: hubResources(hub).busArn, ...publishes })]),
    ];
  }
}
