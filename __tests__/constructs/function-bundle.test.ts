import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { unzipSync } from "fflate";
import { functionBundle } from "../../constructs/function-bundle";

const project = mkdtempSync(path.join(tmpdir(), "function-bundle-"));
const entry = path.join(project, "lambda", "sample", "index.ts");
const greeting = path.join(project, "lambda", "sample", "greeting.ts");

beforeEach(() => {
  cpSync(path.join(__dirname, "sample-function"), path.dirname(entry), { recursive: true });
  mkdirSync(path.join(project, "node_modules"), { recursive: true });
  writeFileSync(path.join(project, "package-lock.json"), "{}");
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

function code(zipFile: string): string {
  return new TextDecoder().decode(unzipSync(readFileSync(zipFile))["index.js"]);
}

async function answer(zipFile: string, name: string): Promise<unknown> {
  const loaded = { exports: {} as { handler?: (event: unknown) => Promise<unknown> } };
  runInNewContext(code(zipFile), { module: loaded, exports: loaded.exports });
  return loaded.exports.handler?.({ name });
}

test("the zip holds one file that runs the handler and what it imports", async () => {
  const { zipFile } = functionBundle(entry);
  expect(Object.keys(unzipSync(readFileSync(zipFile)))).toEqual(["index.js"]);
  expect(await answer(zipFile, "hub")).toBe("Hello hub");
});

test("the digest is the one that Lambda computes of the zip", () => {
  const { zipFile, sha256 } = functionBundle(entry);
  expect(sha256).toBe(createHash("sha256").update(readFileSync(zipFile)).digest("base64"));
});

test("the same sources give the same bytes, in another folder and another time zone too", () => {
  const { sha256 } = functionBundle(entry);
  const zone = process.env["TZ"];
  const elsewhere = mkdtempSync(path.join(tmpdir(), "function-bundle-elsewhere-"));
  try {
    process.env["TZ"] = "Pacific/Kiritimati";
    cpSync(project, elsewhere, { recursive: true, filter: (source) => !source.includes(".cache") });
    expect(functionBundle(path.join(elsewhere, "lambda", "sample", "index.ts")).sha256).toBe(sha256);
  } finally {
    process.env["TZ"] = zone;
    rmSync(elsewhere, { recursive: true });
  }
});

test("a bundle is kept while nothing changes", () => {
  const { zipFile } = functionBundle(entry);
  const { mtimeMs } = statSync(zipFile);
  functionBundle(entry);
  expect(statSync(zipFile).mtimeMs).toBe(mtimeMs);
});

test("a change of an imported file makes a new bundle", async () => {
  functionBundle(entry);
  writeFileSync(greeting, "export const greeting = (name: string) => `Servus ${name}`;\n");
  expect(await answer(functionBundle(entry).zipFile, "hub")).toBe("Servus hub");
});

test("a change of the packages makes a new bundle", () => {
  const { zipFile } = functionBundle(entry);
  const { mtimeMs } = statSync(zipFile);
  writeFileSync(path.join(project, "package-lock.json"), '{"changed":true}');
  functionBundle(entry);
  expect(statSync(zipFile).mtimeMs).not.toBe(mtimeMs);
});

test("a record or a zip that is damaged or gone is made again", async () => {
  const { zipFile } = functionBundle(entry);
  writeFileSync(zipFile.replace(/\.zip$/, ".json"), "{");
  rmSync(zipFile);
  expect(await answer(functionBundle(entry).zipFile, "hub")).toBe("Hello hub");
});

describe("a handler within a package of a project", () => {
  const installed = path.join(project, "node_modules", "event-hub");
  const packaged = path.join(installed, "lambda", "index.ts");

  beforeEach(() => {
    cpSync(path.dirname(entry), path.dirname(packaged), { recursive: true });
    writeFileSync(path.join(installed, "package.json"), "{}");
  });

  test("is bundled like one of the project's own, and kept with that project's packages", async () => {
    const { zipFile } = functionBundle(packaged);
    expect(path.dirname(zipFile)).toBe(path.join(project, "node_modules", ".cache", "functions"));
    expect(await answer(zipFile, "hub")).toBe("Hello hub");
    expect(code(zipFile).trim()).toMatch(/^"use strict";/);
    writeFileSync(path.join(path.dirname(packaged), "greeting.ts"), "export const greeting = () => 'Hi';\n");
    expect(await answer(functionBundle(packaged).zipFile, "hub")).toBe("Hi");
  });

  test("is bundled anew every time where the project has no lock file: its packages may have changed", () => {
    rmSync(path.join(project, "package-lock.json"));
    const { zipFile } = functionBundle(packaged);
    const { mtimeMs } = statSync(zipFile);
    functionBundle(packaged);
    expect(statSync(zipFile).mtimeMs).not.toBe(mtimeMs);
  });
});

test("sources that do not compile are an error that names the place", () => {
  writeFileSync(greeting, "export const greeting = (");
  expect(() => functionBundle(entry)).toThrow(/greeting\.ts:1:\d+/);
});
