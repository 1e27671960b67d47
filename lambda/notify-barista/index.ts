/** `Order Placed` of a coffee: shows it on the screen of the shop's bar, by the topic `<prefix>/<shopId>/queue`. */
import { Logger } from "@aws-lambda-powertools/logger";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { readEvent } from "../read-event";

const settings = z.object({ TOPIC_PREFIX: z.string() }).parse(process.env);

const logger = new Logger({ serviceName: "notify-barista" });
const topics = new IoTDataPlaneClient();

/** No caller may write into another topic by an id: neither levels (`/`) nor wildcards (`+`, `#`). */
const idSchema = z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));
const textSchema = z.string().check(z.maxLength(100));

const eventSchema = z.object({
  id: z.string(),
  time: z.string(),
  detail: z.object({
    orderId: idSchema,
    shopId: idSchema,
    drink: textSchema,
    size: z.enum(["SMALL", "MEDIUM", "LARGE"]),
    extras: z._default(z.array(textSchema).check(z.maxLength(10)), []),
  }),
});

/** @throws Error for an event that is no order; IoT's errors as they come, so that Lambda tries again */
export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  const { id: eventId, time, detail } = readEvent(eventSchema, event);
  // Not who ordered: the bar needs the drink, and its screen is seen by everybody.
  const { orderId, shopId, drink, size, extras } = detail;
  await topics.send(
    new PublishCommand({
      topic: `${settings.TOPIC_PREFIX}/${shopId}/queue`,
      qos: 1,
      contentType: "application/json",
      payload: Buffer.from(JSON.stringify({ eventId, orderId, drink, size, extras, orderedAt: time })),
    }),
  );
  logger.info("barista notified", { eventId, orderId, shopId });
}
