import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { receive, type Answered, type Received } from "./exchange";

/** A server on the loopback that stands between a caller and the emulator. */
export abstract class Front {
  private readonly server: Server = createServer((incoming, outgoing) => {
    void receive(incoming)
      .then((received) => this.answer(received))
      .then(({ status, headers: given, body }) => {
        const headers = { ...given };
        // The body is whole by now, and the answer to HEAD has the length of a body that does not come.
        delete headers["transfer-encoding"];
        if (incoming.method !== "HEAD") headers["content-length"] = String(body.length);
        outgoing.writeHead(status, headers).end(body);
      })
      .catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
  });

  /** For `AWS_ENDPOINT_URL`, once it listens. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  protected async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  /** What is answered; an error that it throws is answered with 502. */
  protected abstract answer(received: Received): Promise<Answered>;
}
