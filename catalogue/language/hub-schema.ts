/** The language of `hub.yaml`. */
import { z } from "zod";
import { write } from "./advice";
import { deploymentSchema } from "./deployment-schema";
import * as field from "./fields";
import { baseFile } from "./layering-fields";
import { wholeNumber } from "./pieces";

const approvers = z
  .array(field.owner.meta({ limits: "a team or person" }))
  .min(1, { error: write("at least one team or person") })
  .optional()
  .meta({ examples: [["Integration Platform"]] });

/** By label of a report of plans, as `review/plan/` gives it, who must approve. */
export const APPROVERS = {
  changes: approvers.meta({ description: "Whatever is applied" }),
  destroy: approvers.meta({ description: "What is destroyed" }),
  replace: approvers.meta({ description: "What is replaced" }),
  other: approvers.meta({ description: "What a report does not cover" }),
  permission: approvers.meta({ description: "Policies, keys and roles" }),
  delivery: approvers.meta({ description: "Which events are delivered, where and how" }),
  drift: approvers.meta({ description: "What was changed outside Terraform" }),
};

/** `hub.yaml` */
export const hubSchema = z
  .strictObject({
    extends: baseFile,
    namespace: field.namespace,
    environment: field.environmentName,
    organizationId: field.organizationId.optional(),
    account: field.accountId.meta({ description: "Hub account: the central bus and every tenant live there" }),
    region: field.region.meta({ aws: "terraform.aws.region" }),
    deploymentRole: field.roleName.meta({
      description: "Role that deploys, of this name in the hub account, every source account and the state account",
      aws: "terraform.aws.assume_role",
    }),
    deployment: deploymentSchema,
    state: z
      .strictObject({
        bucket: field.bucketName.meta({ aws: "terraform.s3.bucket" }),
        account: field.accountId.meta({ description: "Account that owns the state bucket" }),
        region: field.region.optional().meta({
          description: "Region of the state bucket; the hub's when absent",
          aws: "terraform.s3.region",
        }),
        kmsKey: field.kmsKeyArn.meta({ description: "Key that encrypts the state", aws: "terraform.s3.kms_key_id" }),
      })
      .meta({ description: "Where Terraform keeps its state: s3://<bucket>/<environment>/<stack>.tfstate" }),
    archive: z
      .strictObject({
        retentionDays: wholeNumber(1, 3650, "Days that every event is kept for replay", 30).meta({
          aws: "eventbridge.CreateArchiveRequest.RetentionDays",
        }),
      })
      .meta({ description: "Archive of the central bus" }),
    alerts: z
      .strictObject({
        emails: z
          .array(field.email)
          .default([])
          .meta({
            description: "Subscribers of the alert topic",
            examples: [["integration-platform@example.com"]],
            aws: "sns.SubscribeInput.Endpoint",
          }),
      })
      .prefault({})
      .meta({ description: "Who hears of trouble" }),
    operators: z
      .strictObject({
        principals: z
          .array(field.principalArn)
          .default([])
          .meta({
            description: "Who may take on the role; whom the hub account's IAM policies allow when absent",
            examples: [["arn:aws:iam::210987654321:role/integration-operators"]],
          }),
      })
      .prefault({})
      .meta({
        description: "Who puts credentials and looks after connections: role <namespace>-<environment>-operators",
      }),
    connectionCredentials: z
      .strictObject({
        reservedConcurrency: wholeNumber(
          1,
          1_000,
          "Executions at once, kept for it and its most. None when absent: AWS refuses any where fewer than 100 of the account would be left",
          5,
        )
          .optional()
          .meta({ aws: "lambda.PutFunctionConcurrencyRequest.ReservedConcurrentExecutions" }),
      })
      .prefault({})
      .meta({ description: "The function that brings credentials into connections" }),
    quotas: z
      .strictObject({
        rulesPerBus: wholeNumber(1, 100_000, "Rules on the central bus", 1_000).optional(),
        invocationsPerSecond: wholeNumber(1, 100_000, "Invocations per second of one API destination", 500).optional(),
      })
      .prefault({})
      .meta({ description: "Quotas of the hub account that AWS has raised; AWS's defaults when absent" }),
    review: z
      .strictObject({
        approvers: z
          .strictObject(APPROVERS)
          .default({})
          .meta({ description: "By label of a plan's report, who must approve a change that has it" }),
      })
      .prefault({})
      .meta({ description: "Who reviews plans; ./hub plan-report names them" }),
    tags: z
      .record(field.tagKey, field.tagValue)
      .default({})
      .meta({
        description: "Tags of every resource",
        examples: [{ "cost-centre": "4711" }],
        aws: "terraform.aws.default_tags",
      }),
  })
  .meta({ title: "hub.yaml", description: "The hub of one environment" });
