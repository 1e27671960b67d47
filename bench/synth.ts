import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";

const project = process.cwd();
const RUNS = 3;

/** The tenant most teams have: OAuth, one destination, one transformed event. */
function tenantFile(index: number): string {
  return `owner: Team ${index}
contact: team-${index}@acme.example
runbook: https://wiki.acme.example/runbooks/team-${index}
connection:
  authorization:
    type: OAUTH_CLIENT_CREDENTIALS
    authorizationEndpoint: https://team-${index}.example.com/oauth2/token
    httpMethod: POST
    oauthHttpParameters:
      header: { Content-Type: application/x-www-form-urlencoded }
      body: { grant_type: client_credentials }
destinations:
  orders:
    invocationEndpoint: https://team-${index}.example.com/v1/orders/*
    httpMethod: PUT
    invocationRateLimitPerSecond: 10
    events:
      order-placed:
        eventPattern:
          source: [com.acme.shop.orders]
          detail-type: [Order Placed]
        input:
          type: transformer
          paths: { amount: $.detail.total.amount, customer: $.detail.customer.id }
          template: |
            { "customer": <customer>, "amount": <amount> }
        httpParameters:
          pathParameterValues: [$.detail.orderId]
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 }
`;
}

/** An environment of dev's hub and sources and `count` generated tenants. */
function generateEnvironment(root: string, count: number): string {
  const folder = path.join(root, `generated-${count}`);
  const dev = path.join(project, "environments", "dev");
  cpSync(path.join(dev, "sources"), path.join(folder, "sources"), { recursive: true });
  mkdirSync(path.join(folder, "tenants"));
  const hub = readFileSync(path.join(dev, "hub.yaml"), "utf8");
  // AWS's default of 300 rules on a bus ends at 300 tenants.
  writeFileSync(path.join(folder, "hub.yaml"), `${hub}\nquotas:\n  rulesPerBus: 100000\n`);
  for (let index = 0; index < count; index += 1) {
    writeFileSync(path.join(folder, "tenants", `t${index}.yaml`), tenantFile(index));
  }
  return folder;
}

/** Wall seconds of a whole process. */
function seconds(command: readonly string[], env: string, outdir: string): number {
  const [program = "", ...args] = command;
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd: project,
    env: { ...process.env, HUB_ENV: env, CDKTF_OUTDIR: outdir },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stderr}`);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Seconds from the start of the process to the last file written: check and synthesis by the project's launcher, beside
 * the same main.ts under plain ts-node. Each pair of runs is taken in turn, so that a drift of the machine hits both.
 */
export function benchSynth(): void {
  const root = mkdtempSync(path.join(tmpdir(), "hub-bench-"));
  try {
    console.log(
      `Node ${process.version}, ${availableParallelism()} processors, median of ${RUNS} runs, whole process\n`,
    );
    console.log("tenants     hub synth   plain ts-node   ratio");
    const environments: [string, string][] = [
      ["dev", "dev"],
      ...[100, 1000].map((count): [string, string] => [String(count), generateEnvironment(root, count)]),
    ];
    for (const [label, env] of environments) {
      const runs = Array.from({ length: RUNS }, () => ({
        ours: seconds(["node", "cli/launch.cjs", "main.ts"], env, path.join(root, "out-ours")),
        tsNode: seconds(["node", "-r", "ts-node/register", "main.ts"], env, path.join(root, "out-ts-node")),
      }));
      const ours = median(runs.map((run) => run.ours));
      const tsNode = median(runs.map((run) => run.tsNode));
      const ratio = median(runs.map((run) => run.ours / run.tsNode));
      console.log(
        `${label.padEnd(10)}${`${ours.toFixed(2)} s`.padStart(11)}${`${tsNode.toFixed(2)} s`.padStart(16)}${ratio.toFixed(2).padStart(8)}`,
      );
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}
