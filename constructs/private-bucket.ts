import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { bucketArn } from "../aws/arn";
import { denyInsecureTransport, policyDocument, type Statement } from "../aws/policy-document";

/** What a {@link PrivateBucket} needs. */
export interface PrivateBucketProps {
  readonly name: string;
  readonly region: string;
  /** ARN of the key that encrypts its objects; S3's own when absent, which is all that access logs may have. */
  readonly kmsKeyArn?: string;
  /** Days after which objects are removed; kept for ever when absent. */
  readonly days?: number;
  /** Days after which a version that is no longer the newest is removed. */
  readonly olderVersionsDays: number;
  /** What services may do with it, besides whom IAM policies allow. */
  readonly statements: readonly Statement[];
  /** Refuses calls without TLS. False only where AWS is an emulator that is reached without. */
  readonly requiresTls: boolean;
}

/** A bucket without ACLs and without a public way, encrypted and versioned, which forgets what is old. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { name, region, kmsKeyArn, days, olderVersionsDays, requiresTls } = props;
    this.bucket = new S3Bucket(this, "Bucket", { bucket: name });
    const bucket = this.bucket.id;
    new S3BucketOwnershipControls(this, "Ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketPublicAccessBlock(this, "NoPublicAccess", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [
        kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
              bucketKeyEnabled: true,
            },
      ],
    });
    const versioning = new S3BucketVersioningA(this, "Versions", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket,
      rule: [
        {
          id: "forget-what-is-old",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          noncurrentVersionExpiration: [{ noncurrentDays: olderVersionsDays }],
          ...(days === undefined ? {} : { expiration: [{ days }] }),
        },
      ],
    });
    // As the provider's documentation has it (aws_s3_bucket_lifecycle_configuration): rules on versions after versioning.
    lifecycle.node.addDependency(versioning);
    const arn = bucketArn({ region }, name);
    const statements = [
      ...props.statements,
      ...(requiresTls ? [denyInsecureTransport("s3:*", [arn, `${arn}/*`])] : []),
    ];
    if (statements.length > 0) {
      new S3BucketPolicy(this, "Policy", { bucket, policy: JSON.stringify(policyDocument(statements)) });
    }
  }
}
