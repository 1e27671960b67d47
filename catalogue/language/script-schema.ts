/**
 * The language of scripts: what is done to a hub, and what is expected to come of it. `demo/steps.yaml` of an example and
 * the contract tests of an environment are written in it. What is not expected must not happen: a step that names no
 * requests expects none.
 */
import { z } from "zod";
import { write } from "./advice";

const text = (description: string) => z.string({ error: write(description) }).min(1);
const whole = (min: number, max: number) => {
  const error = write(`a whole number from ${min} to ${max}`);
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const event = z
  .strictObject({
    type: z.literal("event"),
    file: text("an event's file in the environment's folder, such as events/order-placed.json")
      .optional()
      .meta({ description: "File of the event, from the environment's folder" }),
    event: z
      .record(z.string(), z.json(), { error: write("an event: source, detail-type and detail") })
      .optional()
      .meta({ description: "The event itself: source, detail-type, detail; id and time where they matter" }),
    account: text("the alias of a file in sources/, or an account's 12 digits in quotes").optional().meta({
      description:
        "Who puts it: a source's alias or an account id; the event's own account, else the hub's, when absent",
    }),
  })
  .refine(({ file, event: inline }) => (file === undefined) !== (inline === undefined), {
    error: write("either file or event, such as file: events/order-placed.json"),
  });

const productAnswers = z.strictObject({
  type: z.literal("productAnswers"),
  destination: text("the destination that is meant").meta({
    description:
      "Its id in the tenant's file; in a demo the name of the API destination, such as acme-crm-hubspot_contacts",
  }),
  status: whole(200, 599).default(503).meta({ description: "HTTP status code" }),
  retryAfter: z
    .union([whole(0, 86_400), z.string().regex(/^[\t\x20-\x7e]+$/)], {
      error: write("seconds, such as 30, or an HTTP date in quotes"),
    })
    .optional()
    .meta({ description: "The header Retry-After" }),
  times: whole(1, 1_000).default(1).meta({ description: "So many of the next requests are answered so" }),
});

const wait = z.strictObject({ type: z.literal("wait"), seconds: whole(1, 86_400) });

const demoAction = z.discriminatedUnion("type", [
  event,
  z.strictObject({
    type: z.literal("request"),
    api: text("the name of a file in ingress/, such as users"),
    method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
    path: z.string().regex(/^\//, { error: write("a path, such as /user") }),
    token: z
      .enum(["valid", "none", "forged", "expired", "without-scope"])
      .default("valid")
      .meta({ description: "The bearer token that is sent to a route that asks for one" }),
    body: z.json().optional().meta({ description: "Sent as JSON" }),
    text: z.string().optional().meta({ description: "Sent as it is" }),
    textLength: whole(1, 20_000_000).optional().meta({ description: "So many letters are sent" }),
  }),
  productAnswers,
  z.strictObject({ type: z.literal("eventBridgeDown"), times: whole(1, 1_000).default(1) }),
  z.strictObject({
    type: z.literal("schedule"),
    function: text("<file in functions/>/<id of a function>, such as user-signup/publish-pending"),
  }),
  wait,
  z.strictObject({
    type: z.literal("addFiles"),
    folder: text("a folder in demo/ whose files are added to the example, such as second-consumer"),
  }),
]);

const testAction = z.discriminatedUnion("type", [event, productAnswers, wait]);

const delivery = () =>
  text("<destination>/<event> of the tenant's file, such as messages/order-placed").meta({
    description: "<destination>/<event> of the tenant's file; in a demo <tenant>/<destination>/<event>",
  });

const request = z.strictObject({
  delivery: delivery().optional(),
  kind: z.enum(["invocation", "token"]).default("invocation").meta({ description: "token: for an access token" }),
  method: z.string({ error: write("an HTTP method, such as POST") }),
  url: z.string({ error: write("a URL with its query") }),
  headers: z
    .record(z.string(), z.string({ error: write("text") }))
    .default({})
    .meta({
      description: "All but those that EventBridge puts into every request; credentials are ..., or Bearer ...",
    }),
  body: z
    .json()
    .optional()
    .meta({ description: "Parsed JSON, or the text of what is none; none when absent, and any for a token call" }),
  answer: z.int().default(200).meta({ description: "The status code that the product answers" }),
  times: whole(1, 1_000).default(1).meta({ description: "So many requests that are the same" }),
});

const unmatched = z.strictObject({
  delivery: delivery(),
  reason: z
    .string()
    .optional()
    .meta({ description: "Why it does not match, as ./hub simulate says it; any when absent" }),
});

const deadLetter = z.strictObject({
  delivery: delivery().optional(),
  queue: z.string().optional().meta({ description: "Name of the queue" }),
  code: z.string({ error: write("an error code, such as ERROR_FROM_TARGET") }),
  message: z.string().optional().meta({ description: "Any when absent" }),
});

const refused = z.union([z.literal(true), z.string().min(1)], {
  error: write("true, or the reason as ./hub simulate says it"),
});

/** What a script for contract tests can expect. */
const ofEvents = {
  refused: refused
    .optional()
    .meta({ description: "The bus policy refuses the event: true, or the reason as ./hub simulate says it" }),
  unmatched: z
    .array(unmatched, { error: write("a list of deliveries, such as - delivery: messages/order-placed") })
    .default([])
    .meta({ description: "Deliveries whose patterns the event does not match" }),
  requests: z
    .array(request, { error: write("a list of requests, each with method and url") })
    .default([])
    .meta({ description: "Every request that goes out, in any order" }),
  deadLetters: z
    .array(deadLetter, { error: write("a list of dead letters, each with a code") })
    .default([])
    .meta({ description: "Every event that is given up, in any order" }),
};

const testExpectation = z.strictObject(ofEvents);

const expectation = z.strictObject({
  answer: z.strictObject({ status: z.int(), body: z.json().optional() }).optional(),
  ...ofEvents,
  published: z
    .array(z.strictObject({ topic: z.string(), payload: z.json() }))
    .default([])
    .meta({ description: "Every message to IoT Core, in any order" }),
  items: z
    .record(z.string(), z.array(z.json()))
    .default({})
    .meta({ description: "<file in functions/>/<id of a table> to everything that the table holds then" }),
  stacks: z
    .strictObject({ added: z.array(z.string()), changed: z.array(z.string()) })
    .optional()
    .meta({ description: "What files that were added did to the stacks; all others are the same, byte for byte" }),
});

const demoStep = z.strictObject({
  say: text("a sentence on what this step shows"),
  do: demoAction,
  expect: expectation.prefault({}),
});

const testStep = z.strictObject({
  say: text("a sentence on what this step shows").optional(),
  do: testAction,
  expect: testExpectation.optional(),
});

const stepsOf = <S extends z.ZodType>(step: S) =>
  z
    .array(step, { error: write("a list of steps, each with do and expect") })
    .min(1, { error: write("at least one step") });

/** `demo/steps.yaml` */
export const demoSchema = z
  .strictObject({
    title: text("a line that tells the example from others"),
    steps: stepsOf(demoStep),
  })
  .meta({ title: "demo/steps.yaml", description: "What a demo shows of an example" });

/** `tests/<tenant>/<name>.yaml` */
export const testSchema = z
  .strictObject({
    title: text("a line that says what the test proves").meta({ description: "What the test proves" }),
    steps: stepsOf(testStep).meta({
      description: "Played one after the other: offline, or on the local hub where a step is no event",
    }),
  })
  .meta({ title: "tests/<tenant>/<name>.yaml", description: "A contract test of a tenant" });

export type DemoScript = z.output<typeof demoSchema>;
export type TestScript = z.output<typeof testSchema>;
export type TestStep = z.output<typeof testStep>;
export type Action = z.output<typeof demoAction>;
export type EventAction = z.output<typeof event>;
export type Expectation = z.output<typeof expectation>;
export type ExpectedRequest = z.output<typeof request>;
export type ExpectedLetter = z.output<typeof deadLetter>;
