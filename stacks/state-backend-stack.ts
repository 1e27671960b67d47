import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import type { Construct } from "constructs";
import { bucketArn, parseArn } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import { stackIds, stateNames } from "../catalogue/names";
import { EncryptionKey } from "../constructs/encryption-key";
import { PrivateBucket } from "../constructs/private-bucket";
import { EnvironmentStack } from "./environment-stack";

/** Days that access logs are kept, and that a state can be taken back. */
const LOG_DAYS = 365;
const OLDER_STATE_DAYS = 365;

/**
 * `state-backend`, in the state account: the bucket that holds the states of all stacks, its key, and the log of who read
 * them. Its own state is in it, too.
 */
export class StateBackendStack extends EnvironmentStack {
  constructor(scope: Construct, { hub, requiresTls }: { readonly hub: Hub; readonly requiresTls: boolean }) {
    const { account, bucket: name, kmsKey, region = hub.region } = hub.state;
    super(scope, stackIds.stateBackend, { hub, account, region, tags: {}, byAdministrator: true });
    const place = { account, region };
    const names = stateNames(hub);
    const key = new EncryptionKey(this, "Key", {
      place,
      alias: parseArn(kmsKey)?.resource ?? kmsKey,
      description: `States of the ${hub.environment} event hub`,
      statements: [],
    });
    const states = new PrivateBucket(this, "States", {
      name,
      region,
      kmsKeyArn: key.arn,
      olderVersionsDays: OLDER_STATE_DAYS,
      statements: [],
      requiresTls,
    });
    const logs = new PrivateBucket(this, "AccessLogs", {
      name: names.accessLogs,
      region,
      days: LOG_DAYS,
      olderVersionsDays: 1,
      statements: [logDelivery(names.accessLogs, { name, account, region })],
      requiresTls,
    });
    const logging = new S3BucketLoggingA(this, "Logging", {
      bucket: states.bucket.id,
      targetBucket: logs.bucket.id,
      targetPrefix: "states/",
    });
    // S3 refuses a bucket that it may not write to (API_PutBucketLogging, InvalidTargetBucketForLogging).
    logging.node.addDependency(logs);
  }
}

/** docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function logDelivery(
  logs: string,
  { name, account, region }: { readonly name: string; readonly account: string; readonly region: string },
): Statement {
  return {
    Sid: "S3WritesAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: bucketArn({ region }, logs, "states/*"),
    Condition: {
      ArnEquals: { "aws:SourceArn": bucketArn({ region }, name) },
      StringEquals: { "aws:SourceAccount": account },
    },
  };
}
