import type { Construct } from "constructs";
import { ruleArn } from "../aws/arn";
import type { Hub, Source } from "../catalogue/model";
import { forwardNames, sourceNames, stackIds } from "../catalogue/names";
import { deadLetterStatement, EncryptionKey } from "../constructs/encryption-key";
import { SourceForwarder } from "../constructs/source-forwarder";
import { hubResources } from "./central-bus-stack";
import { EnvironmentStack } from "./environment-stack";

/** `source-<alias>`, in a source account: the rules that forward events from its buses to the central bus. */
export class SourceAccountStack extends EnvironmentStack {
  constructor(scope: Construct, { hub, source }: { readonly hub: Hub; readonly source: Source }) {
    super(scope, stackIds.source(source.alias), {
      hub,
      account: source.account,
      tags: { owner: source.owner },
    });
    const place = { account: source.account, region: hub.region };
    const names = sourceNames(hub, source.alias);
    const { busArn, alertTopicArn } = hubResources(hub);

    const buses = [...new Set(source.forwards.map(({ bus }) => bus))];
    const key = new EncryptionKey(this, "Key", {
      place,
      alias: names.keyAlias,
      description: `Dead letters on their way to the ${hub.environment} event hub`,
      statements: [
        deadLetterStatement(
          place,
          buses.map((bus) => ruleArn(place, bus, forwardNames(hub, source.alias, "*").rule)),
        ),
      ],
    });

    new SourceForwarder(this, "Forward", {
      place,
      targetBusArn: busArn,
      roleName: names.role,
      rules: source.forwards.map(({ id, bus, eventPattern }) => {
        const { rule, lossAlarm } = forwardNames(hub, source.alias, id);
        const description = `Events of account ${source.alias} (owner: ${source.owner}) are lost: forward ${id} could not send them, and its dead-letter queue did not take them either`;
        return {
          id,
          name: rule,
          busName: bus,
          eventPattern,
          lossAlarm: { name: lossAlarm, description, topicArn: alertTopicArn },
        };
      }),
      ruleNamePattern: forwardNames(hub, source.alias, "*").rule,
      deadLetterQueue: {
        name: names.deadLetterQueue,
        kmsKeyArn: key.aliasArn,
        alarm: {
          name: names.deadLetterAlarm,
          description: `Events of account ${source.alias} (owner: ${source.owner}) did not reach the event hub`,
          topicArn: alertTopicArn,
        },
      },
    });
  }
}
