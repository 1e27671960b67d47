import { readFileSync } from "node:fs";
import { NotAnEventError, parseEvent, type PutEvent } from "#simulator/routing";
import type { LocalHub } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import { DemoError } from "./failure";

/**
 * Puts the event of a file on a local hub's bus, as the account that the event names and over AWS's wire protocol. AWS's
 * SDK would send the same, and takes longer to load than the hub to answer.
 *
 * @returns the account
 * @throws DemoError when the file is not there, or holds no event
 */
export async function putEvent(file: string, { url }: LocalHub, { buses }: Topology): Promise<string> {
  const { source, detailType, detail, resources, account } = eventOf(file);
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

function eventOf(file: string): PutEvent {
  try {
    return parseEvent(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof NotAnEventError) throw new DemoError(`${file} ${error.message}`);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new DemoError(code === "ENOENT" ? `${file}: no such file` : `${file} cannot be read: ${String(error)}`);
  }
}
