/** The dead letters of tenant `key`, left where they are. */
import { GetQueueUrlCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { deliveryNames } from "../catalogue/names";
import type { SmokeContext } from "./context";
import { TENANTS } from "./environment/files";

/** A dead letter. */
export interface DeadLetter {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The dead letter of an event. @param event its destination and its id in the tenant's file */
export async function deadLetterWith(
  context: SmokeContext,
  { destination, id }: { readonly destination: string; readonly id: string },
  marker: string,
): Promise<DeadLetter | undefined> {
  const { sqs } = await context.deliveries();
  const { deadLetterQueue } = deliveryNames(context.emitted().environment.hub, TENANTS.key, destination, id);
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
  const attributes = Object.entries(found.MessageAttributes ?? {});
  return {
    body: found.Body ?? "",
    attributes: Object.fromEntries(attributes.map(([name, { StringValue = "" }]) => [name, StringValue])),
  };
}
