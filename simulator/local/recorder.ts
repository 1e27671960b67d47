import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../delivery";
import { readBody } from "./aws-protocol";
import type { Fault } from "./fault";
import type { TokenIssuer } from "./token-issuer";

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

/** So many requests are remembered, the latest. */
const REMEMBERED = 1_000;

/**
 * Stands in for every SaaS product: takes any request, remembers it and answers 200, unless a fault was ordered. Requests
 * to one of the token endpoints get a token.
 */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  readonly #faults: { readonly place: RegExp; readonly method: string; readonly fault: Fault; left: number }[] = [];
  readonly #server: http.Server;
  readonly #stopping = new AbortController();

  private constructor(
    private readonly tokenEndpoints: ReadonlySet<string>,
    private readonly issuer: TokenIssuer,
    private readonly clock: Clock,
    private readonly secretHeaders: ReadonlySet<string>,
  ) {
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    });
  }

  /**
   * @param tokenEndpoints URLs without query
   * @param secretHeaders names, in lower case, of the headers that authorize
   */
  static async start(
    tokenEndpoints: ReadonlySet<string>,
    secretHeaders: ReadonlySet<string>,
    issuer: TokenIssuer,
    clock: Clock,
  ): Promise<Recorder> {
    const recorder = new Recorder(tokenEndpoints, issuer, clock, secretHeaders);
    await new Promise<void>((resolve, reject) => {
      recorder.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    return recorder;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Orders a fault for the next requests to a place. Orders for one place are met one after the other. */
  inject({ method, endpoint }: RecordedPlace, fault: Fault): void {
    const [path = ""] = endpoint.split("?");
    const pattern = path.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const place = new RegExp(`^${pattern.join("[^/?]*")}(\\?.*)?$`);
    this.#faults.push({ place, method, fault, left: fault.times });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { method = "", headers } = request;
    const url = `https://${headers.host ?? ""}${request.url ?? ""}`;
    const kind = this.tokenEndpoints.has(url.split("?")[0] ?? "") ? "token" : "invocation";
    const fault = this.#takeFault(method, url);
    if (fault !== undefined) await this.clock.sleep(fault.delayMilliseconds, this.#stopping.signal);
    const { answer = { status: 200, retryAfter: undefined } } = fault ?? {};
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
        this.secretHeaders.has(name) ? schemeOf(String(value)) : String(value),
      ]),
    );
    const body = seen.kind === "token" ? withoutClientSecret(seen.body) : seen.body;
    this.requests.push({ ...seen, at: new Date(this.clock.now()).toISOString(), headers, body });
    if (this.requests.length > REMEMBERED) this.requests.shift();
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
