import type { LocalHub } from "#simulator/local";
import type { PutEvent } from "#simulator/routing";
import type { Topology } from "#simulator/topology";

/** What became of the call. */
export interface Put {
  /** The account that made it. */
  readonly account: string;
  /** The id that the event got; undefined where the bus refused it. */
  readonly id: string | undefined;
}

/**
 * Puts an event on a local hub's bus, over AWS's wire protocol. AWS's SDK would send the same, and takes longer to load
 * than the hub to answer.
 *
 * @param account that puts it; the event's own, else that of the bus, when undefined
 */
export async function putEvent(
  event: PutEvent,
  account: string | undefined,
  { url }: LocalHub,
  { buses }: Topology,
): Promise<Put> {
  const { source, detailType, detailText, resources, time } = event;
  const bus = buses.find(({ origin }) => origin === "declared");
  const sender = account ?? event.account ?? bus?.account ?? "";
  const entry = {
    EventBusName: bus?.arn ?? "default",
    Source: source,
    DetailType: detailType,
    Detail: detailText,
    Resources: resources,
    // To the second, as AWS's SDKs send it.
    ...(time === undefined ? {} : { Time: Math.floor(Date.parse(time) / 1_000) }),
  };
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSEvents.PutEvents",
      "x-hub-account-id": sender,
    },
    body: JSON.stringify({ Entries: [entry] }),
  });
  const { Entries = [] } = (await answer.json()) as { readonly Entries?: readonly { readonly EventId?: string }[] };
  return { account: sender, id: Entries[0]?.EventId };
}
