import http from "node:http";
import https from "node:https";
import net from "node:net";
import { sleepAwake, type Clock } from "./clock";

/** "EventBridge requests to an API destination endpoint must have a maximum client execution timeout of 5 seconds." */
const RESPONSE_TIMEOUT_MILLISECONDS = 5_000;

/** EventBridge asks for the first MiB of an answer (its `Range` header); more is not read here either. */
const ANSWER_BYTES = 1_048_576;

/** A request, exactly as it is to be sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
}

/** Where the connection for a URL goes: to the URL's own host, or to a recorder that stands in for it. */
export interface Route {
  readonly protocol: "http:" | "https:";
  readonly host: string;
  readonly port: number;
}

/** Decides where the connection for a URL goes. The request names the URL's host all the same. */
export type Router = (url: URL) => Route;

/** How a request ended. */
export type Exchange =
  | { readonly kind: "answer"; readonly status: number; readonly retryAfter: string | undefined; readonly body: string }
  /** No complete answer in time. */
  | { readonly kind: "timeout" }
  /** No connection, or it broke before the answer was complete. `code` is Node's, such as `ECONNREFUSED`. */
  | { readonly kind: "broken"; readonly code: string }
  /** It cannot be put on the wire at all: a header value with a line break, for example. */
  | { readonly kind: "unsendable"; readonly reason: string };

/**
 * Sends one request over a connection of its own and waits for the whole answer. Follows no redirect, sends no header
 * but those given, `Host` and `Content-Length`, and never throws.
 *
 * Node's own `http` and not `fetch`, which forbids `Connection`, `Host` and `Content-Length`.
 */
export function exchange(request: OutgoingRequest, router: Router, clock: Clock): Promise<Exchange> {
  return new Promise((resolve) => {
    const hold = clock.hold();
    const over = new AbortController();
    const end = (result: Exchange) => {
      if (over.signal.aborted) return;
      // With a reason, or Node makes an error of it, with a trace.
      over.abort("over");
      resolve(result);
      outgoing?.destroy();
      hold.release();
    };
    let outgoing: http.ClientRequest | undefined;
    try {
      outgoing = open(request, router);
    } catch (error) {
      end({ kind: "unsendable", reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    outgoing.on("socket", (socket) => {
      socket.once("connect", () => {
        if (socket.localPort !== undefined) hold.onPort(socket.localPort);
      });
    });
    outgoing.on("response", (response) => {
      readAnswer(response, end);
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      end({ kind: "broken", code: error.code ?? error.name });
    });
    outgoing.end(request.body);
    void sleepAwake(clock, RESPONSE_TIMEOUT_MILLISECONDS, over.signal).then(() => {
      end({ kind: "timeout" });
    });
  });
}

function open({ method, url, headers, body }: OutgoingRequest, router: Router): http.ClientRequest {
  const parsed = new URL(url);
  const { protocol, host, port } = router(parsed);
  const length = Buffer.byteLength(body);
  const bodiless = length === 0 && (method === "GET" || method === "HEAD" || method === "OPTIONS");
  // An array keeps the names as they are written and their order.
  const raw = [
    ["Host", parsed.host],
    ...headers.map(({ name, value }) => [name, value]),
    ...(bodiless ? [] : [["Content-Length", String(length)]]),
  ];
  const options = { host, port, method, path: parsed.pathname + parsed.search, headers: raw.flat() };
  return protocol === "https:"
    ? https.request({ ...options, servername: parsed.hostname, agent: false })
    : // An agent for each request would do the same, and take a tenth of the time of a delivery.
      http.request({ ...options, createConnection: () => net.connect(port, host) });
}

/** An answer counts when it is complete: one that breaks off may be that of a proxy whose backend died. */
function readAnswer(response: http.IncomingMessage, end: (result: Exchange) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const answer = () => {
    end({
      kind: "answer",
      status: response.statusCode ?? 0,
      retryAfter: response.headers["retry-after"],
      body: Buffer.concat(chunks).toString("utf8"),
    });
  };
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= ANSWER_BYTES) answer();
  });
  response.on("end", answer);
  response.on("error", (error: NodeJS.ErrnoException) => {
    end({ kind: "broken", code: error.code ?? error.name });
  });
  response.on("close", () => {
    end({ kind: "broken", code: "ECONNRESET" });
  });
}
