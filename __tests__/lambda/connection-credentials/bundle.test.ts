import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { variablesOf } from "../../../connection/environment";
import { SECRET_EVENT } from "../../../connection/events";
import { REPAIR_RUNS } from "../../../connection/metrics";
import { serve, type HttpAws } from "./http-aws";
import { NAMING, oauthSecret, SECRET } from "../../connection/samples";
import { Scene } from "./scene";

/*
 * The handler as it is deployed: bundled, loaded by a Node of its own with nothing but Lambda's environment, and called.
 */
// Each call starts a Node of its own; other suites may be at work.
jest.setTimeout(60_000);

const folder = mkdtempSync(path.join(tmpdir(), "connection-credentials-"));
const bundle = path.join(folder, "index.js");
let http: HttpAws;
let scene: Scene;

beforeAll(async () => {
  http = await serve(() => scene.aws);
  await build({
    entryPoints: [path.join(__dirname, "../../../lambda/connection-credentials/index.ts")],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    outfile: bundle,
    logLevel: "error",
  });
});
afterAll(async () => {
  await http.stop();
  rmSync(folder, { recursive: true });
});

const RUN = `
const begin = performance.now();
const { handler } = require("./index.js");
const loaded = performance.now() - begin;
handler(JSON.parse(process.argv[1]), { getRemainingTimeInMillis: () => 60000 }).then(
  (answer) => console.log(JSON.stringify({ answer, loaded })),
  (error) => console.log(JSON.stringify({ thrown: String(error.stack), loaded })),
);`;

/** Calls the bundle once, cold; gives its last line and everything it wrote. */
async function call(event: object) {
  writeFileSync(path.join(folder, "run.js"), RUN.replace("process.argv[1]", "process.argv[2]"));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["run.js", JSON.stringify(event)], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT_URL: http.endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_LAMBDA_FUNCTION_NAME: "acme-test-connection-credentials",
      ...variablesOf(NAMING),
      POWERTOOLS_SERVICE_NAME: "connection-credentials",
      POWERTOOLS_METRICS_NAMESPACE: "acme-test-event-hub",
      POWERTOOLS_LOG_LEVEL: "INFO",
    },
  });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    answer: lines.at(-1) as { answer?: unknown; thrown?: string; loaded: number },
    lines,
    said: stdout + stderr,
  };
}

const rotation = {
  source: SECRET_EVENT.source,
  "detail-type": SECRET_EVENT.detailType,
  detail: { name: SECRET, labelUpdated: SECRET_EVENT.label },
};

test("the bundle carries a new value to the connection, and measures it", async () => {
  scene = new Scene();
  const version = scene.aws.putSecret(SECRET, oauthSecret("first"));
  const { answer, lines, said } = await call(rotation);
  expect(answer.answer).toEqual([
    expect.objectContaining({ status: "synced", connection: "crm", secretVersion: version }),
  ]);
  expect(scene.held).toContain("canary-id-first");
  expect(lines).toContainEqual(
    expect.objectContaining({ service: "connection-credentials", connection: "acme-test-crm", SyncFailed: 0 }),
  );
  const metric = lines.find((line) => "SyncFailed" in line)?.["_aws"];
  expect(metric).toMatchObject({
    CloudWatchMetrics: [{ Namespace: "acme-test-event-hub", Dimensions: [["service", "connection"]] }],
  });
  expect(said).not.toContain("canary");
});

test("a repair run is counted without a connection", async () => {
  scene = new Scene();
  const { answer, lines } = await call({ action: "repair" });
  expect(answer.answer).toMatchObject({ failed: ["crm"] });
  const metric = lines.find((line) => REPAIR_RUNS in line);
  expect(metric).toMatchObject({ [REPAIR_RUNS]: 1, _aws: { CloudWatchMetrics: [{ Dimensions: [["service"]] }] } });
});

test("a network that hangs up now and then is outlasted", async () => {
  scene = new Scene();
  scene.aws.putSecret(SECRET, oauthSecret("first"));
  for (const operation of ["GetParameter", "UpdateConnection", "DescribeConnection"])
    scene.aws.fail(operation, "reset", 4);
  const { answer } = await call({ action: "sync", connection: "crm" });
  expect(answer.answer).toMatchObject({ status: "synced" });
});

test("an answer that never comes is waited for no longer than 4 s", async () => {
  scene = new Scene();
  scene.aws.putSecret(SECRET, oauthSecret("first"));
  scene.aws.fail("UpdateConnection", "silent", 1);
  const { answer } = await call({ action: "sync", connection: "crm" });
  expect(answer.answer).toMatchObject({ status: "synced" });
});

test("a fault is thrown without a secret, and counts as failed", async () => {
  scene = new Scene();
  scene.aws.putSecret(SECRET, oauthSecret("first"));
  scene.aws.fail("UpdateConnection", { code: "AccessDeniedException" });
  const { answer, lines, said } = await call(rotation);
  expect(answer.thrown).toMatch(/^SyncFault: connection acme-test-crm: AccessDeniedException: /);
  expect(lines).toContainEqual(expect.objectContaining({ connection: "acme-test-crm", SyncFailed: 1 }));
  expect(said).not.toContain("canary");
});

test("it is small and loads fast: below 900 kB, and two seconds on a busy machine", async () => {
  scene = new Scene();
  const { answer } = await call({});
  expect(statSync(bundle).size).toBeLessThan(900_000);
  expect(answer.loaded).toBeLessThan(2_000);
});
