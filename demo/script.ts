/**
 * The language of `demo/steps.yaml`: what a demo does to an example, and what is expected to come of it. What is not
 * expected must not happen: a step that names no requests expects none.
 */
import { z } from "zod";
import { write } from "../catalogue/language/advice";

const text = (description: string) => z.string({ error: write(description) }).min(1);
const whole = (min: number, max: number) => {
  const error = write(`a whole number from ${min} to ${max}`);
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const action = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("event"),
    file: text("an event's file in the example's folder, such as events/order-placed.json"),
  }),
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
  z.strictObject({
    type: z.literal("productDown"),
    destination: text("the name of an API destination, such as acme-crm-hubspot_contacts"),
    status: whole(400, 599).default(503),
    times: whole(1, 1_000).default(1),
  }),
  z.strictObject({ type: z.literal("eventBridgeDown"), times: whole(1, 1_000).default(1) }),
  z.strictObject({
    type: z.literal("schedule"),
    function: text("<file in functions/>/<id of a function>, such as user-signup/publish-pending"),
  }),
  z.strictObject({ type: z.literal("wait"), seconds: whole(1, 60) }),
  z.strictObject({
    type: z.literal("addFiles"),
    folder: text("a folder in demo/ whose files are added to the example, such as second-consumer"),
  }),
]);

const request = z.strictObject({
  kind: z.enum(["invocation", "token"]).default("invocation"),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).default({}).meta({ description: "Among others" }),
  body: z.json().optional().meta({ description: "Parsed JSON, or the text of what is none; any body when absent" }),
  answer: z.int().default(200),
});

const expectation = z.strictObject({
  answer: z.strictObject({ status: z.int(), body: z.json().optional() }).optional(),
  requests: z.array(request).default([]).meta({ description: "Every request that went out, in any order" }),
  published: z
    .array(z.strictObject({ topic: z.string(), payload: z.json() }))
    .default([])
    .meta({ description: "Every message to IoT Core, in any order" }),
  deadLetters: z
    .array(z.strictObject({ queue: z.string(), code: z.string(), message: z.string().optional() }))
    .default([]),
  items: z
    .record(z.string(), z.array(z.json()))
    .default({})
    .meta({ description: "<file in functions/>/<id of a table> to everything that the table holds then" }),
  stacks: z
    .strictObject({ added: z.array(z.string()), changed: z.array(z.string()) })
    .optional()
    .meta({ description: "What files that were added did to the stacks; all others are the same, byte for byte" }),
});

const step = z.strictObject({
  say: text("a sentence on what this step shows"),
  do: action,
  expect: expectation.prefault({}),
});

export const scriptSchema = z
  .strictObject({
    title: text("a line that tells the example from others"),
    steps: z.array(step).min(1, { error: write("at least one step") }),
  })
  .meta({ title: "demo/steps.yaml", description: "What a demo shows of an example" });

export type Script = z.output<typeof scriptSchema>;
export type Step = z.output<typeof step>;
export type Action = z.output<typeof action>;
export type Expectation = z.output<typeof expectation>;
export type ExpectedRequest = z.output<typeof request>;
