import { DeleteEventBusCommand } from "@aws-sdk/client-eventbridge";
import {
  DeletePolicyCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  paginateListPolicies,
  type IAMClient,
} from "@aws-sdk/client-iam";
import { DeleteBucketCommand, DeleteObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { SmokeContext } from "../context";
import { unlessGone } from "../unless";
import { passed, type Step } from "./step";

export const tidy: Step = {
  sentence: "The bucket of the states, the bus of the source and the deployment role are deleted",
  needs: [],
  cleansUp: true,
  run: async (context) => {
    const { destroy, state } = context.journal.content.answers;
    if (destroy?.kind !== "passed" && state?.kind === "passed") {
      return { kind: "not tried", because: "what is not destroyed needs them" };
    }
    await deleteBucket(context);
    await unlessGone(context.aws.eventBridge.send(new DeleteEventBusCommand({ Name: context.names.sourceBus })));
    await deleteRole(context);
    return passed(context.by);
  },
};

async function deleteBucket({ names: { bucket: Bucket }, aws: { s3 } }: SmokeContext): Promise<void> {
  for (;;) {
    const page = await unlessGone(s3.send(new ListObjectsV2Command({ Bucket })));
    if (page === undefined) return;
    if (page.Contents === undefined || page.Contents.length === 0) break;
    for (const { Key } of page.Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }
  await unlessGone(s3.send(new DeleteBucketCommand({ Bucket })));
}

async function deleteRole({ names, aws: { iam } }: SmokeContext): Promise<void> {
  const { deploymentRole: RoleName } = names;
  for (const PolicyArn of await deploymentPolicies(iam, names.isDeploymentPolicy)) {
    await unlessGone(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
    await unlessGone(iam.send(new DeletePolicyCommand({ PolicyArn })));
  }
  await unlessGone(iam.send(new DeleteRoleCommand({ RoleName })));
}

/** By their names: one that a step left half done, made or detached, is in no list of the role's. */
async function deploymentPolicies(client: IAMClient, isOne: (name: string) => boolean): Promise<string[]> {
  const arns: string[] = [];
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: "Local" })) {
    arns.push(...Policies.flatMap(({ Arn, PolicyName = "" }) => (Arn !== undefined && isOne(PolicyName) ? [Arn] : [])));
  }
  return arns;
}
