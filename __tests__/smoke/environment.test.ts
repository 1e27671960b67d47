import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { loadEnvironment } from "../../catalogue";
import { costOf } from "../../smoke/cost";
import { environmentFiles } from "../../smoke/environment/files";
import { environmentApp } from "../../stacks/environment-app";

const FACTS = {
  account: "210987654321",
  region: "eu-central-1",
  suffix: "abcdef",
  endpoint: "https://abcdefghij.execute-api.eu-central-1.amazonaws.com",
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "smoke-environment-"));
  for (const [name, text] of Object.entries(environmentFiles(FACTS))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("the environment of a run has nothing wrong with it but that the hub account publishes", () => {
  const { environment, findings } = loadEnvironment(folder);
  expect(environment).toBeUndefined();
  // What EventBridge sends where nobody says it is one of the things that a run finds out.
  const onPurpose = "token-call-without-content-type";
  expect(findings.map(({ rule }) => rule)).toEqual(["account-is-the-hub", onPurpose]);
  const sandbox = loadEnvironment(folder, undefined, { hubMayPublish: true });
  expect(sandbox.environment).toBeDefined();
  expect(sandbox.findings.map(({ rule }) => rule)).toEqual([onPurpose]);
});

test("before the endpoint is known, there are no tenants", () => {
  const names = Object.keys(environmentFiles({ ...FACTS, endpoint: undefined }));
  expect(names.filter((name) => name.startsWith("tenants/"))).toEqual([]);
});

test("a run costs less than a dollar, even one that takes a day", () => {
  const { environment } = loadEnvironment(folder, undefined, { hubMayPublish: true });
  if (environment === undefined) throw new Error("the environment has errors");
  const outdir = path.join(folder, "out");
  environmentApp(environment, outdir).synth();
  const { dollarsAnHour, billed } = costOf(readEmittedStacks(outdir));
  // What is billed is counted at all.
  expect(billed["aws_kms_key"]).toBeGreaterThan(0);
  expect(billed["aws_secretsmanager_secret"]).toBe(2);
  expect(dollarsAnHour).toBeGreaterThan(0.01);
  expect(24 * dollarsAnHour).toBeLessThan(1);
});
