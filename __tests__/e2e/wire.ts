import { createServer, request as send, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * The way to the emulator, with two things done there:
 *
 * - What is sent in UpdateConnection is noted. The emulator takes passwords, keys and client secrets and shows them to
 *   nobody, not even where AWS keeps them.
 * - Values of secret parameters are taken out of what DescribeConnection answers. The emulator shows them; AWS does not,
 *   and Terraform would keep what it is shown.
 */
export class Wire {
  private readonly updates = new Map<string, string>();

  private constructor(private readonly server: Server) {}

  /** @param emulator address of the emulator */
  static async start(emulator: string): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on("request", (incoming, outgoing) => {
      void (async () => {
        const sent = await buffer(incoming);
        const action = String(incoming.headers["x-amz-target"] ?? "");
        if (action === "AWSEvents.UpdateConnection") wire.note(sent);
        const answer = await forward(emulator, incoming, sent);
        const received = await buffer(answer);
        const body = action === "AWSEvents.DescribeConnection" ? withoutSecrets(received) : received;
        const headers = { ...answer.headers, "content-length": String(body.length) };
        // The answer to HEAD has the length of a body that does not come.
        outgoing.writeHead(answer.statusCode ?? 502, incoming.method === "HEAD" ? answer.headers : headers).end(body);
      })().catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  /** For `AWS_ENDPOINT_URL`. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was last sent to a connection in UpdateConnection, as JSON; nothing when it was never updated. */
  lastUpdate(connection: string): string {
    return this.updates.get(connection) ?? "";
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private note(sent: Buffer): void {
    const update = JSON.parse(sent.toString()) as { readonly Name: string };
    this.updates.set(update.Name, JSON.stringify(update));
  }
}

function forward(emulator: string, incoming: IncomingMessage, sent: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, url = "/" } = incoming;
    const headers = { ...incoming.headers, "content-length": String(sent.length) };
    delete headers["transfer-encoding"];
    send(new URL(url, emulator), { method, headers }, resolve).on("error", reject).end(sent);
  });
}

function withoutSecrets(received: Buffer): Buffer {
  const shown: unknown = JSON.parse(received.toString(), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("IsValueSecret" in value) || value.IsValueSecret !== true)
      return value;
    return { ...value, Value: undefined };
  });
  return Buffer.from(JSON.stringify(shown));
}
