import {
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { QUEUE_RETENTION_SECONDS } from "../aws/limits";
import type { HubSession } from "./session";
import { unlessMissing } from "./unless-missing";

/** A queue as it is. */
export interface LiveQueue {
  readonly arn: string;
  /** JSON text; undefined where it has none. */
  readonly policy: string | undefined;
  /** Id, ARN or alias of the key that encrypts it; undefined where SQS does so with a key of its own. */
  readonly kmsKeyId: string | undefined;
  readonly retentionSeconds: number;
}

/** A role as it is. Policies are JSON text. */
export interface LiveRole {
  readonly trustPolicy: string;
  /** By name. */
  readonly inlinePolicies: ReadonlyMap<string, string>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: readonly string[];
  /** ARN. */
  readonly permissionsBoundary: string | undefined;
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

  /** All rules of a bus that exists, whoever made them. */
  rulesOf(busName: string): Promise<Rule[]> {
    return this.once(`rules ${busName}`, () =>
      everyPage(async (page) => {
        const answer = await this.session.eventBridge.send(new ListRulesCommand({ EventBusName: busName, ...page }));
        return { items: answer.Rules, next: answer.NextToken };
      }),
    );
  }

  /** The targets of a rule that exists. */
  targets(busName: string, rule: string): Promise<Target[]> {
    return this.once(`targets ${busName} ${rule}`, () =>
      everyPage(async (page) => {
        const request = { Rule: rule, EventBusName: busName, ...page };
        const answer = await this.session.eventBridge.send(new ListTargetsByRuleCommand(request));
        return { items: answer.Targets, next: answer.NextToken };
      }),
    );
  }

  queue(name: string): Promise<LiveQueue | undefined> {
    const { sqs } = this.session;
    return this.once(`queue ${name}`, async () => {
      const found = await unlessMissing(sqs.send(new GetQueueUrlCommand({ QueueName: name })));
      if (found === undefined) return undefined;
      const { Attributes: attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: found.QueueUrl,
          AttributeNames: ["QueueArn", "Policy", "KmsMasterKeyId", "MessageRetentionPeriod"],
        }),
      );
      return {
        arn: attributes["QueueArn"] ?? "",
        policy: attributes["Policy"] === "" ? undefined : attributes["Policy"],
        kmsKeyId: attributes["KmsMasterKeyId"] === "" ? undefined : attributes["KmsMasterKeyId"],
        retentionSeconds: Number(attributes["MessageRetentionPeriod"] ?? QUEUE_RETENTION_SECONDS),
      };
    });
  }

  role(name: string): Promise<LiveRole | undefined> {
    const { iam } = this.session;
    return this.once(`role ${name}`, async () => {
      const found = (await unlessMissing(iam.send(new GetRoleCommand({ RoleName: name }))))?.Role;
      if (found === undefined) return undefined;
      const inline = new Map<string, string>();
      for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName: name })) {
        for (const PolicyName of PolicyNames) {
          const policy = await iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }));
          inline.set(PolicyName, decoded(policy.PolicyDocument));
        }
      }
      const attached: string[] = [];
      for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName: name })) {
        attached.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyArn: arn }) => arn ?? []));
      }
      return {
        trustPolicy: decoded(found.AssumeRolePolicyDocument),
        inlinePolicies: inline,
        attachedPolicies: attached,
        permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
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

/** IAM gives policies as in an address, RFC 3986 (API_GetRolePolicy). */
function decoded(document = ""): string {
  return decodeURIComponent(document);
}

/** What is in all pages of an answer: the SDK has no paginator for EventBridge. */
async function everyPage<Item>(
  ask: (page: { NextToken?: string }) => Promise<{ items: Item[] | undefined; next: string | undefined }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let next: string | undefined;
  do {
    const page = await ask(next === undefined ? {} : { NextToken: next });
    all.push(...(page.items ?? []));
    next = page.next;
  } while (next !== undefined);
  return all;
}
