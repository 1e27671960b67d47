import { Construct } from "constructs";
import { iotTopicArn, ruleArn, type Place } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import { putEventsStatement } from "../aws/put-events-statement";
import type { FunctionDefinition, Functions, Hub } from "../catalogue/model";
import { functionsNames } from "../catalogue/names";
import { DataTable, tableStatements, type TableAccess } from "../constructs/data-table";
import { deadLetterStatement, EncryptionKey, logsStatement } from "../constructs/encryption-key";
import { FunctionSchedule } from "../constructs/function-schedule";
import { FunctionTrigger } from "../constructs/function-trigger";
import { NodeFunction } from "../constructs/node-function";
import { hubResources } from "./central-bus-stack";
import { EnvironmentStack } from "./environment-stack";

/** What a functions stack is made from. */
export interface FunctionsStackProps {
  readonly hub: Hub;
  readonly functions: Functions;
}

/** `functions-<name>`, in the hub account or a source account: functions, their tables, and the events they are run for. */
export class FunctionsStack extends EnvironmentStack {
  private readonly place: Place;
  private readonly names: ReturnType<typeof functionsNames>;
  private readonly key: EncryptionKey;

  constructor(
    scope: Construct,
    private readonly props: FunctionsStackProps,
  ) {
    const { hub, functions } = props;
    super(scope, `functions-${functions.name}`, { hub, account: functions.account, tags: { owner: functions.owner } });
    this.place = { account: functions.account, region: hub.region };
    this.names = functionsNames(hub, functions.name);
    this.key = new EncryptionKey(this, "Key", {
      place: this.place,
      alias: this.names.keyAlias,
      description: `Tables, logs and dead letters of the functions ${functions.name}`,
      statements: [deadLetterStatement(this.place), logsStatement(this.place, this.names.logGroupPrefix)],
    });
    // A table and a function may be called the same.
    const tables = new Construct(this, "Tables");
    for (const { id, ...table } of functions.tables) {
      new DataTable(tables, id, { ...table, name: this.names.table(id), key: this.key });
    }
    const scopeOfFunctions = new Construct(this, "Functions");
    for (const definition of functions.functions) this.addFunction(scopeOfFunctions, definition);
  }

  private addFunction(scope: Construct, definition: FunctionDefinition): void {
    const { place, names, key } = this;
    const { hub, functions } = this.props;
    const { busName, alertTopicArn } = hubResources(hub);
    const { id } = definition;
    const lambda = new NodeFunction(scope, id, {
      place,
      name: names.function(id),
      description: definition.description,
      entry: definition.entry,
      environment: this.environmentOf(definition),
      timeoutSeconds: definition.timeoutSeconds,
      memoryMegabytes: definition.memoryMegabytes,
      reservedConcurrency: definition.reservedConcurrency,
      statements: this.statementsOf(definition),
      roleName: names.role(id),
      logRetentionDays: functions.logRetentionDays,
      key,
      deadLetterQueueName: names.deadLetterQueue(id),
      ruleArns: definition.consumes.map((consumer) => ruleArn(place, busName, names.rule(id, consumer.id))),
      alarms: {
        topicArn: alertTopicArn,
        advice: `Owner: ${functions.owner}, ${functions.contact}. Runbook: ${functions.runbook}`,
      },
    });
    for (const consumer of definition.consumes) {
      new FunctionTrigger(lambda, consumer.id, {
        place,
        busName,
        ruleName: names.rule(id, consumer.id),
        description: consumer.description ?? `Runs ${id} of ${functions.name} for ${consumer.id}`,
        trigger: { type: "events", eventPattern: consumer.rulePattern },
        retryPolicy: consumer.retryPolicy,
        targetId: id,
        function: lambda,
        deadLetterQueueArn: lambda.deadLetterQueueArn,
      });
    }
    if (definition.schedule === undefined) return;
    new FunctionSchedule(lambda, "Schedule", {
      place,
      name: names.schedule(id),
      description: `Runs ${id} of ${functions.name}`,
      expression: definition.schedule,
      function: lambda,
      roleName: names.scheduleRole(id),
      key,
    });
  }

  private environmentOf({ environment, maximumRequestBytes }: FunctionDefinition): Readonly<Record<string, string>> {
    const { hub, functions } = this.props;
    const values = Object.entries(environment).map(([name, value]): [string, string] => {
      if (typeof value === "string") return [name, value];
      if ("table" in value) return [name, this.names.table(value.table)];
      if ("topic" in value) return [name, functions.topics[value.topic]?.prefix ?? ""];
      return [name, hubResources(hub).busArn];
    });
    return {
      ...Object.fromEntries(values),
      ...(maximumRequestBytes === undefined ? {} : { MAXIMUM_REQUEST_BYTES: String(maximumRequestBytes) }),
    };
  }

  private statementsOf({ permissions }: FunctionDefinition): Statement[] {
    const { hub, functions } = this.props;
    const tablesWith = (access: TableAccess) =>
      functions.tables
        .filter(({ id }) => permissions.tables[id]?.includes(access))
        .map(({ id, indexes }) => ({ name: this.names.table(id), indexNames: indexes.map(({ name }) => name) }));
    const topics = Object.keys(permissions.topics).flatMap((id) => functions.topics[id]?.prefix ?? []);
    const { publishes } = permissions;
    return [
      ...tableStatements(this.place, this.key, "read", tablesWith("read")),
      ...tableStatements(this.place, this.key, "write", tablesWith("write")),
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
