/** The language of functions/*.yaml: Lambda functions, the tables they keep and the topics they publish to. */
import { z } from "zod";
import { FUNCTION_MEMORY_MEGABYTES, FUNCTION_TIMEOUT_SECONDS } from "../../aws/limits";
import { write } from "./advice";
import * as field from "./fields";
import { baseFile } from "./layering-fields";
import { eventPattern, nonEmpty, retryPolicy, wholeNumber } from "./pieces";
import * as application from "./application-fields";

const keyAttribute = z.strictObject({
  name: application.attributeName.meta({ aws: "dynamodb.AttributeDefinition.AttributeName" }),
  type: z
    .enum(["S", "N", "B"])
    .meta({ description: "String, number or binary", aws: "dynamodb.AttributeDefinition.AttributeType" }),
});

const partitionKey = keyAttribute.meta({ description: "Attribute that items are looked up by" });
const sortKey = z
  .strictObject({
    name: keyAttribute.shape.name.meta({ examples: ["createdAt"] }),
    type: keyAttribute.shape.type.meta({ examples: ["N"] }),
  })

  .optional()
  .meta({ description: "Attribute that items of one partition key are sorted by" });

const index = z.strictObject({ partitionKey, sortKey }).meta({ description: "A global secondary index" });

const table = z
  .strictObject({
    partitionKey,
    sortKey,
    indexes: z.record(application.indexName, index).default({}).meta({
      description: "Global secondary indexes of every attribute; only items that have the keys are in one",
      entry: "pending",
      aws: "dynamodb.CreateTableInput.GlobalSecondaryIndexes",
    }),
    timeToLive: application.attributeName.optional().meta({
      description: "Attribute with the second (Unix time) after which an item may be deleted",
      examples: ["expiresAt"],
      aws: "dynamodb.TimeToLiveSpecification.AttributeName",
    }),
    deletionProtection: z
      .boolean()
      .default(true)
      .meta({
        description: "Whether Terraform is kept from deleting the table",
        examples: [false],
        aws: "dynamodb.CreateTableInput.DeletionProtectionEnabled",
      }),
  })
  .meta({ description: "A DynamoDB table" });

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
  .meta({
    description: "Text, a table's name, a topic's prefix, or the ARN of the central bus",
    examples: ["polite", { table: "users" }, { topic: "orders" }, { bus: "central" }],
    limits: "text, { table: <id> }, { topic: <id> } or { bus: central }",
  });

const consumer = z
  .strictObject({
    description: field.description.optional(),
    eventPattern,
    retryPolicy,
  })
  .meta({ description: "Events of the central bus that the function is run for" });

const permissions = z
  .strictObject({
    tables: z
      .record(field.id, z.array(z.enum(["read", "write"])).min(1, { error: write("[read], [write] or [read, write]") }))
      .default({})
      .meta({
        description: "Table of this file to what may be done: read gets and queries, write puts, updates, deletes",
        examples: [{ users: ["read", "write"] }],
      }),
    topics: z
      .record(field.id, z.literal("publish"))
      .default({})
      .meta({
        description: "Topic of this file to `publish`",
        examples: [{ orders: "publish" }],
      }),
    publishes: z
      .strictObject({
        sources: z
          .array(field.source)
          .min(1, { error: write("at least one source") })
          .meta({ description: "Values of `source` that it may put", examples: [["com.acme.shop.orders"]] }),
        detailTypes: z
          .array(field.policyDetailType)
          .min(1, { error: write("at least one detail-type") })
          .meta({ description: "Values of `detail-type` that it may put", examples: [["Order Placed"]] }),
      })
      .optional()
      .meta({ description: "Events it may put on the central bus: a part of what its account publishes" }),
  })
  .prefault({})
  .meta({ description: "What it may do besides writing its log" });

const lambdaFunction = z
  .strictObject({
    handler: application.handler,
    description: field.description.meta({
      examples: ["Creates a user"],
      aws: "lambda.CreateFunctionRequest.Description",
    }),
    timeoutSeconds: wholeNumber(
      FUNCTION_TIMEOUT_SECONDS.min,
      FUNCTION_TIMEOUT_SECONDS.max,
      "Seconds before it is stopped",
      30,
    )
      .default(10)
      .meta({ aws: "lambda.CreateFunctionRequest.Timeout" }),
    memoryMegabytes: wholeNumber(
      FUNCTION_MEMORY_MEGABYTES.min,
      FUNCTION_MEMORY_MEGABYTES.max,
      "Memory in MB, and CPU with it",
      512,
    )
      .default(256)
      .meta({ aws: "lambda.CreateFunctionRequest.MemorySize" }),
    reservedConcurrency: wholeNumber(
      1,
      1_000,
      "Executions at once, kept for it and its most; none are kept when absent",
      5,
    )
      .optional()
      .meta({ aws: "lambda.PutFunctionConcurrencyRequest.ReservedConcurrentExecutions" }),
    consumes: z.record(field.id, consumer).default({}).meta({
      description: "Id to events of the central bus that it is run for; one rule each, in the hub account only",
      entry: "order-placed",
    }),
    schedule: application.schedule.optional().meta({ aws: "scheduler.CreateScheduleInput.ScheduleExpression" }),
    environment: z
      .record(application.environmentVariable, environmentValue)
      .default({})
      .meta({
        description: "Environment variables. Secrets are not written here",
        examples: [{ TONE: "polite", USERS_TABLE: { table: "users" } }],
        aws: "lambda.Environment.Variables",
      }),
    permissions,
  })
  .meta({ description: "A Lambda function" });

/** `functions/<name>.yaml` */
export const functionsSchema = z
  .strictObject({
    extends: baseFile,
    account: application.hubOrAlias,
    owner: field.owner,
    contact: field.email.meta({ description: "E-mail address of the owners; named in every alarm" }),
    runbook: field.webPage.meta({ description: "What to do when a function fails; named in every alarm" }),
    description: field.description.optional(),
    logRetentionDays: application.retentionDays.default(90),
    tables: z.record(field.id, table).default({}).meta({ description: "Id to a DynamoDB table", entry: "users" }),
    topics: z
      .record(
        field.id,
        z.strictObject({ prefix: application.topicPrefix }).meta({ description: "Topics of AWS IoT Core" }),
      )
      .default({})
      .meta({ description: "Id to topics of AWS IoT Core", entry: "orders" }),
    functions: nonEmpty(lambdaFunction, write("at least one function, such as create-user: {...}"), "create-user").meta(
      {
        description: "Id to a Lambda function",
      },
    ),
  })
  .meta({
    title: "functions/<name>.yaml",
    description: "Lambda functions of one account, and the tables and topics they use",
  });
