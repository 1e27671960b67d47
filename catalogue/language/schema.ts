/**
 * The language of an environment's files, in zod. From here come the checks of single files, the TypeScript types and
 * the JSON Schemas that editors use. Names are AWS's own, so that a field can be looked up in its documentation.
 */
import { z } from "zod";
import { write } from "./advice";
import { connectionSchema } from "./connection-schema";
import { deploymentSchema } from "./deployment-schema";
import * as field from "./fields";
import * as layering from "./layering-fields";
import { TENANT_STATES } from "../tenant-state";
import { formatNumber } from "../wording";
import { MOST_EXPECTED } from "../../aws/expected-peak";
import { EVENT_AGE_SECONDS, LARGEST_INTEGER, RETRY_ATTEMPTS } from "../../aws/limits";

/** A whole number within bounds; the sentence names both. */
export const wholeNumber = (min: number, max: number, description: string) =>
  z
    .int({ error: write(`a whole number from ${min} to ${max}`) })
    .min(min, { error: write(`a whole number from ${min} to ${max}`) })
    .max(max, { error: write(`a whole number from ${min} to ${max}`) })
    .meta({ description });

/** A record with at least one entry; editors learn it from `minProperties`. */
export function nonEmpty<V extends z.ZodType>(value: V, error: string) {
  return z
    .record(field.id, value, { error })
    .refine((entries) => Object.keys(entries).length > 0, { error })
    .meta({ minProperties: 1 });
}

/** Checked by the pattern compiler of the simulator, not by shape. */
export const eventPattern = z
  .record(z.string(), z.unknown())
  .meta({ description: "Event pattern. `source` is required; the hub adds `account` itself" });

const input = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("event") }).meta({ description: "The whole event" }),
    z
      .strictObject({ type: z.literal("path"), path: z.string().meta({ description: "JSON path, such as $.detail" }) })
      .meta({ description: "A part of the event" }),
    z
      .strictObject({ type: z.literal("constant"), constant: z.json().meta({ description: "Any JSON" }) })
      .meta({ description: "The same JSON for every event" }),
    z
      .strictObject({
        type: z.literal("transformer"),
        paths: z.record(z.string(), z.string()).optional().meta({
          description: "Name to JSON path; the template uses it as <name>",
        }),
        template: z.string().meta({ description: "Input template of JSON, or of quoted text" }),
      })
      .meta({ description: "A template filled from the event" }),
  ])
  .meta({ description: "What is sent" });

/** Of a target on the hub bus. */
export const retryPolicy = z
  .strictObject({
    maximumEventAgeInSeconds: wholeNumber(
      EVENT_AGE_SECONDS.min,
      EVENT_AGE_SECONDS.max,
      "Give up after so many seconds; 86400 when absent",
    ).default(EVENT_AGE_SECONDS.max),
    maximumRetryAttempts: wholeNumber(
      RETRY_ATTEMPTS.min,
      RETRY_ATTEMPTS.max,
      "Attempts after the first; 185 when absent",
    ).default(RETRY_ATTEMPTS.max),
  })
  .prefault({})
  .meta({ description: "How long delivery is tried before the event goes to the dead-letter queue" });

const PEAK = write(`a number above 0 and at most ${formatNumber(MOST_EXPECTED)}, such as 0.5`);

const tenantEvent = z.strictObject({
  description: field.description.optional(),
  eventPattern,
  input,
  httpParameters: z
    .strictObject({
      pathParameterValues: z
        .array(z.string())
        .optional()
        .meta({ description: "Fill the `*` of the endpoint from left to right; text or JSON paths" }),
      headerParameters: z.record(field.headerName, z.string()).optional(),
      queryStringParameters: z.record(z.string(), z.string()).optional(),
    })
    .optional()
    .meta({ description: "Parameters of this event's request: text, or JSON paths into the event" }),
  retryPolicy,
  expectedPeakPerSecond: z
    .number({ error: PEAK })
    .gt(0, { error: PEAK })
    .max(MOST_EXPECTED, { error: PEAK })
    .optional()
    .meta({
      description:
        "Events per second that are expected to match at the busiest time; compared with invocationRateLimitPerSecond",
    }),
});

/** Of a request to a product (API_CreateApiDestination). */
export const HTTP_METHODS = ["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"] as const;

const destination = z.strictObject({
  operation: layering.operation,
  description: field.description.optional(),
  connection: field.id.optional().meta({
    description: "Id of one of the tenant's connections; left out where the tenant has a single one",
  }),
  invocationEndpoint: field.httpsEndpoint,
  httpMethod: z.enum(HTTP_METHODS),
  invocationRateLimitPerSecond: z
    .int({ error: write("a whole number of requests per second") })
    .min(1, { error: write("1 or more requests per second: EventBridge knows no slower rate") })
    .max(LARGEST_INTEGER, { error: write(`at most ${formatNumber(LARGEST_INTEGER)} requests per second`) })
    .meta({ description: "Requests per second; what exceeds it waits" }),
  events: nonEmpty(tenantEvent, write("at least one event, such as order-placed: {...}")).meta({
    description: "Id to what is sent and when; one rule each",
  }),
});

