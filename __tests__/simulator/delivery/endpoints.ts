import http from "node:http";
import type { AddressInfo } from "node:net";
import type { VirtualClock } from "#simulator/delivery";

/** What a faulty endpoint does with one request. */
export type Behaviour =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Closes the connection without an answer. */
  | { readonly kind: "reset" }
  /** Says how long its body is and closes before it is sent. */
  | { readonly kind: "truncated" }
  /** Answers 200 after so many virtual milliseconds. */
  | { readonly kind: "slow"; readonly milliseconds: number };

/** A request as it came in. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  /** As sent: name, value, name, value ... */
  readonly rawHeaders: readonly string[];
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** Virtual time. */
  readonly at: number;
}

/** Answers with a status. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}, body = ""): Behaviour {
  return { kind: "answer", status: code, headers, body };
}

/** An answer of a token endpoint. */
export function tokenAnswer(token: string, expiresIn = 3600): Behaviour {
  const body = JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: expiresIn });
  return status(200, { "Content-Type": "application/json" }, body);
}

/** A server on loopback that behaves as a test tells it to: the first request as the first behaviour, and so on. */
export class Endpoint {
  readonly arrived: Arrived[] = [];
  readonly #server: http.Server;

  private constructor(
    private readonly behave: (request: Arrived, index: number) => Behaviour,
    private readonly clock: VirtualClock,
  ) {
    this.#server = http.createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  /** @param behaviour of each request; a list ends with what is repeated for all further ones */
  static async start(
    clock: VirtualClock,
    behaviour: readonly Behaviour[] | ((request: Arrived, index: number) => Behaviour),
  ): Promise<Endpoint> {
    const behave =
      typeof behaviour === "function"
        ? behaviour
        : (_: Arrived, index: number) => behaviour[Math.min(index, behaviour.length - 1)] ?? status(200);
    const endpoint = new Endpoint(behave, clock);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, "127.0.0.1", resolve));
    return endpoint;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
    const { method = "", url = "", rawHeaders, headers } = request;
    const arrived = { method, url, rawHeaders, headers, body, at: this.clock.now() };
    this.arrived.push(arrived);
    const behaviour = this.behave(arrived, this.arrived.length - 1);
    switch (behaviour.kind) {
      case "answer":
        response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
        return;
      case "reset":
        request.socket.resetAndDestroy();
        return;
      case "truncated":
        response.writeHead(200, { "Content-Length": "100" });
        response.write('{"access_token":', () => request.socket.destroy());
        return;
      case "slow":
        await this.clock.stall(request.socket.remotePort, behaviour.milliseconds);
        response.writeHead(200).end();
    }
  }
}
