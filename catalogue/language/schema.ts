/**
 * The language of an environment's files, in zod: hub-schema.ts, functions-schema.ts, ingress-schema.ts, audit-schema.ts
 * and, here, sources and tenants. From it come the checks of single files, the TypeScript types, the JSON Schemas that
 * editors use and docs/catalogue.md. Names are AWS's own, so that a field can be looked up in its documentation.
 *
 * Of each field, `meta` says what it means (`description`), what it may be (`limits`, where the schema does not tell it in
 * words), `examples`, its name in AWS's API (`aws`), and of a mapping by id the id of the example (`entry`).
 */
import { z } from "zod";
import { write } from "./advice";
import { connectionSchema } from "./connection-schema";
import { destination } from "./destination-schema";
import * as field from "./fields";
import * as layering from "./layering-fields";
import { eventPattern, nonEmpty, wholeNumber } from "./pieces";
import { TENANT_STATES } from "../tenant-state";

/** `sources/<alias>.yaml` */
export const sourceSchema = z
  .strictObject({
    extends: layering.baseFile,
    account: field.accountId,
    owner: field.owner,
    description: field.description.optional(),
    publishes: z
      .strictObject({
        sources: z
          .array(field.source)
          .min(1, { error: write("at least one source") })
          .meta({ description: "Values of `source` that it may put", examples: [["com.acme.shop.orders"]] }),
        detailTypes: z
          .array(field.detailType)
          .min(1, { error: write("at least one detail-type, or leave detailTypes out to allow any") })
          .optional()
          .meta({
            description: "Values of `detail-type` that it may put; any when absent",
            examples: [["Order Placed", "Order Cancelled"]],
          }),
      })
      .meta({
        description:
          "What the account may put on the central bus. Sources and detail-types are two sets: a bus policy cannot tie one to the other",
      }),
    forwards: z
      .record(
        field.id,
        z
          .strictObject({
            bus: field.busName.default("default").meta({
              description: "Bus of this account",
              examples: ["shop"],
              aws: "eventbridge.PutRuleRequest.EventBusName",
            }),
            eventPattern,
          })
          .meta({ description: "Events of a bus of the account that are forwarded to the central bus" }),
      )
      .default({})
      .meta({ description: "Id to what is forwarded from one of the account's buses; one rule each", entry: "orders" }),
  })
  .meta({ title: "sources/<alias>.yaml", description: "An account that publishes events" });

/** `tenants/<id>.yaml` */
export const tenantSchema = z
  .strictObject({
    extends: layering.baseFile,
    preset: layering.preset,
    variables: layering.variables,
    owner: field.owner,
    contact: field.email.meta({ description: "E-mail address of the owners; named in every alarm" }),
    runbook: field.webPage.meta({ description: "What to do when deliveries fail; named in every alarm" }),
    description: field.description.optional(),
    state: z.enum(TENANT_STATES).default("live").meta({
      description:
        "draft: all is there and its rules are disabled, for what has no credentials yet; shadow: its rules are enabled and send to queues of the hub in the place of the product; live: its rules send to the product; suspended: they are disabled again",
      aws: "eventbridge.PutRuleRequest.State",
    }),
    connection: connectionSchema.optional().meta({ description: "The connection of every destination" }),
    connections: nonEmpty(connectionSchema, write("at least one connection, such as eu: {...}"), "eu")
      .optional()
      .meta({ description: "Instead of `connection`: id to a connection; every destination names its own" }),
    credentials: z
      .strictObject({
        maxAgeDays: wholeNumber(1, 3650, "An alarm asks for new credentials after so many days", 90).default(365),
      })
      .prefault({})
      .meta({ description: "How the tenant's credentials are looked after" }),
    destinations: nonEmpty(destination, write("at least one destination, such as orders: {...}"), "orders").meta({
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
