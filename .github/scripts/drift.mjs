#!/usr/bin/env node
/**
 * drift.mjs STACK...: looks for drift in stacks, and writes into parts/PART.json what an issue tells of it: which resources
 * were changed, and no value. Drift is no failure here. A stack that could not be looked at is one, after the others.
 */
import { spawnSync } from "node:child_process";
import console from "node:console";
import { mkdirSync, writeFileSync } from "node:fs";
import process from "node:process";

const options = { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: Infinity };
const { status, stdout, error } = spawnSync("./hub", ["drift", ...process.argv.slice(2), "--json"], options);
if (error !== undefined) throw error;
const isLooked = status === 0 || status === 2;
if (!isLooked) console.error(stdout);

const { stacks = [] } = JSON.parse(stdout);
const told = stacks.map(({ stack, found: { kind, report } }) => ({
  stack,
  kind,
  changed: report?.drift.map(({ address }) => address) ?? [],
}));
mkdirSync("parts", { recursive: true });
writeFileSync(`parts/${process.env.PART}.json`, JSON.stringify(told));
process.exitCode = isLooked ? 0 : (status ?? 1);
