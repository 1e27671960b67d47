import {
  apiDestinationArn,
  archiveArn,
  connectionArn,
  eventBusArn,
  regionalArn,
  roleArn,
  ruleArn,
  secretArn,
  viaService,
} from "../../aws/arn";
import { EVERYTHING, named, type Grant, type Scope, type TypePermissions } from "../grant";

const buses = named(eventBusArn);
const rules = ({ place, prefix }: Scope) => [
  ruleArn(place, "default", `${prefix}*`),
  ruleArn(place, "*", `${prefix}*`),
];

/** A key's own id is not known beforehand. */
export const keys = ({ place }: Pick<Scope, "place">) => [regionalArn("kms", place, "key/*")];

const tagging = (resources: Grant["resources"]): Grant => ({
  actions: ["events:TagResource", "events:UntagResource"],
  resources,
});

export const eventBridgeTypes = {
  aws_cloudwatch_event_api_destination: {
    read: [{ actions: ["events:DescribeApiDestination"], resources: named(apiDestinationArn) }],
    write: [
      {
        actions: ["events:CreateApiDestination", "events:DeleteApiDestination", "events:UpdateApiDestination"],
        resources: named(apiDestinationArn),
      },
      // The reference asks about the connection, too.
      { actions: ["events:CreateApiDestination", "events:UpdateApiDestination"], resources: named(connectionArn) },
    ],
  },
  aws_cloudwatch_event_archive: {
    read: [{ actions: ["events:DescribeArchive"], resources: named(archiveArn) }],
    write: [
      {
        actions: ["events:CreateArchive", "events:DeleteArchive", "events:UpdateArchive"],
        resources: named(archiveArn),
      },
      { actions: ["events:CreateArchive"], resources: buses },
    ],
  },
  aws_cloudwatch_event_bus: {
    read: [{ actions: ["events:DescribeEventBus", "events:ListTagsForResource"], resources: buses }],
    write: [
      { actions: ["events:CreateEventBus", "events:DeleteEventBus", "events:UpdateEventBus"], resources: buses },
      tagging(buses),
    ],
    impliedByWrite: [
      {
        actions: ["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
        resources: keys,
        source: "recorded on AWS: without either CreateEventBus with a key is refused",
      },
    ],
  },
  aws_cloudwatch_event_bus_policy: {
    read: [{ actions: ["events:DescribeEventBus"], resources: buses }],
    // The reference has no resource for these two.
    write: [{ actions: ["events:PutPermission", "events:RemovePermission"], resources: EVERYTHING }],
  },
  aws_cloudwatch_event_connection: {
    read: [{ actions: ["events:DescribeConnection"], resources: named(connectionArn) }],
    write: [{ actions: ["events:CreateConnection", "events:DeleteConnection"], resources: named(connectionArn) }],
    impliedByWrite: [
      {
        actions: ["iam:CreateServiceLinkedRole"],
        resources: ({ place }) => [
          roleArn(
            place,
            "aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
          ),
        ],
        condition: () => ({ StringEquals: { "iam:AWSServiceName": "apidestinations.events.amazonaws.com" } }),
        source:
          "https://docs.aws.amazon.com/eventbridge/latest/userguide/using-service-linked-roles-service-action-1.html",
      },
      {
        // EventBridge keeps its own copy of a connection's placeholders, in the caller's name.
        actions: [
          "secretsmanager:CreateSecret",
          "secretsmanager:DeleteSecret",
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
        ],
        resources: ({ place, prefix }) => [secretArn(place, `events!connection/${prefix}*`)],
        source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEventBridgeFullAccess.html",
      },
      {
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: keys,
        condition: ({ place }) => ({ StringEquals: { "kms:ViaService": viaService("secretsmanager", place) } }),
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html",
      },
      {
        actions: ["kms:DescribeKey"],
        resources: keys,
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html",
      },
    ],
  },
  aws_cloudwatch_event_rule: {
    read: [{ actions: ["events:DescribeRule", "events:ListTagsForResource"], resources: rules }],
    write: [{ actions: ["events:DeleteRule", "events:PutRule"], resources: rules }, tagging(rules)],
  },
  aws_cloudwatch_event_target: {
    read: [{ actions: ["events:ListTargetsByRule"], resources: rules }],
    write: [{ actions: ["events:PutTargets", "events:RemoveTargets"], resources: rules }],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
