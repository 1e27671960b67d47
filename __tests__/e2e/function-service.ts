import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { unzipSync } from "fflate";
import type { ProgramEnvironment } from "./terraform";

/** A function as it was emitted. */
export interface EmittedFunction {
  readonly name: string;
  readonly zipFile: string;
  /** Its declared variables; what a function needs of its surroundings is added. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Loads the handler, gives it the event of standard input, and answers on descriptor 3, so that its log stays apart. */
const RUNNER = `
const { readFileSync, writeSync } = require("node:fs");
const answer = (value) => writeSync(3, JSON.stringify(value));
const context = { functionName: process.env.AWS_LAMBDA_FUNCTION_NAME, awsRequestId: "00000000-0000-4000-8000-000000000000",
  invokedFunctionArn: "arn:aws:lambda:eu-central-1:000000000000:function:test", memoryLimitInMB: "512",
  getRemainingTimeInMillis: () => 60_000 };
require("./index.js").handler(JSON.parse(readFileSync(0, "utf8")), context).then(
  (result) => answer({ result: result ?? null }),
  (error) => answer({ error: { errorType: error.name, errorMessage: error.message } }),
);`;

/**
 * Lambda's Invoke API over the emitted zips: the emulator keeps functions but runs them only with Docker. Each invocation
 * is a fresh Node process; what it writes is its log.
 */
export class FunctionService {
  private readonly logged: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    private readonly functions: ReadonlyMap<string, EmittedFunction>,
    private readonly surroundings: ProgramEnvironment,
  ) {}

  /** @param surroundings variables of every function: where AWS is, and as whom */
  static async start(
    functions: readonly EmittedFunction[],
    surroundings: ProgramEnvironment,
  ): Promise<FunctionService> {
    const folder = mkdtempSync(path.join(tmpdir(), "function-service-"));
    for (const { name, zipFile } of functions) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, "runner.cjs"), RUNNER);
      writeFileSync(path.join(folder, name, "index.js"), unzipSync(readFileSync(zipFile))["index.js"] ?? "");
    }
    const server = createServer();
    const service = new FunctionService(
      server,
      folder,
      new Map(functions.map((emitted) => [emitted.name, emitted])),
      surroundings,
    );
    server.on("request", (request, response) => {
      void (async () => {
        const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? "")?.[1];
        const emitted = name === undefined ? undefined : service.functions.get(decodeURIComponent(name));
        if (emitted === undefined) {
          response
            .writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException" })
            .end('{"Message":"no such function"}');
          return;
        }
        const answer = await service.run(emitted, await text(request));
        const failed = "error" in answer;
        response
          .writeHead(200, failed ? { "x-amz-function-error": "Unhandled" } : {})
          .end(JSON.stringify(failed ? answer.error : answer.result));
      })().catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  /** For `AWS_ENDPOINT_URL_LAMBDA`. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Everything that the functions have written, one entry an invocation. */
  get logs(): readonly string[] {
    return this.logged;
  }

  /** Invokes a function as EventBridge does. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    const emitted = this.functions.get(name);
    if (emitted === undefined) throw new Error(`No function ${name} was emitted`);
    return this.run(emitted, JSON.stringify(event));
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  private async run(emitted: EmittedFunction, event: string): Promise<{ result: unknown } | { error: unknown }> {
    const child = spawn(process.execPath, ["runner.cjs"], {
      cwd: path.join(this.folder, emitted.name),
      env: { ...this.surroundings, AWS_LAMBDA_FUNCTION_NAME: emitted.name, ...emitted.environment },
      stdio: ["pipe", "pipe", "pipe", "pipe"],
    });
    const [stdin, stdout, stderr, answer] = child.stdio;
    stdin.end(event);
    const [out, err, said] = await Promise.all([
      text(stdout),
      text(stderr),
      answer === undefined ? "" : text(answer as NodeJS.ReadableStream),
    ]);
    this.logged.push(out + err);
    if (said === "") throw new Error(`Function ${emitted.name} ended without an answer:\n${out}${err}`);
    return JSON.parse(said) as { result: unknown } | { error: unknown };
  }
}
