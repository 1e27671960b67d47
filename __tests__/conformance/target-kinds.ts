/** Every kind of target that rules of this project send to, and what each room that knows target kinds makes of it. */
import type { Delivery } from "#simulator/routing";
import type { RuleTarget } from "../../constructs/rule-targets";
import type { RunningHub } from "../simulator/local/running-hub";
import { CENTRAL_BUS, HUB, SHOP_BUS } from "./emitted-environment";

/** One kind of target, as each room is to show it. */
export interface TargetCase {
  /** The stack whose rule has such a target, and the bus that this rule listens on. */
  readonly stack: string;
  readonly bus: string;
  /** The emitted target, in part. */
  readonly emitted: object;
  /** What lets EventBridge in, by type of resource. */
  readonly letIn: string;
  readonly readBack: object;
  /** What `hub list` calls it. */
  readonly route: string;
  /** What `simulate` shows, in part. */
  readonly simulated: { readonly [K in keyof Delivery]?: unknown };
  /** What arrived on a local hub on which {@link event} was put; undefined when nothing did. */
  readonly arrived: (running: RunningHub) => unknown;
}

const SHADOW_QUEUE = `arn:aws:sqs:eu-central-1:${HUB}:acme-test-invoicing_invoices_order-placed_shadow`;

/** Put by the shop on each kind's bus. */
export const event = { source: "com.acme.shop", "detail-type": "Order Placed", detail: { orderId: "7" } };

export const TARGET_KINDS = {
  apiDestination: {
    stack: "tenant-crm",
    bus: CENTRAL_BUS,
    emitted: { arn: expect.stringContaining("aws_cloudwatch_event_api_destination") as string, input_path: "$.detail" },
    letIn: "aws_iam_role_policy",
    readBack: {
      kind: "apiDestination",
      apiDestination: expect.objectContaining({
        endpoint: "https://crm.example.com/orders",
        httpMethod: "POST",
      }) as object,
    },
    route: "POST https://crm.example.com/orders",
    simulated: {
      destination: "acme-test-crm_orders",
      request: expect.objectContaining({
        method: "POST",
        url: "https://crm.example.com/orders",
        body: '{"orderId":"7"}',
      }) as object,
      rateLimitPerSecond: 300,
      input: null,
      notDelivered: null,
    },
    arrived: async ({ hub }) => (await hub.recorder.requests()).find(({ body }) => body === '{"orderId":"7"}'),
  },
  eventBus: {
    stack: "source-shop",
    bus: SHOP_BUS,
    emitted: { arn: CENTRAL_BUS },
    letIn: "aws_iam_role_policy",
    readBack: { kind: "eventBus", busArn: CENTRAL_BUS },
    route: `bus acme-test-central of ${HUB}`,
    simulated: {
      destination: CENTRAL_BUS,
      request: null,
      rateLimitPerSecond: null,
      forwardedTo: CENTRAL_BUS,
      notDelivered: null,
    },
    arrived: ({ reports }) => reports.find((report) => report.kind === "accepted" && report.bus === CENTRAL_BUS),
  },
  queue: {
    stack: "tenant-invoicing",
    bus: CENTRAL_BUS,
    emitted: { arn: expect.stringContaining("aws_sqs_queue") as string, input_path: "$.detail" },
    letIn: "aws_sqs_queue",
    readBack: { kind: "queue", queueArn: SHADOW_QUEUE },
    route:
      "queue acme-test-invoicing_invoices_order-placed_shadow, in the place of PUT https://billing.example.com/orders/*/invoice",
    simulated: {
      destination: SHADOW_QUEUE,
      request: null,
      rateLimitPerSecond: null,
      input: '{"orderId":"7"}',
      notDelivered: null,
      shadowOf: expect.objectContaining({
        destination: "acme-test-invoicing_invoices",
        request: expect.objectContaining({
          method: "PUT",
          url: "https://billing.example.com/orders/7/invoice?draft=true",
          headers: expect.objectContaining({ "X-Event-Id": expect.any(String) as string }) as object,
          body: '{"orderId":"7"}',
        }) as object,
      }) as object,
    },
    arrived: ({ hub }) => hub.queues.letters(SHADOW_QUEUE).find(({ body }) => body === '{"orderId":"7"}'),
  },
  function: {
    stack: "functions-orders",
    bus: CENTRAL_BUS,
    emitted: { arn: expect.stringContaining("aws_lambda_function") as string },
    letIn: "aws_lambda_permission",
    readBack: {
      kind: "function",
      functionArn: `arn:aws:lambda:eu-central-1:${HUB}:function:acme-test_orders_tell-customer`,
    },
    route: "function acme-test_orders_tell-customer",
    simulated: {
      destination: `arn:aws:lambda:eu-central-1:${HUB}:function:acme-test_orders_tell-customer`,
      request: null,
      rateLimitPerSecond: null,
      input: expect.stringContaining('"detail":{"orderId":"7"}') as string,
      notDelivered: null,
    },
    arrived: ({ reports }) =>
      reports.find((report) => report.kind === "invocation" && report.outcome.kind === "succeeded"),
  },
} satisfies Record<RuleTarget["kind"], TargetCase>;