const approvers = z
  .array(field.owner)
  .min(1, { error: write("at least one team or person") })
  .optional();

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
    extends: layering.baseFile,
    namespace: field.namespace,
    environment: field.environmentName,
    organizationId: field.organizationId.optional(),
    account: field.accountId.meta({ description: "Hub account: the central bus and every tenant live there" }),
    region: field.region,
    deploymentRole: field.roleName.meta({
      description: "Role that deploys, of this name in the hub account, every source account and the state account",
    }),
    deployment: deploymentSchema,
    state: z
      .strictObject({
        bucket: field.bucketName,
        account: field.accountId.meta({ description: "Account that owns the state bucket" }),
        region: field.region.optional().meta({ description: "Region of the state bucket; the hub's when absent" }),
        kmsKey: field.kmsKeyArn.meta({ description: "Key that encrypts the state" }),
      })
      .meta({ description: "Where Terraform keeps its state: s3://<bucket>/<environment>/<stack>.tfstate" }),
    archive: z
      .strictObject({
        retentionDays: wholeNumber(1, 3650, "Days that every event is kept for replay"),
      })
      .meta({ description: "Archive of the central bus" }),
    alerts: z
      .strictObject({
        emails: z.array(field.email).default([]).meta({ description: "Subscribers of the alert topic" }),
      })
      .prefault({})
      .meta({ description: "Who hears of trouble" }),
    operators: z
      .strictObject({
        principals: z
          .array(field.principalArn)
          .default([])
          .meta({ description: "Who may take on the role; whom the hub account's IAM policies allow when absent" }),
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
        ).optional(),
      })
      .prefault({})
      .meta({ description: "The function that brings credentials into connections" }),
    quotas: z
      .strictObject({
        rulesPerBus: wholeNumber(1, 100_000, "Rules on the central bus").optional(),
        invocationsPerSecond: wholeNumber(1, 100_000, "Invocations per second of one API destination").optional(),
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
    tags: z.record(field.tagKey, field.tagValue).default({}).meta({ description: "Tags of every resource" }),
  })
  .meta({ title: "hub.yaml", description: "The hub of one environment" });

/** `sources/<alias>.yaml` */
export const sourceSchema = z
  .strictObject({
    extends: layering.baseFile,
    account: field.accountId,
    owner: field.owner,
    description: field.description.optional(),
    publishes: z
      .strictObject({
        sources: z.array(field.source).min(1, { error: write("at least one source") }),
        detailTypes: z
          .array(field.detailType)
          .min(1, { error: write("at least one detail-type, or leave detailTypes out to allow any") })
          .optional(),
      })
      .meta({
        description:
          "What the account may put on the central bus. Sources and detail-types are two sets: a bus policy cannot tie one to the other",
      }),
    forwards: z
      .record(
        field.id,
        z.strictObject({
          bus: field.busName.default("default").meta({ description: "Bus of this account; default when absent" }),
          eventPattern,
        }),
      )
      .default({})
      .meta({ description: "Id to what is forwarded from one of the account's buses; one rule each" }),
  })
  .meta({ title: "sources/<alias>.yaml", description: "An account that publishes events" });

/** `tenants/<id>.yaml` */
export const tenantSchema = z
  .strictObject({
    extends: layering.baseFile,
    preset: layering.preset,
    variables: layering.variables,
    owner: field.owner,
    contact: field.email,
    runbook: field.webPage.meta({ description: "What to do when deliveries fail; named in every alarm" }),
    description: field.description.optional(),
    state: z.enum(TENANT_STATES).default("live").meta({
      description:
        "draft: all is there and its rules are disabled, for what has no credentials yet; live (when absent): its rules are enabled; suspended: they are disabled again",
    }),
    connection: connectionSchema.optional().meta({ description: "The connection of every destination" }),
    connections: nonEmpty(connectionSchema, write("at least one connection, such as eu: {...}"))
      .optional()
      .meta({ description: "Instead of `connection`: id to a connection; every destination names its own" }),
    credentials: z
      .strictObject({
        maxAgeDays: wholeNumber(
          1,
          3650,
          "An alarm asks for new credentials after so many days; 365 when absent",
        ).default(365),
      })
      .prefault({})
      .meta({ description: "How the tenant's credentials are looked after" }),
    destinations: nonEmpty(destination, write("at least one destination, such as orders: {...}")).meta({
      description: "Id to an endpoint of the SaaS product",
    }),
  })
  .refine((tenant) => tenant.connection !== undefined || tenant.connections !== undefined, {
    path: ["connection"],
    error: write("a mapping with authorization, or connections with an id for each where there are several"),
    // Beside an unknown key it would be guessing: that key may be the connection, misspelt.
    when: ({ value, issues }) =>
      typeof value === "object" && value !== null && !issues.some(({ code }) => code === "unrecognized_keys"),
  })
  .meta({
    title: "tenants/<id>.yaml",
    description: "A SaaS product that receives events",
    oneOf: [{ required: ["connection"] }, { required: ["connections"] }],
  });
