import { parseEvent } from "#simulator/routing";
import type { LocalHub } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import { readInputFile } from "../cli/input/input-file";

/**
 * Puts the event of a file on a local hub's bus, as the account that the event names and over AWS's wire protocol. AWS's
 * SDK would send the same, and takes longer to load than the hub to answer.
 *
 * @returns the account
 * @throws CommandFailure when the file is not there
 */
export async function putEvent(file: string, { url }: LocalHub, { buses }: Topology): Promise<string> {
  const { source, detailType, detail, resources, account } = parseEvent(readInputFile(file));
  const bus = buses.find(({ origin }) => origin === "declared");
  const sender = account ?? bus?.account ?? "";
  const entry = {
    EventBusName: bus?.arn ?? "default",
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
    Resources: resources,
  };
  await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSEvents.PutEvents",
      "x-hub-account-id": sender,
    },
    body: JSON.stringify({ Entries: [entry] }),
  });
  return sender;
}
