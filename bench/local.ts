import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const ACCOUNT = "200000000001";
const REGION = "eu-central-1";
const DESTINATIONS = 10;
const ENTRIES_A_CALL = 10;
const CALLS_AT_ONCE = 8;
const MOTO_PORT = 5_987;

/** Events of each run: a burst, and what a memory that grows would not survive. */
const RUNS = [500, 3_000, 10_000];

/**
 * Events that the local hub takes and deliveries that it makes in a second, each over an OAuth connection of its own, with
 * rate limits out of the way; its memory, and the retries that nobody ordered. Beside it the PutEvents of `moto_server`,
 * which delivers nothing, where that is installed.
 */
export async function benchLocal(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-local-"));
  try {
    writeTerraform(folder);
    console.log(`node ${process.version}; ${DESTINATIONS} OAuth destinations, each takes every event`);
    for (const events of RUNS) await measureHub(folder, events);
    await measureMoto(RUNS[0] ?? 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureHub(folder: string, events: number): Promise<void> {
  const hub = spawn("./hub", ["local", "--out", folder, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: hub.stdout });
  let retries = 0;
  const listening = new Promise<string>((resolve) => {
    lines.on("line", (line) => {
      if (line.startsWith('{"kind":"retry"')) retries += 1;
      else if (line.startsWith('{"kind":"listening"'))
        resolve(z.object({ url: z.string() }).parse(JSON.parse(line)).url);
    });
  });
  try {
    const port = Number(new URL(await listening).port);
    const memory = watchMemory(hub);
    const began = performance.now();
    await putAll(port, events);
    const taken = (performance.now() - began) / 1000;
    const counts = await settled(port);
    const seconds = (performance.now() - began) / 1000;
    const { delivered, deadLettered, dropped } = counts;
    console.log(
      `hub   ${events} events: ${Math.round(events / taken)} taken a second, ${Math.round(delivered / seconds)} delivered a ` +
        `second; ${delivered} delivered, ${retries} retries, ${deadLettered + dropped} given up; ${memory()} MB at most`,
    );
  } finally {
    hub.kill("SIGINT");
    await new Promise((resolve) => hub.once("close", resolve));
  }
}

async function measureMoto(events: number): Promise<void> {
  if (spawnSync("moto_server", ["--version"]).error !== undefined) {
    console.log("moto  is not installed");
    return;
  }
  const moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(MOTO_PORT)], { stdio: "ignore" });
  try {
    for (let tries = 0; tries < 100; tries += 1) {
      const isUp = await call(MOTO_PORT, "GET", "/", "").then(
        () => true,
        () => false,
      );
      if (isUp) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const began = performance.now();
    await putAll(MOTO_PORT, events, "default");
    const taken = (performance.now() - began) / 1000;
    console.log(`moto  ${events} events: ${Math.round(events / taken)} taken a second, none delivered`);
  } finally {
    moto.kill();
    await new Promise((resolve) => moto.once("close", resolve));
  }
}

const agent = new http.Agent({ keepAlive: true });

function call(port: number, method: string, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const credential = `Credential=${ACCOUNT}/20261126/${REGION}/events/aws4_request`;
    const headers = {
      "Content-Type": "application/x-amz-json-1.1",
      "Content-Length": Buffer.byteLength(body),
      "X-Amz-Target": "AWSEvents.PutEvents",
      Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
    };
    // A connection that is kept may be closed by a hub that is busy just when it is used again.
    const kept = method === "POST" ? agent : false;
    const request = http.request({ host: "127.0.0.1", port, method, path: url, agent: kept, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve(Buffer.concat(chunks).toString("utf8"));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function putAll(port: number, events: number, bus = "bench"): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < events) {
      const from = next;
      next += ENTRIES_A_CALL;
      const Entries = Array.from({ length: ENTRIES_A_CALL }, (_, index) => ({
        EventBusName: bus,
        Source: "bench",
        DetailType: "Order Placed",
        Detail: JSON.stringify({ id: `O-${from + index}`, text: "x".repeat(300) }),
      }));
      const answer = await call(port, "POST", "/", JSON.stringify({ Entries }));
      if (!/"FailedEntryCount": ?0/.test(answer)) throw new Error(`PutEvents was answered ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
}

const statusSchema = z.object({
  deliveries: z.object({ pending: z.number(), delivered: z.number(), deadLettered: z.number(), dropped: z.number() }),
});

async function settled(port: number) {
  for (;;) {
    const { deliveries } = statusSchema.parse(JSON.parse(await call(port, "GET", "/_hub/status", "")));
    if (deliveries.pending === 0) return deliveries;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The most memory that a process has had, in megabytes; Linux tells. */
function watchMemory({ pid = 0 }: ChildProcess): () => string {
  return () => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return String(Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024));
    } catch {
      return "unknown";
    }
  };
}

/** The Terraform of a bus with a rule and a destination for each connection. */
function writeTerraform(folder: string): void {
  const each = <T>(make: (id: string) => T) =>
    Object.fromEntries(Array.from({ length: DESTINATIONS }, (_, index) => [`d${index}`, make(`d${index}`)]));
  const stack = {
    provider: { aws: [{ region: REGION, allowed_account_ids: [ACCOUNT] }] },
    resource: {
      aws_cloudwatch_event_bus: { bench: { name: "bench" } },
      aws_cloudwatch_event_connection: each((id) => ({
        name: id,
        authorization_type: "OAUTH_CLIENT_CREDENTIALS",
        auth_parameters: {
          oauth: {
            authorization_endpoint: `https://${id}.example.com/token`,
            http_method: "POST",
            client_parameters: { client_id: "bench", client_secret: "bench" },
          },
        },
      })),
      aws_cloudwatch_event_api_destination: each((id) => ({
        name: id,
        connection_arn: `\${aws_cloudwatch_event_connection.${id}.arn}`,
        invocation_endpoint: `https://${id}.example.com/in`,
        http_method: "POST",
        invocation_rate_limit_per_second: 1_000_000,
      })),
      aws_cloudwatch_event_rule: each((id) => ({
        name: id,
        event_bus_name: "bench",
        event_pattern: '{"source":["bench"]}',
      })),
      aws_cloudwatch_event_target: each((id) => ({
        rule: id,
        event_bus_name: "bench",
        target_id: id,
        arn: `\${aws_cloudwatch_event_api_destination.${id}.arn}`,
        role_arn: `arn:aws:iam::${ACCOUNT}:role/bench`,
        input_transformer: { input_paths: { id: "$.detail.id" }, input_template: '{"order":<id>}' },
      })),
    },
  };
  const place = "stacks/bench/cdk.tf.json";
  mkdirSync(path.join(folder, path.dirname(place)), { recursive: true });
  writeFileSync(path.join(folder, place), JSON.stringify(stack));
  const manifest = { stacks: { bench: { name: "bench", synthesizedStackPath: place, dependencies: [] } } };
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
}
