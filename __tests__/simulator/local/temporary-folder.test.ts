import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { temporaryFolder } from "#simulator/local";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "hub-test-"));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function leave(name: string): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "file"), "");
  return folder;
}

test("what a killed process left is removed when the next folder is made, and nothing else", () => {
  const { pid: gone } = spawnSync(process.execPath, ["-e", ""]);
  const machine = hostname().replace(/[^\w.]/g, "_");
  const left = leave(`hub-function-${machine}-${gone}-a1B2c3`);
  const others = [
    leave(`hub-function-${machine}-${process.pid}-a1B2c3`),
    leave(`hub-function-another.machine-${gone}-a1B2c3`),
    leave(`hub-emitted-${machine}-${gone}-a1B2c3`),
    leave(`hub-function-${machine}-mine`),
  ];
  const folder = temporaryFolder("function", root);
  expect([folder, ...others].filter(existsSync)).toEqual([folder, ...others]);
  expect(existsSync(left)).toBe(false);
});
