/** The local hub: whatever comes in over its ports. */
import net from "node:net";
import { LocalHub, reportLine } from "#simulator/local";
import type { HttpApi, Topology } from "#simulator/topology";
import type { Surface } from "../faults";
import { emittedOf, type Ground } from "../ground";
import type { Seed } from "../mutation";

/** Requests that one hub takes before another is started: it keeps all that it has seen. */
const REQUESTS = 200;
/** An answer takes a few milliseconds. */
const PATIENCE = 3_000;

const BLANK_LINE = "\r\n\r\n";

const JSON_1_1 = "Content-Type: application/x-amz-json-1.1\r\nx-hub-account-id: 210000000001";
const entry = {
  Source: "com.acme.shop",
  DetailType: "Order Placed",
  Detail: '{"orderId":"O-1","total":12.5,"lines":[{"sku":"a"}]}',
  Time: 1795600000,
  Resources: ["arn:aws:s3:::orders"],
  EventBusName: "arn:aws:events:eu-central-1:200000000001:event-bus/acme-dev-central",
};

/** A request as its bytes are, but for its length, which is added. */
function request(name: string, line: string, head: string, body: unknown = ""): Seed {
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 1);
  return { name, language: "text", text: `${line} HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n${text}` };
}

const call = (target: string, input: object): Seed =>
  request(target, "POST /", `${JSON_1_1}\r\nX-Amz-Target: ${target}`, input);

const dynamo = (operation: string, input: object): Seed =>
  request(
    operation,
    "POST /",
    "Content-Type: application/x-amz-json-1.0\r\n" +
      "Authorization: AWS4-HMAC-SHA256 Credential=200000000001/20260101/eu-central-1/dynamodb/aws4_request, " +
      `SignedHeaders=host, Signature=none\r\nX-Amz-Date: 20260101T000000Z\r\nX-Amz-Target: DynamoDB_20120810.${operation}`,
    input,
  );

const order = (path: string, body: object): Seed =>
  request(path, `POST /_hub/${path}`, "Content-Type: application/json", body);

/** A hub that is started when it is needed, and again after so many requests. */
class HubInUse {
  #hub: LocalHub | undefined;
  #requests = 0;
  readonly #said: string[] = [];

  constructor(private readonly topology: Topology) {}

  /** What the hub answers and reports. */
  async ask(make: (hub: LocalHub) => Promise<string>): Promise<string[]> {
    const hub = await this.#running();
    const answer = await make(hub);
    await Promise.race([hub.settled(), new Promise((resolve) => setTimeout(resolve, 20))]);
    return [answer, ...this.#said.splice(0)];
  }

  async stop(): Promise<void> {
    await this.#hub?.stop();
    this.#hub = undefined;
  }

  async #running(): Promise<LocalHub> {
    this.#requests += 1;
    if (this.#requests % REQUESTS === 0) await this.stop();
    this.#hub ??= await LocalHub.start({
      topology: this.topology,
      port: 0,
      random: () => 1,
      report: (report) =>
        this.#said.push(report.kind === "hubFailed" ? `hubFailed: ${report.reason}` : reportLine(report)),
    });
    return this.#hub;
  }
}

/** A surface that keeps a hub, which has to be stopped. */
export interface Wire {
  readonly surface: Surface;
  readonly stop: () => Promise<void>;
}

/** Calls of AWS's own protocols. */
export function awsCalls(ground: Ground): Wire {
  const dev = emittedOf(ground, "dev").topology;
  const { tables } = emittedOf(ground, "user-signup").topology;
  const queue = dev.queues[0];
  const table = tables[0]?.name ?? "";
  const address = { QueueUrl: `http://localhost/${queue?.account ?? ""}/${queue?.name ?? ""}` };
  const seeds = [
    ...Array.from({ length: 4 }, () => call("AWSEvents.PutEvents", { Entries: [entry, { ...entry, Detail: "{}" }] })),
    call("AWSEvents.DescribeConnection", { Name: dev.connections[0]?.name ?? "" }),
    call("AWSEvents.UpdateConnection", { Name: dev.connections[0]?.name ?? "" }),
    call("AmazonSQS.ReceiveMessage", {
      ...address,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 1,
      AttributeNames: ["All"],
    }),
    call("AmazonSQS.GetQueueAttributes", { ...address, AttributeNames: ["All"] }),
    call("AmazonSQS.DeleteMessage", { ...address, ReceiptHandle: "a" }),
    call("AmazonSQS.ListQueues", { QueueNamePrefix: "acme" }),
    dynamo("PutItem", { TableName: table, Item: { pk: { S: "a" }, sk: { S: "b" }, n: { N: "1" }, m: { M: {} } } }),
    dynamo("Query", {
      TableName: table,
      KeyConditionExpression: "pk = :a",
      ExpressionAttributeValues: { ":a": { S: "a" } },
      Limit: 5,
    }),
    request("IoT publish", "POST /topics/orders%2Fnew?qos=1", "Content-Type: application/json", { a: 1 }),
    request("Invoke", "POST /2015-03-31/functions/nobody/invocations", "X-Amz-Invocation-Type: Event", { a: 1 }),
    request("status", "GET /_hub/status", "Accept: */*"),
  ];
  return wire("call of AWS", 3, seeds, { ...dev, tables, functions: [] }, (hub) => Number(new URL(hub.url).port));
}

