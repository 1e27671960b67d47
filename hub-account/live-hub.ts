import {
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import type { HubSession } from "./session";
import { unlessMissing } from "./unless-missing";

/** A queue as it is. */
export interface LiveQueue {
  readonly arn: string;
  /** JSON text; undefined where it has none. */
  readonly policy: string | undefined;
  /** Id, ARN or alias of the key that encrypts it; undefined where SQS does so with a key of its own. */
  readonly kmsKeyId: string | undefined;
}

/** A key as it is. */
export interface LiveKey {
  readonly arn: string;
  /** `Enabled`, `Disabled`, `PendingDeletion` ... */
  readonly state: string;
  /** JSON text. */
  readonly policy: string;
}

/** What the hub account holds now, asked for once each. Undefined stands for "there is none". */
export class LiveHub {
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(private readonly session: HubSession) {}

  connection(name: string) {
    return this.once(`connection ${name}`, () =>
      unlessMissing(this.session.eventBridge.send(new DescribeConnectionCommand({ Name: name }))),
    );
  }

  apiDestination(name: string) {
    return this.once(`API destination ${name}`, () =>
      unlessMissing(this.session.eventBridge.send(new DescribeApiDestinationCommand({ Name: name }))),
    );
  }

  bus(name: string) {
    return this.once(`bus ${name}`, () =>
      unlessMissing(this.session.eventBridge.send(new DescribeEventBusCommand({ Name: name }))),
    );
  }

  rule(busName: string, name: string) {
    return this.once(`rule ${busName} ${name}`, () =>
      unlessMissing(this.session.eventBridge.send(new DescribeRuleCommand({ Name: name, EventBusName: busName }))),
    );
  }

  /** The targets of a rule that exists. Page by page: the SDK has no paginator for EventBridge. */
  targets(busName: string, rule: string): Promise<Target[]> {
    return this.once(`targets ${busName} ${rule}`, async () => {
      const targets: Target[] = [];
      let next: string | undefined;
      do {
        const request = { Rule: rule, EventBusName: busName, ...(next === undefined ? {} : { NextToken: next }) };
        const page = await this.session.eventBridge.send(new ListTargetsByRuleCommand(request));
        targets.push(...(page.Targets ?? []));
        next = page.NextToken;
      } while (next !== undefined);
      return targets;
    });
  }

  queue(name: string): Promise<LiveQueue | undefined> {
    const { sqs } = this.session;
    return this.once(`queue ${name}`, async () => {
      const found = await unlessMissing(sqs.send(new GetQueueUrlCommand({ QueueName: name })));
      if (found === undefined) return undefined;
      const { Attributes: attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: found.QueueUrl,
          AttributeNames: ["QueueArn", "Policy", "KmsMasterKeyId"],
        }),
      );
      return {
        arn: attributes["QueueArn"] ?? "",
        policy: attributes["Policy"] === "" ? undefined : attributes["Policy"],
        kmsKeyId: attributes["KmsMasterKeyId"] === "" ? undefined : attributes["KmsMasterKeyId"],
      };
    });
  }

  /** A key by id, ARN or alias. */
  key(idOrAlias: string): Promise<LiveKey | undefined> {
    const { kms } = this.session;
    return this.once(`key ${idOrAlias}`, async () => {
      const described = await unlessMissing(kms.send(new DescribeKeyCommand({ KeyId: idOrAlias })));
      const { KeyId: id, Arn: arn = "", KeyState: state = "unknown" } = described?.KeyMetadata ?? {};
      if (id === undefined) return undefined;
      // GetKeyPolicy takes no alias.
      const { Policy: policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
      return { arn, state, policy };
    });
  }

  private once<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const known = this.asked.get(what) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.asked.set(what, answer);
    return answer;
  }
}
