import { createServer, type IncomingMessage, type Server } from "node:http";
import { text as readAll } from "node:stream/consumers";

/** A call of AWS's wire protocol. */
export interface AwsCall {
  /** `DescribeConnection`, or the path where the protocol names no operation. */
  readonly operation: string;
  readonly body: string;
}

/** What is answered. */
export interface AwsAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Stands between the AWS SDK and the emulator, and answers some calls as AWS has been seen to where the emulator does
 * not. All others go through.
 */
export class AwsFront {
  readonly calls: AwsCall[] = [];
  /** Answers a call itself, or changes what the emulator answered, or leaves it (undefined). */
  answer: (call: AwsCall, fromEmulator: () => Promise<AwsAnswer>) => Promise<AwsAnswer | undefined> | undefined = () =>
    undefined;

  private constructor(
    private readonly emulator: string,
    private readonly server: Server,
  ) {}

  static async start(emulator: string): Promise<AwsFront> {
    const server = createServer();
    const front = new AwsFront(emulator, server);
    server.on("request", (request, response) => {
      void front.respond(request).then(({ status = 200, headers = {}, body }) => {
        response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1", ...headers });
        response.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return front;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The front does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async respond(request: IncomingMessage): Promise<AwsAnswer> {
    const body = await readAll(request);
    const target = request.headers["x-amz-target"];
    const operation = typeof target === "string" ? (target.split(".")[1] ?? "") : (request.url ?? "");
    const call = { operation, body };
    this.calls.push(call);
    const through = async () => {
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === "string" && !["connection", "content-length", "host"].includes(name) ? [[name, value]] : [],
      );
      const { method = "POST", url = "/" } = request;
      const answer = await fetch(`${this.emulator}${url}`, { method, headers, body });
      return { status: answer.status, body: await answer.text() };
    };
    return (await this.answer(call, through)) ?? through();
  }
}
