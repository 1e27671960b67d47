import { request as send, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";

/** A request as it came, read to its end. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

export async function receive(request: IncomingMessage): Promise<Received> {
  const { method = "POST", url = "/", headers } = request;
  return { method, url, headers, body: await buffer(request) };
}

/**
 * Sends a request on. Its Host stays: the emulator makes the addresses of queues from it, and who calls them is to come
 * this way again.
 */
export async function passOn(endpoint: string, { method, url, headers, body }: Received): Promise<Answered> {
  const sent: OutgoingHttpHeaders = { ...headers, "content-length": String(body.length) };
  delete sent["transfer-encoding"];
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(new URL(url, endpoint), { method, headers: sent }, resolve).on("error", reject).end(body);
  });
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
}
