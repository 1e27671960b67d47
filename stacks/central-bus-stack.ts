import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { eventBusArn, kmsAliasArn, ruleArn, topicArn } from "../aws/arn";
import type { Environment, Hub } from "../catalogue/model";
import { hubNames, stackIds } from "../catalogue/names";
import { AlertTopic } from "../constructs/alert-topic";
import { BusPolicy } from "../constructs/bus-policy";
import { CentralBus } from "../constructs/central-bus";
import { DeadLetterQueue } from "../constructs/dead-letter-queue";
import {
  alarmStatement,
  busEncryptionStatements,
  deadLetterStatement,
  EncryptionKey,
} from "../constructs/encryption-key";
import { EnvironmentStack } from "./environment-stack";

/** What other stacks know of the hub without reading its state. */
export function hubResources(hub: Hub) {
  const place = { account: hub.account, region: hub.region };
  const names = hubNames(hub);
  return {
    place,
    busName: names.bus,
    busArn: eventBusArn(place, names.bus),
    keyArn: kmsAliasArn(place, names.keyAlias),
    /** Of the dead-letter queues of the bus and of every tenant. */
    deadLetterKeyArn: kmsAliasArn(place, names.deadLetterKeyAlias),
    alertTopicArn: topicArn(place, names.alertTopic),
  };
}

/** `central-bus`, in the hub account: the bus that every event passes, who may publish on it, and the alert topic. */
export class CentralBusStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Pick<Environment, "hub" | "sources">) {
    const { hub, sources } = environment;
    super(scope, stackIds.centralBus, { hub, account: hub.account, tags: {} });
    const { place, busArn, alertTopicArn } = hubResources(hub);
    const names = hubNames(hub);
    const { approvers } = hub.review;
    // Nothing uses it: reports of plans read it where nobody who is reviewed can change it, in the base of the change.
    if (Object.keys(approvers).length > 0) new TerraformLocal(this, "review", { approvers });
    // A sandbox of one account is hub and source at once.
    const alarmAccounts = [...new Set([hub.account, ...sources.map((source) => source.account)])];

    // Three keys: a queue or topic under the key whose failure it reports would fail with it.
    const key = new EncryptionKey(this, "Key", {
      place,
      alias: names.keyAlias,
      description: `Events and secrets of the ${hub.environment} event hub`,
      statements: busEncryptionStatements(place, busArn),
    });
    const deadLetterKey = new EncryptionKey(this, "DeadLetterKey", {
      place,
      alias: names.deadLetterKeyAlias,
      description: `Dead letters of the ${hub.environment} event hub`,
      statements: [deadLetterStatement(place, [busArn, ruleArn(place, names.bus, "*")])],
    });
    const alertKey = new EncryptionKey(this, "AlertKey", {
      place,
      alias: names.alertKeyAlias,
      description: `Alerts of the ${hub.environment} event hub`,
      statements: [alarmStatement(alarmAccounts)],
    });

    new AlertTopic(this, "Alerts", {
      place,
      name: names.alertTopic,
      kmsKeyArn: alertKey.aliasArn,
      alarmAccounts,
      emails: hub.alerts.emails,
    });

    const deadLetterQueue = new DeadLetterQueue(this, "DeadLetters", {
      place,
      name: names.busDeadLetterQueue,
      kmsKeyArn: deadLetterKey.aliasArn,
      senderArns: [busArn],
      alarm: {
        name: names.busDeadLetterAlarm,
        description: `Bus ${names.bus} could not encrypt or decrypt an event: look at its key's policy`,
        topicArn: alertTopicArn,
      },
    });

    const bus = new CentralBus(this, "Bus", {
      name: names.bus,
      description: `Central event bus of ${hub.namespace}, ${hub.environment}`,
      kmsKeyArn: key.aliasArn,
      deadLetterQueueArn: deadLetterQueue.arn,
      archive: { name: names.archive, retentionDays: hub.archive.retentionDays },
    });

    new BusPolicy(this, "BusPolicy", {
      busName: bus.name,
      busArn,
      region: hub.region,
      organizationId: hub.organizationId,
      publishers: sources.map(({ alias, account, publishes }) => ({ alias, account, ...publishes })),
    });
  }
}
