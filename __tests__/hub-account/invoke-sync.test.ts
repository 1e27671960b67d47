import { createServer, type Server } from "node:http";
import { text as readAll } from "node:stream/consumers";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { invokeSync } from "../../hub-account/invoke-sync";
import type { HubSession } from "../../hub-account/session";
import type { Outcome } from "../../connection/outcome";

/** What Lambda answers to one invocation. */
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const SYNCED: Outcome = {
  status: "synced",
  connection: "jira",
  secretVersion: "0123456789abcdef",
  specVersion: 3,
  connectionState: "AUTHORIZED",
};
const ok = (body: unknown): Answer => ({ status: 200, body });
const functionError = (body: unknown): Answer => ({ ...ok(body), headers: { "X-Amz-Function-Error": "Unhandled" } });
const awsError = (status: number, name: string): Answer => ({
  status,
  headers: { "x-amzn-ErrorType": name },
  body: { message: "no" },
});
const THROTTLED = awsError(429, "TooManyRequestsException");
const TIMED_OUT = functionError({ errorType: "Sandbox.Timedout", errorMessage: "RequestId: 1 Error: Task timed out" });

let server: Server;
let session: HubSession;
let answers: Answer[];
let invocations: { readonly path: string | undefined; readonly payload: unknown }[];
let pauses: number[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void readAll(request).then((body) => {
      invocations.push({ path: request.url, payload: JSON.parse(body) });
      const { status, headers = {}, body: answer } = answers.shift() ?? awsError(500, "ServiceException");
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const lambda = new LambdaClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  session = { lambda } as HubSession;
});
afterAll(async () => {
  session.lambda.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  answers = [];
  invocations = [];
  pauses = [];
});

function invoke(...given: Answer[]): Promise<Outcome> {
  answers = given;
  return invokeSync(session, {
    functionName: "acme-dev-connection-credentials",
    connection: "jira",
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
}

test("an invocation names the connection, and its outcome comes back", async () => {
  expect(await invoke(ok(SYNCED))).toEqual(SYNCED);
  expect(invocations).toEqual([
    {
      path: "/2015-03-31/functions/acme-dev-connection-credentials/invocations",
      payload: { action: "sync", connection: "jira" },
    },
  ]);
});

test("one that is throttled, or whose function ran out of time, is made again after longer and longer pauses", async () => {
  expect(await invoke(THROTTLED, TIMED_OUT, THROTTLED, ok(SYNCED))).toEqual(SYNCED);
  expect(invocations).toHaveLength(4);
  expect(pauses).toEqual([1000, 2000, 4000]);
});

test.each<[what: string, answers: Answer[], sentence: RegExp]>([
  [
    "is throttled again and again",
    [THROTTLED, THROTTLED, THROTTLED, THROTTLED, THROTTLED],
    /is throttled; what is put stays put: \.\/hub credentials sync jira tries again$/,
  ],
  [
    "throws",
    [functionError({ errorType: "SyncFault", errorMessage: "connection acme-dev-jira: still AUTHORIZING" })],
    /failed: connection acme-dev-jira: still AUTHORIZING; what is put stays put/,
  ],
  ["answers something else", [ok({ fine: true })], /answers what this version of hub does not understand/],
  [
    "does not exist",
    [awsError(404, "ResourceNotFoundException")],
    /does not exist: apply stack connection-credentials/,
  ],
])("a function that %s is a sentence with what to do", async (_, given, sentence) => {
  await expect(invoke(...given)).rejects.toThrow(sentence);
});
