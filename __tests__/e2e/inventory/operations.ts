/** Queues, keys, roles, topics, alarms, buckets. */
import {
  DescribeAlarmsCommand,
  ListTagsForResourceCommand as ListTagsOfAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand as ListTagsOfTopicCommand,
  ListTopicsCommand,
} from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand } from "@aws-sdk/client-sqs";
import { block } from "../declared";
import { declaredTags, document, everyPage, nameIn, tags, withoutRandomPart, type Kind } from "./kind";

export const queues: Kind = {
  kind: "queues with policy and key",
  declared: (stack) =>
    stack.all("aws_sqs_queue").map((queue) => ({
      name: String(queue["name"]),
      policy: document(queue["policy"]),
      key: queue["kms_master_key_id"],
      keyReuseSeconds: queue["kms_data_key_reuse_period_seconds"],
      retentionSeconds: queue["message_retention_seconds"],
      tags: declaredTags(stack, queue),
    })),
  found: async ({ sqs }) => {
    const urls = await everyPage(async (NextToken) => {
      const answer = await sqs.send(new ListQueuesCommand({ NextToken, MaxResults: 1000 }));
      return { items: answer.QueueUrls, next: answer.NextToken };
    });
    return Promise.all(
      urls.map(async (QueueUrl) => {
        const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
        const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
        return {
          name: nameIn(Attributes?.QueueArn ?? ""),
          policy: document(Attributes?.Policy),
          key: Attributes?.KmsMasterKeyId,
          keyReuseSeconds: Number(Attributes?.KmsDataKeyReusePeriodSeconds),
          retentionSeconds: Number(Attributes?.MessageRetentionPeriod),
          tags: { ...Tags },
        };
      }),
    );
  },
};

export const keys: Kind = {
  kind: "keys with policy, rotation and alias",
  declared: (stack) =>
    stack.all("aws_kms_key").map((key) => ({
      name: String(key["description"]),
      policy: document(key["policy"]),
      rotates: key["enable_key_rotation"],
      aliases: stack
        .all("aws_kms_alias")
        .filter((alias) => alias["target_key_id"] === key["description"])
        .map((alias) => alias["name"]),
      tags: declaredTags(stack, key),
    })),
  found: async ({ kms }) => {
    const aliases = await everyPage(async (Marker) => {
      const answer = await kms.send(new ListAliasesCommand({ Marker }));
      return { items: answer.Aliases, next: answer.NextMarker };
    });
    const list = await everyPage(async (Marker) => {
      const answer = await kms.send(new ListKeysCommand({ Marker }));
      return { items: answer.Keys, next: answer.NextMarker };
    });
    const found = list.map(async ({ KeyId }) => {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      // A deleted key stays listed for its waiting period, and cannot be used.
      if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.KeyState === "PendingDeletion") return [];
      // AWS's own keys, which the emulator makes when they are first asked for, and takes for a customer's.
      const isAws = aliases.some(
        (one) => one.TargetKeyId === KeyId && one.AliasName?.startsWith("alias/aws/") === true,
      );
      if (isAws) return [];
      const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
      const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
      const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
      return [
        {
          name: KeyMetadata.Description ?? "",
          policy: document(Policy),
          rotates: KeyRotationEnabled,
          aliases: aliases.filter(({ TargetKeyId }) => TargetKeyId === KeyId).map(({ AliasName }) => AliasName),
          tags: tags(Tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }))),
        },
      ];
    });
    return (await Promise.all(found)).flat();
  },
};

export const roles: Kind = {
  kind: "roles with trust and permission",
  declared: (stack) =>
    stack.all("aws_iam_role").map((role) => ({
      name: String(role["name"]),
      description: role["description"],
      trust: document(role["assume_role_policy"]),
      sessionSeconds: role["max_session_duration"] ?? 3600,
      permissions: stack
        .all("aws_iam_role_policy")
        .filter((policy) => policy["role"] === role["name"])
        .map((policy) => ({ name: policy["name"], document: document(policy["policy"]) })),
      attached: [],
      tags: declaredTags(stack, role),
    })),
  found: async ({ iam }) => {
    const list = await everyPage(async (Marker) => {
      const answer = await iam.send(new ListRolesCommand({ Marker }));
      return { items: answer.Roles, next: answer.Marker };
    });
    return Promise.all(
      list.map(async ({ RoleName }) => {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
        const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
        const permissions = PolicyNames.map(async (PolicyName) => {
          const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
          return { name: PolicyName, document: iamDocument(PolicyDocument) };
        });
        return {
          name: RoleName ?? "",
          description: Role?.Description,
          trust: iamDocument(Role?.AssumeRolePolicyDocument),
          sessionSeconds: Role?.MaxSessionDuration,
          permissions: await Promise.all(permissions),
          attached: AttachedPolicies,
          tags: tags(Role?.Tags),
        };
      }),
    );
  },
};

