/** The part of a tenant's file that says what is sent where; see schema.ts. */
import { z } from "zod";
import { write } from "./advice";
import { httpsEndpoint } from "./endpoint-field";
import * as field from "./fields";
import { operation } from "./layering-fields";
import { eventPattern, nonEmpty, retryPolicy, wholeNumber } from "./pieces";
import { TENANT_STATES } from "../tenant-state";
import { formatNumber } from "../wording";
import { MOST_EXPECTED, SECONDS_A_DAY } from "../../aws/expected-peak";
import { INPUT_PATH_CHARACTERS, INPUT_PATHS, INPUT_TEMPLATE_CHARACTERS, LARGEST_INTEGER } from "../../aws/limits";

/** A template looks like YAML's own mapping. */
function templateAdvice({ input }: { readonly input?: unknown }): string {
  if (typeof input !== "object" || input === null) return write("text");
  return write("template: | and the JSON in the lines below it, since a template is text");
}

const INPUT_FORM = { description: "What is sent" };

const input = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("event").meta(INPUT_FORM) }).meta({ description: "The whole event" }),
    z
      .strictObject({
        type: z.literal("path").meta(INPUT_FORM),
        path: z.string().meta({
          description: "JSON path of the part",
          examples: ["$.detail"],
          limits: `a JSON path of at most ${INPUT_PATH_CHARACTERS} characters`,
          aws: "eventbridge.Target.InputPath",
        }),
      })
      .meta({ description: "A part of the event" }),
    z
      .strictObject({
        type: z.literal("constant").meta(INPUT_FORM),
        constant: z.json().meta({
          description: "What is sent, as it stands",
          examples: [{ text: "An order was placed" }],
          limits: `any JSON of at most ${formatNumber(INPUT_TEMPLATE_CHARACTERS)} characters`,
          aws: "eventbridge.Target.Input",
        }),
      })
      .meta({ description: "The same JSON for every event" }),
    z
      .strictObject({
        type: z.literal("transformer").meta(INPUT_FORM),
        paths: z
          .record(z.string(), z.string())
          .optional()
          .meta({
            description: "Name to JSON path; the template uses it as `<name>`",
            examples: [{ id: "$.detail.orderId" }],
            limits: `at most ${INPUT_PATHS} paths of at most ${INPUT_PATH_CHARACTERS} characters`,
            aws: "eventbridge.InputTransformer.InputPathsMap",
          }),
        template: z.string({ error: templateAdvice }).meta({
          description: "Input template of JSON, or of quoted text. After `template: |` its lines stand as they are",
          examples: ['{ "text": "Order <id> was placed" }\n'],
          limits: `text of at most ${formatNumber(INPUT_TEMPLATE_CHARACTERS)} characters`,
          aws: "eventbridge.InputTransformer.InputTemplate",
        }),
      })
      .meta({ description: "A template filled from the event" }),
  ])
  .meta({ description: "What is sent", examples: [{ type: "event" }] });

const PEAK = write(`a number above 0 and at most ${formatNumber(MOST_EXPECTED)}, such as 0.5`);

const BODY = "leave it out, and write the field into the input, which makes the body";

const tenantEvent = z
  .strictObject({
    description: field.description.optional().meta({ aws: "eventbridge.PutRuleRequest.Description" }),
    eventPattern,
    input,
    httpParameters: z
      .strictObject({
        pathParameterValues: z
          .array(z.string())
          .optional()
          .meta({
            description: "Fill the `*` of the endpoint from left to right; text or JSON paths",
            examples: [["$.detail.orderId"]],
            aws: "eventbridge.HttpParameters.PathParameterValues",
          }),
        headerParameters: z
          .record(field.headerName, z.string())
          .optional()
          .meta({
            description: "Name of a header to its value; text or JSON paths",
            examples: [{ "X-Event-Id": "$.id" }],
            aws: "eventbridge.HttpParameters.HeaderParameters",
          }),
        queryStringParameters: z
          .record(z.string(), z.string())
          .optional()
          .meta({
            description: "Name of a query string parameter to its value; text or JSON paths",
            examples: [{ expand: "all" }],
            aws: "eventbridge.HttpParameters.QueryStringParameters",
          }),
      })
      .meta({ elsewhere: { bodyParameters: BODY, body: BODY } })
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
        examples: [0.5],
        limits: `a number above 0 and at most ${formatNumber(MOST_EXPECTED)}`,
      }),
    expectedPerDay: wholeNumber(
      1,
      MOST_EXPECTED * SECONDS_A_DAY,
      "Events that are expected to match on a busy day; with expectedPeakPerSecond and the rate they tell how long events wait",
      20_000,
    ).optional(),
  })
  .meta({ description: "What is sent, and for which events" });

/** Of a request to a product (API_CreateApiDestination). */
export const HTTP_METHODS = ["POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"] as const;

/** What a tenant's file says of one destination. */
export const destination = z
  .strictObject({
    operation,
    description: field.description.optional().meta({ aws: "eventbridge.CreateApiDestinationRequest.Description" }),
    connection: field.id.optional().meta({
      description: "Id of one of the tenant's connections; left out where the tenant has a single one",
      examples: ["eu"],
      aws: "eventbridge.CreateApiDestinationRequest.ConnectionArn",
    }),
    state: z
      .enum(TENANT_STATES)
      .optional()
      .meta({
        description: "State of this destination, in the words of the tenant's; that of the tenant when left out",
        examples: ["draft"],
        aws: "eventbridge.PutRuleRequest.State",
      }),
    invocationEndpoint: httpsEndpoint.meta({ aws: "eventbridge.CreateApiDestinationRequest.InvocationEndpoint" }),
    httpMethod: z
      .enum(HTTP_METHODS)
      .meta({ description: "HTTP method", aws: "eventbridge.CreateApiDestinationRequest.HttpMethod" }),
    invocationRateLimitPerSecond: z
      .int({ error: write("a whole number of requests per second") })
      .min(1, { error: write("1 or more requests per second: EventBridge knows no slower rate") })
      .max(LARGEST_INTEGER, { error: write(`at most ${formatNumber(LARGEST_INTEGER)} requests per second`) })
      .meta({
        description: "Requests per second; what exceeds it waits",
        examples: [5],
        aws: "eventbridge.CreateApiDestinationRequest.InvocationRateLimitPerSecond",
      }),
    events: nonEmpty(tenantEvent, write("at least one event, such as order-placed: {...}"), "order-placed").meta({
      description: "Id to what is sent and when; one rule each",
    }),
  })
  .meta({ description: "An endpoint of the SaaS product" });
