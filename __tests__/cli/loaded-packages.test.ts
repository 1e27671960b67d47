import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "./hub-process";

/** Tells at the end, in the order of the alphabet, which packages were loaded. */
const PROBE = `process.on("exit", () => {
  const packages = Object.keys(require.cache).flatMap((file) => /node_modules.((?:@[^/]+.)?[^/]+)/.exec(file)?.slice(1) ?? []);
  console.error(JSON.stringify([...new Set(packages)].sort()));
});`;

/** Whatever asks AWS gets no answer: nothing listens there. */
const NOWHERE = {
  ...process.env,
  ...{ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_PROFILE: undefined },
  ...{ AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" },
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-loaded-"));
  writeFileSync(path.join(folder, "probe.cjs"), PROBE);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function packagesLoadedBy(...args: readonly string[]): string[] {
  const node = ["--require", path.join(folder, "probe.cjs"), path.join(project, "hub"), ...args];
  const { stderr } = spawnSync(process.execPath, node, { cwd: project, env: NOWHERE, encoding: "utf8" });
  return JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "") as string[];
}

test("a command that asks nothing of AWS and of nobody waits neither for AWS's SDK nor for questions", () => {
  for (const args of [["check"], ["list"], ["demo"]]) {
    const loaded = packagesLoadedBy(...args);
    expect(loaded).toContain("commander");
    expect(loaded.filter((name) => /^@(aws-sdk|smithy|clack|inquirer)/.test(name))).toEqual([]);
  }
});

test("a command that asks AWS does load it", () => {
  expect(packagesLoadedBy("credentials", "status")).toContain("@aws-sdk/client-eventbridge");
});
