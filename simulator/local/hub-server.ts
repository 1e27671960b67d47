import http from "node:http";
import type { AddressInfo } from "node:net";
import {
  answerError,
  answerJson,
  AwsError,
  readAwsCall,
  readHttpCall,
  type AwsCall,
  type HttpAnswer,
  type HttpCall,
} from "./aws-protocol";
import type { ControlAnswer } from "./control";
import { LOOPBACK_HOST } from "./loopback";

/** What a {@link HubServer} serves. Each may throw an {@link AwsError}. */
export interface HubHandlers {
  readonly call: (call: AwsCall) => Promise<unknown>;
  /** Answers what is no call of {@link HubHandlers.call}; undefined for what it does not know. */
  readonly other: (call: HttpCall) => Promise<HttpAnswer> | undefined;
  readonly control: (method: string, path: string, body: string) => ControlAnswer | Promise<ControlAnswer>;
}

/** Speaks HTTP on loopback: AWS's protocols, and the hub's own paths under `/_hub/`. */
export class HubServer {
  readonly #server: http.Server;

  private constructor(private readonly handlers: HubHandlers) {
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        answerFailure(response, error);
      });
    });
  }

  /**
   * @param port 0 for any that is free
   * @throws Error of Node when the port cannot be had
   */
  static async start(port: number, handlers: HubHandlers): Promise<HubServer> {
    const server = new HubServer(handlers);
    await new Promise<void>((resolve, reject) => {
      server.#server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    return server;
  }

  /** `http://127.0.0.1:4100` */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    if (!LOOPBACK_HOST.test(headers.host ?? "")) {
      throw new AwsError("AccessDeniedException", "The local hub answers calls to 127.0.0.1 and localhost only.");
    }
    const http = await readHttpCall(request);
    if (url === "/_hub" || url.startsWith("/_hub/")) {
      // A web page may send a form or plain text anywhere without asking, but not JSON.
      if (method !== "GET" && !(headers["content-type"] ?? "").startsWith("application/json")) {
        throw new AwsError("ValidationException", "Content-Type must be application/json.");
      }
      const { status, output } = await this.handlers.control(method, url, http.body.toString("utf8"));
      answerJson(response, status, output, "application/json");
      return;
    }
    const other = this.handlers.other(http);
    if (other !== undefined) {
      const { status, headers: answered, body } = await other;
      response.writeHead(status, answered).end(body);
      return;
    }
    const call = readAwsCall(http, this.url);
    const version = call.service === "AmazonSQS" ? "1.0" : "1.1";
    answerJson(response, 200, await this.handlers.call(call), `application/x-amz-json-${version}`);
  }
}

/** Whatever went wrong, the caller is told and the hub goes on. */
function answerFailure(response: http.ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const reason = error instanceof Error ? error.message : "unknown";
  answerError(response, error instanceof AwsError ? error : new AwsError("InternalFailure", reason, undefined, 500));
}
