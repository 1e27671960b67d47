import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Zippable } from "fflate";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { RunningApplication } from "./running-application";
import { APP_ACCOUNT, HUB_ACCOUNT, statement, type SampleApplication, type SampleFunction } from "./sample-application";

jest.setTimeout(30_000);

const source = (body: string) =>
  body.includes("exports.") ? body : `exports.handler = async (event, context) => { ${body} };`;

const handler = (body: string, more: Partial<SampleFunction> = {}): SampleFunction => ({
  ...more,
  code: { source: source(body) },
});

function of(fn: SampleFunction): SampleApplication {
  return { functions: { fn }, routes: { fn: { key: "POST /", function: "fn" } } };
}

/** Invokes a function with AWS's own client, and reads what it answered. */
async function invoke(app: RunningApplication, payload: object = {}) {
  const client = new LambdaClient({
    endpoint: app.hub.url,
    region: "eu-central-1",
    credentials: { accessKeyId: APP_ACCOUNT, secretAccessKey: "any" },
  });
  try {
    const command = new InvokeCommand({ FunctionName: "fn", Payload: Buffer.from(JSON.stringify(payload)) });
    const { FunctionError, Payload } = await client.send(command);
    return { FunctionError, answer: JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown };
  } finally {
    client.destroy();
  }
}