/** IAM writes its documents as parts of a URL. */
function iamDocument(text: string | undefined): unknown {
  return text === undefined ? undefined : withoutRandomPart(document(decodeURIComponent(text)));
}

export const topics: Kind = {
  kind: "topics with policy, key and subscriptions",
  declared: (stack) =>
    stack.all("aws_sns_topic").map((topic) => ({
      name: String(topic["name"]),
      policy: document(
        stack.all("aws_sns_topic_policy").find(({ arn }) => nameIn(String(arn)) === topic["name"])?.["policy"],
      ),
      key: topic["kms_master_key_id"],
      subscriptions: stack
        .all("aws_sns_topic_subscription")
        .filter((subscription) => nameIn(String(subscription["topic_arn"])) === topic["name"])
        .map(({ protocol, endpoint }) => ({ protocol, endpoint })),
      tags: declaredTags(stack, topic),
    })),
  found: async ({ sns }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await sns.send(new ListTopicsCommand({ NextToken }));
      return { items: answer.Topics, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async ({ TopicArn = "" }) => {
        const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
        const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
        const { Tags } = await sns.send(new ListTagsOfTopicCommand({ ResourceArn: TopicArn }));
        return {
          name: nameIn(TopicArn),
          policy: document(Attributes?.["Policy"]),
          key: Attributes?.["KmsMasterKeyId"],
          subscriptions: Subscriptions.map(({ Protocol, Endpoint }) => ({ protocol: Protocol, endpoint: Endpoint })),
          tags: tags(Tags),
        };
      }),
    );
  },
};

export const alarms: Kind = {
  kind: "alarms",
  declared: (stack) =>
    stack.all("aws_cloudwatch_metric_alarm").map((alarm) => ({
      name: String(alarm["alarm_name"]),
      description: alarm["alarm_description"],
      metric: `${String(alarm["namespace"])} ${String(alarm["metric_name"])}`,
      dimensions: block(alarm, "dimensions"),
      statistic: alarm["statistic"],
      period: alarm["period"],
      evaluationPeriods: alarm["evaluation_periods"],
      comparison: alarm["comparison_operator"],
      threshold: alarm["threshold"],
      missingData: alarm["treat_missing_data"],
      alarmActions: alarm["alarm_actions"],
      okActions: alarm["ok_actions"],
      tags: declaredTags(stack, alarm),
    })),
  found: async ({ cloudWatch }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await cloudWatch.send(new DescribeAlarmsCommand({ NextToken }));
      return { items: answer.MetricAlarms, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async (alarm) => {
        const { Tags } = await cloudWatch.send(new ListTagsOfAlarmCommand({ ResourceARN: alarm.AlarmArn }));
        return {
          name: alarm.AlarmName ?? "",
          description: alarm.AlarmDescription,
          metric: `${String(alarm.Namespace)} ${String(alarm.MetricName)}`,
          dimensions: Object.fromEntries((alarm.Dimensions ?? []).map(({ Name = "", Value }) => [Name, Value])),
          statistic: alarm.Statistic,
          period: alarm.Period,
          evaluationPeriods: alarm.EvaluationPeriods,
          comparison: alarm.ComparisonOperator,
          threshold: alarm.Threshold,
          missingData: alarm.TreatMissingData,
          alarmActions: alarm.AlarmActions,
          okActions: alarm.OKActions,
          tags: tags(Tags),
        };
      }),
    );
  },
};

export const buckets: Kind = {
  kind: "buckets",
  declared: () => [],
  found: async ({ s3 }) => {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name = "" }) => ({ name: Name }));
  },
};
