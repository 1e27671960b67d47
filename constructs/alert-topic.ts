import { createHash } from "node:crypto";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { topicArn, type Place } from "../aws/arn";
import { denyInsecureTransport, policyDocument } from "../aws/policy-document";

/** What an {@link AlertTopic} needs. */
export interface AlertTopicProps {
  readonly place: Place;
  readonly name: string;
  /** ARN of the key or alias that encrypts it. The key must let CloudWatch use it: `alarmStatement`. */
  readonly kmsKeyArn: string;
  /** Accounts whose CloudWatch alarms may publish. */
  readonly alarmAccounts: readonly string[];
  /** Each gets a mail from AWS to confirm. */
  readonly emails: readonly string[];
}

/**
 * The address names the resource, so that removing one subscriber leaves the others alone: what can be read of it, and a
 * digest that tells `a.b@` from `a-b@`.
 */
function subscriberId(email: string): string {
  const digest = createHash("sha256").update(email).digest("hex").slice(0, 8);
  return `${
    email
      .split("@")[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]+/g, "-") ?? ""
  }-${digest}`;
}

/** The encrypted topic that every alarm publishes to, from several accounts. */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { place, name, kmsKeyArn, alarmAccounts, emails } = props;
    const topic = new SnsTopic(this, "Topic", { name, kmsMasterKeyId: kmsKeyArn });
    this.arn = topicArn(place, name);
    new SnsTopicPolicy(this, "Policy", {
      arn: topic.arn,
      policy: JSON.stringify(
        policyDocument([
          {
            Sid: "CloudWatchPublishesAlarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: this.arn,
            Condition: { StringEquals: { "aws:SourceAccount": alarmAccounts } },
          },
          denyInsecureTransport("sns:Publish", this.arn),
        ]),
      ),
    });
    for (const email of new Set(emails)) {
      new SnsTopicSubscription(new Construct(this, subscriberId(email)), "Subscription", {
        topicArn: topic.arn,
        protocol: "email",
        endpoint: email,
      });
    }
  }
}
