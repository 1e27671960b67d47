import { reportLine, type ApplicationReport } from "#simulator/local";
import { withApplication } from "../simulator/local/sample-application";
import { endStartedHubs, startHub } from "./hub-process";

jest.setTimeout(60_000);
afterAll(endStartedHubs);

const application = {
  functions: { greet: { code: { source: 'exports.handler = async () => { console.log("hi"); return "hello"; };' } } },
  routes: { greet: { key: "GET /greet", function: "greet" } },
};

test("hub local prints where its routes listen, its functions and tables, and what happens on them", () =>
  withApplication(application, async (_, outdir) => {
    const running = startHub(["local", "--out", outdir, "--port", "0"]);
    const lines: string[] = [];
    for (let line = await running.nextLine(); line !== ""; line = await running.nextLine()) lines.push(line ?? "");
    const at = lines.indexOf("HTTP API acme-test-api:");
    expect(lines.slice(at)).toEqual([
      "HTTP API acme-test-api:",
      expect.stringMatching(/^ {2}GET http:\/\/127\.0\.0\.1:\d+\/greet$/),
      "Functions, which run here guarded against mistakes, not against hostile code:",
      "  greet",
      "Tables:",
      "  users",
      "See messages to IoT topics:",
      expect.stringMatching(/\/_hub\/publishes$/),
      "See access logs, or get a token for a JWT authorizer:",
      expect.stringMatching(/\/_hub\/access-log$/),
      expect.stringMatching(/\/_hub\/tokens/),
      expect.stringMatching(/"issuer"/),
    ]);
    const url = /GET (?<url>\S+)/.exec(lines[at + 1] ?? "")?.groups?.["url"] ?? "";
    expect(await (await fetch(url)).text()).toBe("hello");
    const { code, stdout } = await running.interrupt();
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n[\d:]{8} {2}invoked {8}route GET \/greet -> greet \(\d+ ms, cold start \d+ ms\)\n/);
    expect(stdout).toMatch(/\n[\d:]{8} {2}answered {7}GET \/greet 200 \(\d+ ms\)\n/);
    expect(stdout).toMatch(/\n[\d:]{8} {2}log {12}greet: hi\n/);
  }));

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a hub that is killed leaves no function running", () => {
  const code = { source: "exports.handler = async () => `${process.pid} ${process.ppid}`;" };
  return withApplication({ ...application, functions: { greet: { code } } }, async (_, outdir) => {
    const running = startHub(["local", "--out", outdir, "--port", "0", "--json"]);
    const { apis } = JSON.parse((await running.nextLine()) ?? "") as { apis: { url: string }[] };
    const answer = await (await fetch(`${apis[0]?.url ?? ""}/greet`)).text();
    const [own = 0, hub = 0] = answer.split(" ").map(Number);
    expect([runs(own), runs(hub)]).toEqual([true, true]);
    process.kill(hub, "SIGKILL");
    while (runs(own)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(runs(own)).toBe(false);
  });
});

test("--json tells the same, a line each", () =>
  withApplication(application, async (_, outdir) => {
    const running = startHub(["local", "--out", outdir, "--port", "0", "--json"]);
    const { apis } = JSON.parse((await running.nextLine()) ?? "") as { apis: { name: string; url: string }[] };
    expect(apis).toMatchObject([{ name: "acme-test-api", routes: ["GET /greet"] }]);
    expect((await fetch(`${apis[0]?.url ?? ""}/nowhere`)).status).toBe(404);
    expect(JSON.parse((await running.nextLine()) ?? "")).toMatchObject({ kind: "request", status: 404 });
    expect((await running.interrupt()).code).toBe(0);
  }));

const QUEUE = "arn:aws:sqs:eu-central-1:210000000002:greet-dead-letters";

const told: readonly (readonly [ApplicationReport, string])[] = [
  [
    {
      kind: "invocation",
      function: "greet",
      trigger: "rule greet",
      requestId: "1",
      attempt: 3,
      outcome: { kind: "failed", errorType: "Error", errorMessage: "no" },
      milliseconds: 2,
    },
    "failed         rule greet -> greet (2 ms, attempt 3): Error: no",
  ],
  [
    { kind: "gaveUp", function: "greet", trigger: "rule greet", queueArn: QUEUE, reason: "it failed 3 times" },
    "dead-lettered  rule greet -> greet, into greet-dead-letters: it failed 3 times",
  ],
  [
    { kind: "gaveUp", function: "greet", trigger: "rule greet", reason: "it has no queue" },
    "dropped        rule greet -> greet, lost: it has no queue",
  ],
  [{ kind: "published", by: "greet", topic: "orders/1", bytes: 1 }, "published      greet -> topic orders/1 (1 byte)"],
  [
    { kind: "denied", by: "greet", action: "iot:Publish", resource: "topic", reason: "is denied by Never" },
    "denied         greet: iot:Publish on topic is denied by Never",
  ],
];

test.each(told.map(([report, line]) => [line, report] as const))("%s", (line, report) => {
  expect(reportLine(report)).toBe(line);
});
