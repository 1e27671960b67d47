import { logGroupArn, regionalArn, topicArn, type Place } from "../../aws/arn";
import { EVERYTHING, named, type Scope, type TypePermissions } from "../grant";

const alarms = named((place: Place, name: string) => regionalArn("cloudwatch", place, `alarm:${name}`));
const topics = named(topicArn);
/** IAM compares a log group's ARN with and without the `:*` of its streams: both begin so. */
const logGroups = ({ place, prefix }: Scope) =>
  ["/aws/lambda/", "/aws/vendedlogs/apigateway/"].map((folder) => logGroupArn(place, `${folder}${prefix}*`));

export const monitoringTypes = {
  aws_cloudwatch_log_group: {
    read: [
      { actions: ["logs:DescribeLogGroups"], resources: EVERYTHING },
      { actions: ["logs:ListTagsForResource"], resources: logGroups },
    ],
    write: [
      {
        actions: [
          "logs:CreateLogGroup",
          "logs:DeleteLogGroup",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
          "logs:UntagResource",
        ],
        resources: logGroups,
      },
    ],
    impliedByWrite: [
      {
        actions: ["logs:AssociateKmsKey"],
        resources: logGroups,
        source: "a guess: no page says whether CreateLogGroup with a key asks for it",
      },
    ],
  },
  aws_cloudwatch_metric_alarm: {
    read: [{ actions: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"], resources: alarms }],
    write: [
      {
        actions: [
          "cloudwatch:DeleteAlarms",
          "cloudwatch:PutMetricAlarm",
          "cloudwatch:TagResource",
          "cloudwatch:UntagResource",
        ],
        resources: alarms,
      },
    ],
  },
  aws_sns_topic: {
    read: [{ actions: ["sns:GetTopicAttributes", "sns:ListTagsForResource"], resources: topics }],
    write: [
      {
        actions: [
          "sns:CreateTopic",
          "sns:DeleteTopic",
          "sns:SetTopicAttributes",
          "sns:TagResource",
          "sns:UntagResource",
        ],
        resources: topics,
      },
    ],
  },
  aws_sns_topic_policy: {
    read: [{ actions: ["sns:GetTopicAttributes"], resources: topics }],
    write: [{ actions: ["sns:SetTopicAttributes"], resources: topics }],
  },
  aws_sns_topic_subscription: {
    read: [{ actions: ["sns:GetSubscriptionAttributes"], resources: topics }],
    write: [{ actions: ["sns:Subscribe", "sns:Unsubscribe"], resources: topics }],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