describe("a function", () => {
  test("sees its own environment, its context and nothing of the hub's", () => {
    process.env["HUB_TEST_CANARY"] = "canary-9e20";
    const fn = handler("return { env: process.env, context, left: context.getRemainingTimeInMillis() };", {
      environment: { TABLE: "users" },
    });
    return RunningApplication.with(of(fn), async (app) => {
      const { answer } = await invoke(app);
      expect(answer).toMatchObject({
        env: {
          TABLE: "users",
          AWS_REGION: "eu-central-1",
          AWS_LAMBDA_FUNCTION_NAME: "fn",
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
          _HANDLER: "index.handler",
          AWS_ENDPOINT_URL: app.hub.url,
        },
        context: { functionName: "fn", invokedFunctionArn: `arn:aws:lambda:eu-central-1:${APP_ACCOUNT}:function:fn` },
      });
      expect(JSON.stringify(answer)).not.toContain("canary-9e20");
      expect((answer as { left: number }).left).toBeGreaterThan(1_000);
    });
  });

  test.each([
    ["throws", 'throw new RangeError("too far");', { errorType: "RangeError", errorMessage: "too far" }],
    ["throws what is no error", 'throw "text";', { errorType: "string", errorMessage: "text" }],
    [
      "fills its memory",
      "const all = []; for (;;) all.push(Array(10_000).fill(1.5));",
      {
        errorType: "Runtime.OutOfMemory",
        errorMessage: /^RequestId: \S+ Error: Runtime exited with error: signal: killed$/,
      },
    ],
    [
      "fills its memory with one array",
      "return Array(100_000_000).fill(1.5).length;",
      { errorType: "Runtime.OutOfMemory", errorMessage: /signal: killed$/ },
    ],
    [
      "answers with more than 6 MB",
      'return "x".repeat(6_291_556);',
      {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: /^Response payload size exceeded maximum allowed payload size \(6291556 bytes\)\.$/,
      },
    ],
    [
      "ends itself by a signal",
      'process.kill(process.pid, "SIGTERM"); await new Promise(() => {});',
      { errorType: "Runtime.ExitError", errorMessage: /signal: SIGTERM$/ },
    ],
    ["exits", "process.exit(3);", { errorType: "Runtime.ExitError", errorMessage: /exit status 3/ }],
    [
      "leaves a promise to fail",
      'Promise.reject(new Error("left")); await new Promise(() => {});',
      { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: /left/ },
    ],
    [
      "is not exported",
      "exports.other = 1;",
      { errorType: "Runtime.HandlerNotFound", errorMessage: /index\.handler is undefined or not exported/ },
    ],
    [
      "does not load",
      'exports.handler = 1; throw new SyntaxError("no code");',
      { errorType: "SyntaxError", errorMessage: "no code" },
    ],
  ])("that %s reports its error as Lambda does, and runs again", (_, body, { errorType, errorMessage }) =>
    // Filling the memory takes its time on a busy machine.
    RunningApplication.with(of(handler(body, { timeout: 14 })), async (app) => {
      for (const time of ["first", "second"]) {
        const { FunctionError, answer } = await invoke(app, { time });
        expect([FunctionError, answer]).toMatchObject(["Unhandled", { errorType }]);
        expect((answer as { errorMessage: string }).errorMessage).toMatch(errorMessage);
      }
    }),
  );

  test("is ended at its timeout, a busy loop too", () =>
    RunningApplication.with(of(handler("for (;;);", { timeout: 1 })), async (app) => {
      const { answer } = await invoke(app);
      expect(answer).toMatchObject({ errorType: "Sandbox.Timedout" });
      expect((answer as { errorMessage: string }).errorMessage).toMatch(/Error: Task timed out after 1\.00 seconds$/);
    }));

  test("stays warm, and gets an environment more for each request at the same time", () => {
    const fn = handler(
      "exports.handler = async () => { count += 1; await new Promise((r) => setTimeout(r, 300)); return count; }; let count = 0;",
    );
    return RunningApplication.with(of(fn), async (app) => {
      await invoke(app);
      expect((await invoke(app)).answer).toBe(2);
      const all = await Promise.all(Array.from({ length: 8 }, () => app.call("POST", "/")));
      expect(all.every(({ status }) => status === 200)).toBe(true);
      const cold = app.reports("invocation").filter(({ initMilliseconds }) => initMilliseconds !== undefined);
      expect([app.reports("invocation").length, cold.length]).toEqual([10, 4]);
    });
  });

  test("may take a callback", () =>
    RunningApplication.with(
      of(handler("exports.handler = (event, context, done) => done(null, event.n + 1);")),
      async (app) => {
        expect((await invoke(app, { n: 1 })).answer).toBe(2);
      },
    ));

  test("reaches nothing but this machine", () =>
    RunningApplication.with(of(handler('await fetch("http://198.51.100.7/");')), async (app) => {
      const { answer } = await invoke(app);
      expect(JSON.stringify(answer)).toContain("fetch failed");
      expect((answer as { errorType: string }).errorType).toBe("TypeError");
    }));

  test.each([
    ["a datagram", 'require("node:dgram").createSocket("udp4").send("x", 9, "198.51.100.7");', "not 198.51.100.7"],
    [
      "a datagram over a connected socket",
      'require("node:dgram").createSocket("udp4").connect(9, "198.51.100.7");',
      "not 198.51.100.7",
    ],
    ["a name", 'require("node:dns").lookup("leak.example", () => undefined);', "not leak.example"],
    ["a name, by promise", 'await require("node:dns").promises.resolve4("leak.example");', "not leak.example"],
    [
      "a resolver",
      'new (require("node:dns").Resolver)().resolve4("leak.example", () => undefined);',
      "not leak.example",
    ],
    ["a module's own import", 'await (await import("node:dns")).lookup("leak.example", () => 0);', "not leak.example"],
    ["a process", 'require("node:child_process").execSync("true");', "start no process"],
    ["the hub's process", "process.kill(process.ppid);", "signal no process but their own"],
    ["a thread", 'new (require("node:worker_threads").Worker)("1", { eval: true });', "start no thread"],
  ])("neither reaches another machine nor starts anything: %s", (_, body, said) =>
    RunningApplication.with(of(handler(body)), async (app) => {
      const { answer } = await invoke(app);
      expect((answer as { errorMessage: string }).errorMessage).toContain(said);
    }),
  );

  test.each([
    ["the variables of processes", "/proc/self/environ"],
    ["the variables of the hub", "/proc/${process.ppid}/environ"],
    ["the system's files", "/etc/passwd"],
    ["the files of this project", path.join(__dirname, "..", "..", "..", "package.json")],
    ["the folders of others", tmpdir()],
  ])("reads nothing but its own folder: not %s", (_, file) =>
    RunningApplication.with(
      of(handler(`const fs = require("node:fs"); fs.statSync(\`${file}\`); return "seen";`)),
      async (app) => {
        const { answer } = await invoke(app);
        expect((answer as { errorMessage: string }).errorMessage).toMatch(/Access to this API has been restricted/);
      },
    ),
  );

  test("is not led out of its folder by a link in its zip", () => {
    const reads = 'return require("node:fs").readFileSync("link", "utf8");';
    const files = {
      "index.js": Buffer.from(source(reads)),
      // As zip writes a symbolic link on Unix.
      link: [Buffer.from("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }],
    } satisfies Zippable;
    return RunningApplication.with(of({ code: { files } }), async (app) => {
      expect((await invoke(app)).answer).toBe("/etc/passwd");
    });
  });

  test("writes to a folder of its own that stands for /tmp, and to no other", () => {
    const body =
      'const fs = require("node:fs"); const file = require("node:os").tmpdir() + "/a"; fs.writeFileSync(file, "1");' +
      'const other = __dirname + "/b"; try { fs.writeFileSync(other, "1"); } catch (error) { return [fs.readFileSync(file, "utf8"), error.code]; }';
    return RunningApplication.with(of(handler(body)), async (app) => {
      expect((await invoke(app)).answer).toEqual(["1", "ERR_ACCESS_DENIED"]);
    });
  });

  test("that writes without end and without a line break is told in parts, and ended at its timeout", () =>
    RunningApplication.with(
      of(handler('for (;;) process.stdout.write("x".repeat(1_000_000));', { timeout: 1 })),
      async (app) => {
        const { answer } = await invoke(app);
        expect(answer).toMatchObject({ errorType: "Sandbox.Timedout" });
        expect(Math.max(...app.log.map((line) => line.length))).toBeLessThanOrEqual(65_536);
      },
    ));

  test("cannot answer the hub but by its answer", () =>
    RunningApplication.with(
      of(handler('if (process.send !== undefined) process.send({ kind: "succeeded", payload: "2" }); return 1;')),
      async (app) => {
        expect((await invoke(app)).answer).toBe(1);
      },
    ));

  test("reaches this machine by a datagram, and by its name", () =>
    RunningApplication.with(
      of(
        handler(
          'const socket = require("node:dgram").createSocket("udp4");' +
            'await new Promise((resolve) => socket.send("x", 9, "127.0.0.1", resolve)); socket.close();' +
            'return (await require("node:dns").promises.lookup("localhost")).address;',
        ),
      ),
      async (app) => {
        expect((await invoke(app)).answer).toMatch(/^(127\.0\.0\.1|::1)$/);
      },
    ));

  test("writes to the hub's reports, line by line", () =>
    RunningApplication.with(of(handler('console.log("one\\ntwo"); console.error("three");')), async (app) => {
      await invoke(app);
      while (app.log.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(app.log).toEqual(expect.arrayContaining(["one", "two", "three"]));
    }));

  test("without code says so", () =>
    RunningApplication.with(of(handler("return 1;", { overrides: { filename: "assets/none.zip" } })), async (app) => {
      const { answer } = await invoke(app);
      expect((answer as { errorMessage: string }).errorMessage).toMatch(/cannot be read from .*none\.zip$/);
    }));
});

test("a function that is reserved no concurrency is throttled", () =>
  RunningApplication.with(
    of(handler("return 1;", { overrides: { reserved_concurrent_executions: 0 } })),
    async (app) => {
      await expect(invoke(app)).rejects.toMatchObject({ name: "TooManyRequestsException" });
      expect((await app.call("POST", "/")).status).toBe(500);
    },
  ));

describe("an event that a function fails on", () => {
  const pattern = { source: ["com.orders"] };
  const failing = (more: Partial<SampleFunction> = {}): SampleApplication => ({
    routes: { order: { key: "POST /orders", putEvents: {} } },
    consumers: { consumer: { ...handler('throw new Error("no stock");', more), pattern } },
  });
  const letter = async (app: RunningApplication) => {
    const QueueUrl = `${app.hub.url}/${HUB_ACCOUNT}/consumer-dead-letters`;
    const { Messages = [] } = await app.running.sqs(HUB_ACCOUNT).send(new ReceiveMessageCommand({ QueueUrl }));
    return Messages.map(({ Body = "" }) => JSON.parse(Body) as object);
  };

  test("is retried twice, and left in the function's queue with the reason", () =>
    RunningApplication.with(failing(), async (app) => {
      await app.call("POST", "/orders", '{"order":"O-1"}');
      await app.hub.settled();
      expect(app.reports("invocation").map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(await letter(app)).toMatchObject([
        {
          version: "1.0",
          requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
          requestPayload: { "detail-type": "OrderPlaced", detail: { order: "O-1" } },
          responseContext: { functionError: "Unhandled" },
          responsePayload: { errorType: "Error", errorMessage: "no stock" },
        },
      ]);
    }));

  test("is not tried at all where the reserved concurrency is 0", () =>
    RunningApplication.with(failing({ overrides: { reserved_concurrent_executions: 0 } }), async (app) => {
      await app.call("POST", "/orders", "{}");
      await app.hub.settled();
      expect(app.reports("invocation")).toEqual([]);
      expect(await letter(app)).toMatchObject([{ requestContext: { condition: "ZeroReservedConcurrency" } }]);
    }));

  test("stopping the hub ends it, and leaves no process and no file behind", async () => {
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("hub-function-"));
    const before = folders();
    const began = performance.now();
    await RunningApplication.with(failing({ timeout: 60, ...handler("await new Promise(() => {});") }), async (app) => {
      await app.call("POST", "/orders", "{}");
      while (folders().length === before.length) await new Promise((resolve) => setTimeout(resolve, 10));
    });
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(folders()).toEqual(before);
  });
});

describe("a schedule", () => {
  const invokes = {
    name: "invoke",
    policy: JSON.stringify({ Statement: [statement(["lambda:InvokeFunction"], "*")] }),
  };
  const scheduled = (inline: readonly object[]): SampleApplication => ({
    functions: { fn: handler("console.log(JSON.stringify(event));") },
    resources: {
      aws_scheduler_schedule: {
        outbox: {
          name: "outbox",
          group_name: "users",
          schedule_expression: "rate(1 minute)",
          target: { arn: "${aws_lambda_function.fn.arn}", role_arn: `arn:aws:iam::${HUB_ACCOUNT}:role/schedule-role` },
        },
      },
    },
    hubResources: { aws_iam_role: { schedule: { name: "schedule-role", inline_policy: inline } } },
  });

  test("fires when it is told to, with Scheduler's own event", () =>
    RunningApplication.with(scheduled([invokes]), async (app) => {
      expect((await app.hubPath("schedules")).output).toEqual([{ name: "outbox", expression: "rate(1 minute)" }]);
      expect((await app.hubPath("schedules", { name: "outbox" })).output).toEqual({ fired: "outbox" });
      await app.hub.settled();
      while (app.log.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(JSON.parse(app.log[0] ?? "")).toMatchObject({
        source: "aws.scheduler",
        "detail-type": "Scheduled Event",
        resources: [`arn:aws:scheduler:eu-central-1:${APP_ACCOUNT}:schedule/users/outbox`],
        detail: "{}",
      });
    }));

  test.each([
    ["other", /^no schedule is called other$/],
    ["outbox", /lambda:InvokeFunction on resource: .*:function:fn because no identity-based policy allows/],
  ])("%s is refused in a sentence", (name, message) =>
    RunningApplication.with(scheduled([]), async (app) => {
      const { status, output } = await app.hubPath("schedules", { name });
      expect(status).toBe(400);
      expect((output as { message: string }).message).toMatch(message);
    }),
  );
});
