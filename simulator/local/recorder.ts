import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../delivery";
import { readBody } from "./aws-protocol";
import type { Fault } from "./fault";
import { TokenIssuer } from "./token-issuer";

/** A request that arrived, as the product would have seen it. */
export interface RecordedRequest {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** The original URL: the recorder stands in for its host. */
  readonly url: string;
  /** As sent, but for the header that authorizes: its value is cut to the scheme. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent, but for the client's secret in a token call. */
  readonly body: string;
  /** What the recorder answered. */
  readonly answer: number | "reset";
  readonly kind: "invocation" | "token";
}

/** Where faults can be ordered: a method and an endpoint, whose `*` stand for path parameters. */
export interface RecordedPlace {
  readonly method: string;
  readonly endpoint: string;
}

/**
 * Stands in for every SaaS product, on loopback: takes any request, remembers it and answers 200, unless a fault was
 * ordered. Requests to one of the token endpoints get a token.
 */
export interface Recorder {
  readonly port: number;
  /** What arrived, the oldest first: the latest thousand, and fewer large ones. */
  requests(): Promise<readonly RecordedRequest[]>;
  /** Orders a fault for the next requests to a place. Orders for one place are met one after the other. */
  inject(place: RecordedPlace, fault: Fault): Promise<void>;
  stop(): Promise<void>;
}

/** What a recorder knows of the connections whose requests it gets. */
export interface RecordedConnections {
  /** URLs without query. */
  readonly tokenEndpoints: ReadonlySet<string>;
  /** Names, in lower case, of the headers that authorize. */
  readonly secretHeaders: ReadonlySet<string>;
}

/** So many requests are remembered, the latest, and of large ones fewer: so many characters of bodies. */
const REMEMBERED = { requests: 1_000, characters: 33_554_432 };

/** A {@link Recorder} in this thread. */
export class RecordingServer implements Recorder {
  readonly #requests: RecordedRequest[] = [];
  #characters = 0;
  readonly #faults: { readonly place: RegExp; readonly method: string; readonly fault: Fault; left: number }[] = [];
  readonly #server: http.Server;
  readonly #stopping = new AbortController();

  private constructor(
    private readonly connections: RecordedConnections,
    private readonly issuer: TokenIssuer,
    private readonly clock: Clock,
  ) {
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    });
  }

  static async start(connections: RecordedConnections, clock: Clock): Promise<RecordingServer> {
    const recorder = new RecordingServer(connections, await TokenIssuer.start(), clock);
    await new Promise<void>((resolve, reject) => {
      recorder.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return recorder;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  requests(): Promise<readonly RecordedRequest[]> {
    return Promise.resolve([...this.#requests]);
  }

  inject({ method, endpoint }: RecordedPlace, fault: Fault): Promise<void> {
    const [path = ""] = endpoint.split("?");
    const pattern = path.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const place = new RegExp(`^${pattern.join("[^/?]*")}(\\?.*)?$`);
    this.#faults.push({ place, method, fault, left: fault.times });
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#server.closeAllConnections();
    await Promise.all([new Promise((resolve) => this.#server.close(resolve)), this.issuer.stop()]);
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { method = "", headers } = request;
    const url = `https://${headers.host ?? ""}${request.url ?? ""}`;
    const kind = this.connections.tokenEndpoints.has(url.split("?")[0] ?? "") ? "token" : "invocation";
    const fault = this.#takeFault(method, url);
    const { answer = { status: 200, retryAfter: undefined }, delayMilliseconds = 0 } = fault ?? {};
    // No delay is no sleep: virtual time stands still while the caller waits for its answer.
    if (delayMilliseconds > 0) await this.clock.sleep(delayMilliseconds, this.#stopping.signal);
    const asked = kind === "token" && answer !== "reset" && answer.status === 200;
    const given = asked ? await this.#token(method, url, body, headers["content-type"]) : undefined;
    const status = answer === "reset" ? answer : (given?.status ?? answer.status);
    this.#remember({ method, url, headers, body, answer: status, kind });
    if (status === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    const retryAfter = answer === "reset" ? undefined : answer.retryAfter;
    response
      .writeHead(status, {
        "Content-Type": "application/json",
        ...(retryAfter === undefined ? {} : { "Retry-After": retryAfter }),
      })
      .end(given?.body ?? JSON.stringify({ recorded: true }));
  }

  #token(method: string, url: string, body: string, contentType: string | undefined) {
    const query = new URL(url).search.slice(1);
    return method === "GET" ? this.issuer.ask(query, undefined) : this.issuer.ask(body, contentType);
  }

  #takeFault(method: string, url: string): Fault | undefined {
    const index = this.#faults.findIndex((order) => order.method === method && order.place.test(url));
    const order = this.#faults[index];
    if (order === undefined) return undefined;
    order.left -= 1;
    if (order.left === 0) this.#faults.splice(index, 1);
    return order.fault;
  }

  #remember(seen: Omit<RecordedRequest, "at" | "headers"> & { readonly headers: http.IncomingHttpHeaders }): void {
    const headers = Object.fromEntries(
      Object.entries(seen.headers).map(([name, value]) => [
        name,
        this.connections.secretHeaders.has(name) ? schemeOf(String(value)) : String(value),
      ]),
    );
    const body = seen.kind === "token" ? withoutClientSecret(seen.body) : seen.body;
    this.#requests.push({ ...seen, at: new Date(this.clock.now()).toISOString(), headers, body });
    this.#characters += body.length;
    while (this.#requests.length > REMEMBERED.requests || this.#characters > REMEMBERED.characters) {
      this.#characters -= this.#requests.shift()?.body.length ?? 0;
    }
  }
}

/** The body of a token call, a form or JSON: all but the client's secret, if only the one that the local hub made up. */
function withoutClientSecret(body: string): string {
  return body
    .replace(/(?<=(?:^|&)client_secret=)[^&]*/g, "...")
    .replace(/(?<="client_secret":)"(?:[^"\\]|\\.)*"/g, '"..."');
}

/** `Bearer ...` of `Bearer eyJ...`; of a value without a scheme, `...`. */
function schemeOf(value: string): string {
  const [, scheme] = /^(Basic|Bearer) /i.exec(value) ?? [];
  return scheme === undefined ? "..." : `${scheme} ...`;
}
