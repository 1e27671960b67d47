import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { ServiceError, type FakeAws } from "./fake-aws";

/** The SDK as it is, pointed at a server of our own. */
export interface HttpAws {
  readonly endpoint: string;
  readonly clients: {
    readonly eventBridge: EventBridgeClient;
    readonly secretsManager: SecretsManagerClient;
    readonly ssm: SSMClient;
  };
  stop(): Promise<void>;
}

/** Milliseconds the clients of the tests wait for an answer. */
const REQUEST_TIMEOUT = 200;

/** Serves a fake on 127.0.0.1. `current` is asked at every request, so that each test brings its own. */
export async function serve(current: () => FakeAws): Promise<HttpAws> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const answer = (status: number, json: unknown) => {
        response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(json));
      };
      const fault = current().takeFault(operation);
      if (fault === "silent") return;
      if (fault === "reset") request.socket.destroy();
      else if (fault === "slow") setTimeout(() => response.end("{}"), 3 * REQUEST_TIMEOUT).unref();
      else if (fault) answer(fault.status ?? 400, { __type: fault.code, message: echoing(fault.code, body) });
      else {
        try {
          answer(200, current().call(operation, JSON.parse(body) as Record<string, unknown>));
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          answer(error.status, { __type: error.code, message: error.message });
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    // The tests of faults count the function's own attempts.
    maxAttempts: 1,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT, throwOnRequestTimeout: true },
  };
  const eventBridge = new EventBridgeClient(settings);
  const secretsManager = new SecretsManagerClient(settings);
  const ssm = new SSMClient(settings);
  return {
    endpoint,
    clients: { eventBridge, secretsManager, ssm },
    async stop() {
      for (const client of [eventBridge, secretsManager, ssm]) client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The worst that an error message can be: everything that was sent, in every way of writing it. */
export function echoing(code: string, body: string): string {
  const base64 = Buffer.from(body).toString("base64");
  return `${code}: value ${body} failed; ${JSON.stringify(body)}; ${encodeURIComponent(body)}; ${base64}; ${body.slice(0, 200)}...`;
}
