/**
 * The language of a preset: what is known of one SaaS product, as data. A tenant's file names the preset and writes only
 * what differs; `catalogue/layers.ts` puts the two together.
 */
import { z } from "zod";
import { write } from "./advice";
import { HTTP_METHODS } from "./destination-schema";
import * as field from "./fields";

const sentence = z.string({ error: write("text") }).min(1, { error: write("text") });

const httpsPage = z
  .string()
  .regex(/^https:\/\/\S+$/, { error: write("the https address of a page") })
  .meta({ description: "https address of a page" });

/** Names of variables: what stands in braces in the texts of a preset. */
const VARIABLE_NAME = /^[a-z][A-Za-z0-9]*$/;

const variable = z.strictObject({
  description: sentence.meta({ description: "What to write, and where the product shows it" }),
  example: sentence.meta({ description: "A value that fits" }),
  pattern: z.string().optional().meta({ description: "Regular expression that the whole value matches" }),
  choices: z.array(sentence).min(2).optional().meta({ description: "The only values there are" }),
});

const operation = z.strictObject({
  description: sentence.meta({ description: "What the request does, as the vendor says it" }),
  invocationEndpoint: sentence.meta({ description: "Endpoint, with {variable} for what differs from user to user" }),
  httpMethod: z.enum(HTTP_METHODS),
  invocationRateLimitPerSecond: z.int().min(1),
  rateLimitReason: sentence.meta({ description: "Why this rate: the vendor's limit, or that none was found" }),
  event: z
    .strictObject({
      input: z.record(z.string(), z.unknown()),
      httpParameters: z
        .strictObject({
          pathParameterValues: z.array(z.string()).optional(),
          headerParameters: z.record(z.string(), z.string()).optional(),
          queryStringParameters: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
      retryPolicy: z.record(z.string(), z.unknown()).optional(),
    })
    .meta({ description: "What each event of the destination starts from" }),
  sampleEvent: z
    .strictObject({
      source: field.source,
      "detail-type": field.detailType,
      detail: z.record(z.string(), z.unknown()),
    })
    .meta({ description: "An event that fits the input" }),
});

const credentialCheck = z.union([
  z.strictObject({
    method: z.enum(["GET", "POST"]),
    url: sentence.meta({ description: "Address that answers whether the credential is good" }),
    succeeds: z
      .strictObject({
        status: z.int().min(200).max(299).optional(),
        field: sentence.optional().meta({ description: "Name of a field of the answer's JSON object" }),
        equals: z.union([z.string(), z.boolean(), z.number()]).optional(),
      })
      .optional()
      .meta({ description: "What a good answer is; any 2xx when absent" }),
    refused: sentence.optional().meta({ description: "What a wrong credential is answered" }),
  }),
  z.strictObject({ none: sentence.meta({ description: "Why there is none" }) }),
]);

/** `catalogue/presets/<id>.yaml` */
export const presetSchema = z
  .strictObject({
    name: sentence.meta({ description: "Name of the product, and of its API where it has several" }),
    vendor: sentence,
    category: z.enum([
      "analytics",
      "chat",
      "commerce",
      "communications",
      "contact-centre",
      "content",
      "crm",
      "data",
      "devtools",
      "documents",
      "email",
      "erp",
      "finance",
      "hr",
      "identity",
      "incident",
      "integration",
      "itsm",
      "marketing",
      "observability",
      "payments",
      "productivity",
      "security",
      "streaming",
      "support",
    ]),
    level: z.enum(["complete", "connect"]).meta({
      description:
        "complete: with payload and sample event; connect: authorization and base URL, the user names the path",
    }),
    description: sentence.meta({ description: "What a tenant with this preset does, one line" }),
    variables: z.record(z.string().regex(VARIABLE_NAME), variable).default({}),
    baseUrl: sentence.meta({ description: "Where the paths of the API begin" }),
    connection: z.strictObject({
      authorization: z.record(z.string(), z.unknown()),
      invocationHttpParameters: z.record(z.string(), z.unknown()).optional(),
    }),
    credential: z.strictObject({
      values: z.record(field.secretKey, sentence).meta({
        description: "Key of the secret to what its value is, word by word, with <...> for what the product gives",
      }),
      steps: z.array(sentence).min(1).meta({ description: "How an operator obtains the credential" }),
      maxAgeDays: z.int().min(1).max(3650).optional().meta({ description: "When the product ends it" }),
    }),
    credentialCheck,
    operations: z.record(field.id, operation).default({}),
    retryAfter: z
      .strictObject({
        header: field.headerName,
        unit: z.enum(["seconds", "milliseconds", "http-date", "epoch-seconds", "epoch-milliseconds"]),
      })
      .optional()
      .meta({ description: "The header that says when to come back" }),
    idempotency: z
      .strictObject({
        in: z.enum(["header", "body", "queryString", "path"]),
        name: sentence,
        value: sentence.meta({ description: "JSON path into the event, such as $.id" }),
        effect: sentence.meta({ description: "What the product does with a second request of the same value" }),
      })
      .optional(),
    traps: z.array(sentence).default([]).meta({ description: "What goes wrong, and is hard to see beforehand" }),
    sources: z
      .array(z.strictObject({ page: httpsPage, read: z.iso.date(), proves: z.array(sentence).min(1) }))
      .min(1)
      .meta({ description: "The vendor's pages whose text was read, and the facts that stand there" }),
    unconfirmed: z.record(sentence, sentence).default({}).meta({ description: "Fact to why it is not confirmed" }),
  })
  .superRefine((preset, context) => {
    for (const [path, message] of contradictions(preset)) {
      context.addIssue({ code: "custom", path: [...path], message: write(message) });
    }
  })
  .meta({ title: "presets/<id>.yaml", description: "What is known of one SaaS product" });

/** A preset with its defaults. */
export type Preset = z.output<typeof presetSchema>;

/**
 * What a preset claims, by the names under which `sources` and `unconfirmed` speak of it: `authorization`, `baseUrl`,
 * `credential`, `credentialCheck`, `retryAfter`, `idempotency`, `traps`, and `<operation>.endpoint`, `.payload` and
 * `.rateLimit`.
 */
function presetFacts(
  preset: Pick<Preset, "operations" | "retryAfter" | "idempotency" | "traps" | "credentialCheck">,
): readonly string[] {
  return [
    "authorization",
    "baseUrl",
    "credential",
    ...("none" in preset.credentialCheck ? [] : ["credentialCheck"]),
    ...Object.keys(preset.operations).flatMap((id) => [`${id}.endpoint`, `${id}.payload`, `${id}.rateLimit`]),
    ...(preset.retryAfter === undefined ? [] : ["retryAfter"]),
    ...(preset.idempotency === undefined ? [] : ["idempotency"]),
    ...(preset.traps.length === 0 ? [] : ["traps"]),
  ];
}

/** What the fields of a preset say against each other. */
function* contradictions(preset: Preset): Iterable<readonly [path: readonly PropertyKey[], instead: string]> {
  const complete = Object.keys(preset.operations).length > 0;
  if (complete !== (preset.level === "complete")) {
    yield [["level"], complete ? "complete, since there are operations" : "connect, or at least one operation"];
  }
  const facts = new Set(presetFacts(preset));
  const proven = new Set(preset.sources.flatMap(({ proves }) => proves));
  for (const fact of facts) {
    const claims = Number(proven.has(fact)) + Number(fact in preset.unconfirmed);
    if (claims === 0) yield [["sources"], `a page that proves ${fact}, or ${fact} under unconfirmed`];
    if (claims === 2) yield [["unconfirmed", fact], `${fact} once: either a page proves it, or it is unconfirmed`];
  }
  for (const fact of [...proven, ...Object.keys(preset.unconfirmed)]) {
    if (!facts.has(fact)) yield [["sources"], `one of ${[...facts].join(", ")} for ${fact}`];
  }
  for (const [name, { example, pattern, choices }] of Object.entries(preset.variables)) {
    if (choices?.includes(example) === false) yield [["variables", name, "example"], "one of the choices"];
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(example)) {
      yield [["variables", name, "example"], "an example that matches the pattern"];
    }
  }
}
