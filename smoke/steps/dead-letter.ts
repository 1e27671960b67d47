import { GetQueueUrlCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { deliveryNames, hubNames } from "../../catalogue/names";
import type { SmokeContext } from "../context";
import { DETAIL_TYPES, SOURCES, TENANTS } from "../environment/files";
import { newMarker, putEvent } from "../events";
import { until } from "../until";
import { failed, passed, type Step } from "./step";

export const deadLetter: Step = {
  sentence: "An event that the endpoint refuses with 403 is in its dead-letter queue",
  needs: ["good-credentials"],
  run: async (context) => {
    const { eventBridge, by, patience } = await context.deliveries();
    const { bus } = hubNames(context.emitted().environment.hub);
    const marker = newMarker(context, "refused");
    const event = { bus, source: SOURCES.direct, detailType: DETAIL_TYPES.refused, marker };
    const refusal = await putEvent(eventBridge, event);
    if (refusal !== undefined) return failed(refusal);
    const letter = await until(() => letterWith(context, marker), {
      seconds: patience,
      interruption: context.interruption,
    });
    if (letter === undefined) return failed(`no dead letter came within ${patience} s`);
    return passed(by, ...Object.entries(letter).map(([name, value]) => `${name}: ${value}`));
  },
};

/** The attributes of a dead letter that stays where it is. */
async function letterWith(
  context: SmokeContext,
  marker: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { sqs } = await context.deliveries();
  const { deadLetterQueue } = deliveryNames(context.emitted().environment.hub, TENANTS.key, "refused", "refused");
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: deadLetterQueue }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ["All"],
      // The alarm counts what can be received.
      VisibilityTimeout: 0,
      WaitTimeSeconds: 1,
    }),
  );
  const found = Messages.find(({ Body = "" }) => Body.includes(marker));
  if (found === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(found.MessageAttributes ?? {}).map(([name, { StringValue = "" }]) => [name, StringValue]),
  );
}
