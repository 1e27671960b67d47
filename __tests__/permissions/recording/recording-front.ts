import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Callers } from "../../stub-eventbridge/caller";
import { passOn, receive, type Received } from "../../stub-eventbridge/exchange";
import { askedOf, signatureOf, type AskedOf } from "./aws-call";

/** A call that somebody made. */
export interface Recorded extends AskedOf {
  /** ARN as STS names who is signed in: of a role's session. */
  readonly caller: string;
  readonly account: string;
}

/** Calls that need no permission, and those by which a role is taken on: they are the caller's own. */
const NOT_ASKED = /\bAction=(GetCallerIdentity|AssumeRole)\b/;

/** Stands before the emulator and writes down what IAM would be asked. Every call goes through. */
export class RecordingFront {
  private calls: Promise<Recorded[]>[] = [];

  private constructor(
    private readonly server: Server,
    private readonly callers: Callers,
  ) {}

  /** @param behind who answers, where that is not the emulator */
  static async start(emulator: string, behind = emulator): Promise<RecordingFront> {
    const server = createServer();
    const front = new RecordingFront(server, new Callers(emulator));
    server.on("request", (incoming, outgoing) => {
      void receive(incoming)
        .then(async (received) => {
          const { status, headers, body } = await passOn(behind, received);
          front.calls.push(front.record(received));
          // The answer to HEAD has the length of a body that does not come.
          const length = incoming.method === "HEAD" ? {} : { "content-length": String(body.length) };
          // The body is whole by now.
          delete headers["transfer-encoding"];
          outgoing.writeHead(status, { ...headers, ...length }).end(body);
        })
        .catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return front;
  }

  /** For `AWS_ENDPOINT_URL`. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * What was called since the last time.
   *
   * @throws Error for a call that nothing is known of
   */
  async taken(): Promise<Recorded[]> {
    const calls = await Promise.all(this.calls.splice(0));
    return calls.flat();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async record(request: Received): Promise<Recorded[]> {
    if (NOT_ASKED.test(request.body.toString("utf8", 0, 200))) return [];
    const { arn, account } = await this.callers.of(request);
    const region = signatureOf(request)?.region ?? "";
    return askedOf(request, { account, region }).map((asked) => ({ ...asked, caller: arn, account }));
  }
}
