/** `Order Placed` of a coffee: tells the customer's app, by the topic `<prefix>/<customerId>/orders`, that it was received. */
import { Logger } from "@aws-lambda-powertools/logger";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { readEvent } from "../read-event";

const settings = z.object({ TOPIC_PREFIX: z.string() }).parse(process.env);

const logger = new Logger({ serviceName: "notify-customer" });
const topics = new IoTDataPlaneClient();

/** No caller may write into another topic by an id: neither levels (`/`) nor wildcards (`+`, `#`). */
const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));

const eventSchema = z.object({
  id: z.string(),
  time: z.string(),
  detail: z.object({ orderId: idSchema, customerId: idSchema, drink: z.string().check(z.maxLength(100)) }),
});

/** @throws Error for an event that is no order; IoT's errors as they come, so that Lambda tries again */
export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { id: eventId, time, detail } = readEvent(eventSchema, event);
  const { orderId, customerId, drink } = detail;
  await topics.send(
    new PublishCommand({
      topic: `${settings.TOPIC_PREFIX}/${customerId}/orders`,
      qos: 1,
      contentType: "application/json",
      payload: Buffer.from(JSON.stringify({ eventId, orderId, status: "RECEIVED", drink, since: time })),
    }),
  );
  logger.info("customer notified", { eventId, orderId });
}
