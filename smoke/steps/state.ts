import { CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutPublicAccessBlockCommand, type BucketLocationConstraint } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { accountPrincipalArn, policyArn, roleArn } from "../../aws/arn";
import { policyDocument, type PolicyDocument } from "../../aws/policy-document";
import { documentsOf, kindOfStack } from "../../permissions";
import type { SmokeContext } from "../context";
import { SmokeError } from "../failure";
import { unlessThere } from "../unless";
import { passed, type Step } from "./step";

/** What a user has before the first deployment (docs/deploy.md), and what no stack makes. */
export const state: Step = {
  sentence: "A bucket for the states and a deployment role with the policies of hub permissions are made",
  needs: ["quotas"],
  run: async (context) => {
    const { names, aws } = context;
    await makeBucket(context);
    await unlessThere(aws.eventBridge.send(new CreateEventBusCommand({ Name: names.sourceBus })));
    const policies = await makeRole(context);
    const seconds = await untilAssumable(context);
    return passed(
      context.by,
      `bucket ${names.bucket}, bus ${names.sourceBus}`,
      `role ${names.deploymentRole} with ${policies} policies; it could be assumed after ${seconds} s`,
    );
  },
};

async function makeBucket({ names: { bucket: Bucket }, aws: { s3 }, place: { region } }: SmokeContext): Promise<void> {
  const isHome = region === "us-east-1";
  await unlessThere(
    s3.send(
      new CreateBucketCommand({
        Bucket,
        // The Region that S3 takes for meant where none is said, and refuses where it is.
        ...(isHome ? {} : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
      }),
    ),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
}

/** @returns how many policies it has */
async function makeRole(context: SmokeContext): Promise<number> {
  const { names, place, aws } = context;
  const { iam, sts } = aws;
  const { UserId = "" } = await sts.send(new GetCallerIdentityCommand({}));
  await unlessThere(
    iam.send(
      new CreateRoleCommand({
        RoleName: names.deploymentRole,
        Description: "Deploys one run of hub smoke",
        AssumeRolePolicyDocument: JSON.stringify(trustOf(accountPrincipalArn(place), UserId)),
      }),
    ),
  );
  const { hub } = context.emitted().environment;
  const kinds = [...new Set(context.wholeRun().map(({ name }) => kindOfStack(name)))];
  const documents = documentsOf(hub, [{ account: place.account, kinds }])
    .filter(({ role }) => role === "deployment")
    .flatMap((role) => role.documents);
  for (const [index, document] of documents.entries()) {
    const PolicyName = names.deploymentPolicy(index + 1);
    await unlessThere(iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: JSON.stringify(document) })));
    const PolicyArn = policyArn(place, "/", PolicyName);
    await iam.send(new AttachRolePolicyCommand({ RoleName: names.deploymentRole, PolicyArn }));
  }
  return documents.length;
}

/** Whoever runs this, in any later session, too: a role's sessions differ in what stands behind the colon. */
function trustOf(account: string, userId: string): PolicyDocument {
  return policyDocument([
    {
      Sid: "WhoRunsSmoke",
      Effect: "Allow",
      Principal: { AWS: account },
      Action: "sts:AssumeRole",
      Condition: { StringLike: { "aws:userid": userId.replace(/:.*$/, ":*") } },
    },
  ]);
}

/** IAM tells its servers of a new role within seconds, not at once. */
async function untilAssumable({ names, place, aws: { sts }, interruption }: SmokeContext): Promise<number> {
  const began = Date.now();
  const request = { RoleArn: roleArn(place, names.deploymentRole), RoleSessionName: "hub-smoke" };
  for (;;) {
    try {
      await sts.send(new AssumeRoleCommand(request));
      return Math.round((Date.now() - began) / 1_000);
    } catch (error) {
      const isTooEarly = error instanceof Error && error.name === "AccessDenied";
      if (!isTooEarly || interruption.aborted) throw error;
      if (Date.now() - began > 60_000) {
        throw new SmokeError(
          `role ${names.deploymentRole} cannot be assumed a minute after it was made: ${error.message}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }
}
