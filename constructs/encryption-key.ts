import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { accountPrincipalArn, logGroupArn, type Place } from "../aws/arn";
import { policyDocument, type Statement } from "../aws/policy-document";

/** What an {@link EncryptionKey} needs. */
export interface EncryptionKeyProps {
  readonly place: Place;
  /** With `alias/` in front. */
  readonly alias: string;
  readonly description: string;
  /** What AWS services may do with the key. IAM policies of the account are always honoured besides. */
  readonly statements: readonly Statement[];
}

/**
 * A customer managed key with yearly rotation and an alias. Other stacks name it by the alias's ARN, which can be
 * computed (`kmsAliasArn`), where the key's own id cannot.
 */
export class EncryptionKey extends Construct {
  /** The key's own ARN as a Terraform reference, for what takes no alias: IAM policies and log groups. */
  readonly arn: string;
  /** The alias's ARN as a Terraform reference: whoever uses it is created after the key. */
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { place, alias, description, statements } = props;
    const key = new KmsKey(this, "Key", {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: JSON.stringify(
        policyDocument([
          {
            Sid: "HonourIamPolicies",
            Effect: "Allow",
            Principal: { AWS: accountPrincipalArn(place) },
            Action: "kms:*",
            Resource: "*",
          },
          ...statements,
        ]),
      ),
      // EventBridge uses a customer managed key for a connection's secret only if the key carries this tag
      // (docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html).
      tags: { EventBridgeApiDestinations: "true" },
    });
    this.arn = key.arn;
    const aliasResource = new KmsAlias(this, "Alias", { name: alias, targetKeyId: key.keyId });
    this.aliasArn = aliasResource.arn;
  }
}

/**
 * Lets EventBridge encrypt what a bus with this key holds. Two statements, because DescribeKey carries no encryption
 * context (docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html).
 */
export function busEncryptionStatements(place: Place, busArn: string): Statement[] {
  const Principal = { Service: "events.amazonaws.com" };
  return [
    {
      Sid: "EventBridgeValidatesKey",
      Effect: "Allow",
      Principal,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": place.account } },
    },
    {
      Sid: "EventBridgeEncryptsBus",
      Effect: "Allow",
      Principal,
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: "*",
      Condition: { StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": busArn } },
    },
  ];
}

/**
 * Lets EventBridge put messages on queues encrypted with this key. A queue's own policy decides which rule may send;
 * without this statement even that rule's message is lost
 * (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html).
 *
 * @param senderArns of the rules and the bus whose dead letters are under the key, `*` and `?` allowed
 */
export function deadLetterStatement(place: Place, senderArns: readonly string[]): Statement {
  return {
    Sid: "EventBridgeSendsDeadLetters",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceAccount": place.account },
      ArnLike: { "aws:SourceArn": senderArns },
    },
  };
}

/**
 * Lets CloudWatch Logs encrypt the log groups of this account whose names start so
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
 */
export function logsStatement(place: Place, logGroupPrefix: string): Statement {
  return {
    Sid: "CloudWatchLogsEncrypts",
    Effect: "Allow",
    Principal: { Service: `logs.${place.region}.amazonaws.com` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn(place, `${logGroupPrefix}*`) } },
  };
}

/** Lets CloudWatch alarms of these accounts publish to topics encrypted with this key. */
export function alarmStatement(accounts: readonly string[]): Statement {
  return {
    Sid: "CloudWatchPublishesAlarms",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": accounts } },
  };
}
