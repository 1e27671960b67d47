/** What comes back: answers of products and token endpoints to deliveries, and of functions to API Gateway. */
import net from "node:net";
import { DeliveryEngine, VirtualClock, type ConnectionSecrets } from "#simulator/delivery";
import type { ConnectionDescription } from "#simulator/request";
import { functionAnswer } from "../../../simulator/local/http-api/function-answer";
import { CANARY, type Surface } from "../faults";
import type { Seed } from "../mutation";

const CONNECTION = "arn:aws:events:eu-central-1:200000000001:connection/crm/id";
const DESTINATION = "arn:aws:events:eu-central-1:200000000001:api-destination/crm/id";
const none = { header: [], queryString: [], body: [] };

const description: ConnectionDescription = {
  authorization: {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.crm.example/token",
    httpMethod: "POST",
    oAuthHttpParameters: none,
  },
  invocationHttpParameters: none,
};

const secrets: ConnectionSecrets = {
  credential: { type: "OAUTH_CLIENT_CREDENTIALS", clientId: "client", clientSecret: `${CANARY}clientSecret` },
  valueOf: () => `${CANARY}parameter`,
};

const TOKEN = answer(200, '{"access_token":"t","token_type":"Bearer","expires_in":3600}');

function answer(status: number, body: string, head = ""): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n${head}${length}\r\n\r\n${body}`;
}

/** A server that answers every request on a path with the same bytes, whatever they are, and hangs up. */
class Answering {
  readonly #server: net.Server;
  bytes = "";
  tokenBytes = TOKEN;

  constructor() {
    this.#server = net.createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (request: Buffer) => {
        socket.end(request.includes(" /token ") ? this.tokenBytes : this.bytes);
      });
    });
  }

  async port(): Promise<number> {
    if (!this.#server.listening) {
      await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    }
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}

/** Answers to the request of a delivery, and to the call for its token. */
export function productAnswers(): { readonly surface: Surface; readonly stop: () => Promise<void> } {
  const server = new Answering();
  const seeds = [
    { name: "answer of a product", text: answer(503, '{"error":"busy"}', "Retry-After: 3\r\n") },
    { name: "redirect of a product", text: answer(302, "", "Location: https://elsewhere.example/\r\n") },
    { name: "date of a product", text: answer(429, "{}", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n") },
    { name: "token", text: TOKEN },
  ].map((seed): Seed => ({ ...seed, language: "text" }));
  const body: Seed = { name: "token, its body", language: "json", text: TOKEN.split("\r\n\r\n")[1] ?? "" };
  const take = async (text: string, { name }: Seed) => {
    const isToken = name.startsWith("token");
    server.tokenBytes = name === body.name ? answer(200, text) : isToken ? text : TOKEN;
    server.bytes = isToken ? answer(200, "{}") : text;
    return delivered(await server.port());
  };
  const surface = { name: "answer of a product", weight: 1, seeds: [...seeds, body], take, refusals: [] };
  return { surface, stop: () => server.stop() };
}

async function delivered(port: number): Promise<string[]> {
  const said: string[] = [];
  const clock = new VirtualClock();
  const engine = new DeliveryEngine({
    clock,
    random: () => 0,
    sendDeadLetter: () => ({ kind: "queued" }),
    onProgress: (progress) => {
      if (progress.kind === "retry") said.push(progress.failure.message);
      if (progress.kind === "deauthorized") said.push(progress.reason);
    },
  });
  engine.connect(CONNECTION, description, secrets, () => ({ protocol: "http:", host: "127.0.0.1", port }));
  const outcome = await engine.deliver({
    id: "1",
    event: "{}",
    acceptedAt: clock.now(),
    ruleArn: "arn:aws:events:eu-central-1:200000000001:rule/central/orders",
    targetArn: DESTINATION,
    destination: {
      arn: DESTINATION,
      endpoint: "https://api.crm.example/orders",
      httpMethod: "POST",
      rateLimitPerSecond: 300,
    },
    connectionArn: CONNECTION,
    httpParameters: { pathParameters: [], header: [], queryString: [] },
    body: { kind: "json", body: "{}" },
    retryPolicy: { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 1 },
    deadLetterArn: "arn:aws:sqs:eu-central-1:200000000001:dead",
  });
  return [...said, JSON.stringify(outcome)];
}

/** What a function returns to the API that called it. */
export function functionAnswers(): Surface {
  const answers = [
    { statusCode: 201, headers: { Location: "/a/1" }, cookies: ["a=b"], body: '{"id":1}', isBase64Encoded: false },
    { statusCode: "404", multiValueHeaders: { "X-A": ["1", "2"] }, body: "bm8=", isBase64Encoded: true },
    { message: "no status" },
  ];
  return {
    name: "answer of a function",
    weight: 1,
    seeds: answers.map((one, index) => ({
      name: `answer ${index + 1}`,
      language: "json",
      text: JSON.stringify(one, null, 1),
    })),
    take: (payload) => {
      // What is no JSON comes from no function: the runtime writes it.
      if (!isJson(payload)) return ["no JSON"];
      const { status, headers, cookies, body, reason = "" } = functionAnswer(payload);
      return [String(status), JSON.stringify([headers, cookies]), body.toString(), reason];
    },
    refusals: [],
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
