/** The language of functions/*.yaml: Lambda functions, the tables they keep and the topics they publish to. */
import { z } from "zod";
import { FUNCTION_MEMORY_MEGABYTES, FUNCTION_TIMEOUT_SECONDS } from "../../aws/limits";
import { write } from "./advice";
import * as field from "./fields";
import { baseFile } from "./layering-fields";
import { eventPattern, nonEmpty, retryPolicy, wholeNumber } from "./schema";
import * as application from "./application-fields";

const keyAttribute = z.strictObject({
  name: application.attributeName,
  type: z.enum(["S", "N", "B"]).meta({ description: "String, number or binary" }),
});

const index = z.strictObject({ partitionKey: keyAttribute, sortKey: keyAttribute.optional() });

const table = z.strictObject({
  partitionKey: keyAttribute,
  sortKey: keyAttribute.optional(),
  indexes: z
    .record(application.indexName, index)
    .default({})
    .meta({ description: "Global secondary indexes of every attribute; only items that have the keys are in one" }),
  timeToLive: application.attributeName
    .optional()
    .meta({ description: "Attribute with the second (Unix time) after which an item may be deleted" }),
  deletionProtection: z
    .boolean()
    .default(true)
    .meta({ description: "Whether Terraform is kept from deleting the table; true when absent" }),
});

const environmentValue = z
  .union(
    [
      z.string(),
      z.strictObject({ table: field.id }),
      z.strictObject({ topic: field.id }),
      z.strictObject({ bus: z.literal("central") }),
    ],
    { error: write("text, { table: <id> }, { topic: <id> } or { bus: central }") },
  )
  .meta({ description: "Text, a table's name, a topic's prefix, or the ARN of the central bus" });

const consumer = z.strictObject({
  description: field.description.optional(),
  eventPattern,
  retryPolicy,
});

const permissions = z
  .strictObject({
    tables: z
      .record(field.id, z.array(z.enum(["read", "write"])).min(1, { error: write("[read], [write] or [read, write]") }))
      .default({})
      .meta({
        description: "Table of this file to what may be done: read gets and queries, write puts, updates, deletes",
      }),
    topics: z.record(field.id, z.literal("publish")).default({}).meta({ description: "Topic of this file to publish" }),
    publishes: z
      .strictObject({
        sources: z.array(field.source).min(1, { error: write("at least one source") }),
        detailTypes: z.array(field.policyDetailType).min(1, { error: write("at least one detail-type") }),
      })
      .optional()
      .meta({ description: "Events it may put on the central bus: a part of what its account publishes" }),
  })
  .prefault({})
  .meta({ description: "What it may do besides writing its log" });

const lambdaFunction = z.strictObject({
  handler: application.handler,
  description: field.description,
  timeoutSeconds: wholeNumber(
    FUNCTION_TIMEOUT_SECONDS.min,
    FUNCTION_TIMEOUT_SECONDS.max,
    "Seconds before it is stopped; 10 when absent",
  ).default(10),
  memoryMegabytes: wholeNumber(
    FUNCTION_MEMORY_MEGABYTES.min,
    FUNCTION_MEMORY_MEGABYTES.max,
    "Memory, and CPU with it; 256 when absent",
  ).default(256),
  reservedConcurrency: wholeNumber(1, 1_000, "Executions at once, kept for it and its most").optional(),
  consumes: z.record(field.id, consumer).default({}).meta({
    description: "Id to events of the central bus that it is run for; one rule each, in the hub account only",
  }),
  schedule: application.schedule.optional(),
  environment: z
    .record(application.environmentVariable, environmentValue)
    .default({})
    .meta({ description: "Environment variables. Secrets are not written here" }),
  permissions,
});

/** `functions/<name>.yaml` */
export const functionsSchema = z
  .strictObject({
    extends: baseFile,
    account: application.hubOrAlias,
    owner: field.owner,
    contact: field.email,
    runbook: field.webPage.meta({ description: "What to do when a function fails; named in every alarm" }),
    description: field.description.optional(),
    logRetentionDays: application.retentionDays.default(90),
    tables: z.record(field.id, table).default({}).meta({ description: "Id to a DynamoDB table" }),
    topics: z
      .record(field.id, z.strictObject({ prefix: application.topicPrefix }))
      .default({})
      .meta({ description: "Id to topics of AWS IoT Core" }),
    functions: nonEmpty(lambdaFunction, write("at least one function, such as create-user: {...}")).meta({
      description: "Id to a Lambda function",
    }),
  })
  .meta({ title: "functions/<name>.yaml", description: "Functions of one account and what they keep" });