/** Orders for the hub itself. */
export function controlOrders(ground: Ground): Wire {
  const { topology } = emittedOf(ground, "dev");
  const [destination] = topology.apiDestinations;
  const { schedules } = emittedOf(ground, "user-signup").topology;
  const seeds = [
    order("faults", { destination: destination?.name, status: 503, retryAfter: "1", delayMilliseconds: 1, times: 2 }),
    order("faults", { service: "events", status: 503, times: 2 }),
    order("faults", { connection: destination?.connection?.name, reset: true }),
    order("schedules", { name: schedules[0]?.name }),
    order("tokens", { issuer: "https://login.acme.example/", audience: ["a"], scope: "s", claims: { a: 1 } }),
    request("requests", "GET /_hub/requests", "Accept: */*"),
  ];
  return wire("order to the hub", 1, seeds, { ...topology, schedules }, (hub) => Number(new URL(hub.url).port));
}

/** Requests to an HTTP API that puts events. */
export function apiRequests(ground: Ground): Wire {
  const { topology } = emittedOf(ground, "coffee-orders");
  const open = (api: HttpApi): HttpApi => ({
    ...api,
    // As often as one likes.
    stages: api.stages.map((stage) => ({ ...stage, throttling: { rateLimit: undefined, burstLimit: undefined } })),
  });
  const bearer = "Content-Type: application/json\r\nAuthorization: Bearer <token>";
  const body = { orderId: "O-1", drink: "flat white", shop: { id: "S-1" } };
  const seeds = [
    request("order", "POST /orders", bearer, body),
    request(
      "order with a query",
      "POST /orders?a=1&a=2&b=%20",
      `${bearer}\r\nCookie: a=b; c=d\r\nX-A: 1\r\nX-A: 2`,
      body,
    ),
    request("forged token", "POST /orders", bearer.replace("<token>", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."), body),
    request("no token", "POST /orders", "Content-Type: application/json", body),
    request("another route", "GET /orders/O-1", bearer),
  ];
  const apis = { ...topology, functions: [], httpApis: topology.httpApis.map(open) };
  return wire("request to an HTTP API", 2, seeds, apis, (hub) => Number(new URL(hub.apis[0]?.url ?? "").port));
}

function wire(
  name: string,
  weight: number,
  seeds: readonly Seed[],
  topology: Topology,
  portOf: (hub: LocalHub) => number,
): Wire {
  const inUse = new HubInUse(topology);
  const heads = new Map(seeds.map((seed) => [bodyOf(seed).name, seed.text.split(BLANK_LINE)[0] ?? ""]));
  const take = (text: string, seed: Seed) =>
    inUse.ask(async (hub) => {
      const head = heads.get(seed.name);
      const whole = head === undefined ? text : head + BLANK_LINE + text;
      const token = whole.includes("<token>") ? await tokenOf(hub) : "";
      return answerTo(portOf(hub), whole.replace("<token>", token));
    });
  const bodies = seeds.map(bodyOf).filter(({ text }) => text.startsWith("{"));
  return { surface: { name, weight, seeds: [...seeds, ...bodies], take, refusals: [] }, stop: () => inUse.stop() };
}

/** The body of a request alone: to be changed as the JSON that it is. */
function bodyOf({ name, text }: Seed): Seed {
  return { name: `${name}, its body`, language: "json", text: text.split(BLANK_LINE)[1] ?? "" };
}

const tokens = new WeakMap<LocalHub, string>();

async function tokenOf(hub: LocalHub): Promise<string> {
  const known = tokens.get(hub);
  if (known !== undefined) return known;
  const wanted = { issuer: "https://login.acme.example/", audience: ["coffee-api"], scope: "orders:create" };
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${hub.url}/_hub/tokens`, { method: "POST", headers, body: JSON.stringify(wanted) });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  tokens.set(hub, token);
  return token;
}

/** Sends a request, its length added where it names none, and gives what comes back. */
function answerTo(port: number, text: string): Promise<string> {
  const [head = "", ...rest] = text.split(BLANK_LINE);
  const body = Buffer.from(rest.join(BLANK_LINE));
  const length = /^(?:content-length|transfer-encoding):/im.test(head) ? "" : `\r\nContent-Length: ${body.length}`;
  const bytes = Buffer.concat([Buffer.from(`${head}${length}\r\nConnection: close\r\n\r\n`), body]);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const answered = () => Buffer.concat(chunks).toString("utf8");
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setTimeout(PATIENCE, () => {
      socket.destroy();
      reject(new Error("the hub does not answer"));
    });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      // What is no HTTP may be hung up on.
      resolve(answered() === "" ? "(closed)" : answered());
    });
  });
}
