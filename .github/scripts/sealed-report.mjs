#!/usr/bin/env node
/**
 * sealed-report.mjs seal|open FROM TO: a report, or a part of one, holds digests of values that are secret, and whoever may
 * read the repository may read its artefacts. AES-256-GCM, with the key in REPORT_KEY (32 bytes in base64). Whatever was not
 * sealed with that key, for the same commit, is refused.
 */
import { Buffer } from "node:buffer";
import console from "node:console";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

const [work, from, to] = process.argv.slice(2);
const key = Buffer.from(process.env.REPORT_KEY ?? "", "base64");
const commit = Buffer.from(process.env.REPORT_COMMIT ?? "");

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

function seal(text) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(commit);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function open(sealed) {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(commit).setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  } catch {
    return fail(`${from} was not sealed with this key for the commit ${commit.toString()}, or was changed since`);
  }
}

if (to === undefined || (work !== "seal" && work !== "open")) fail("write sealed-report.mjs seal|open FROM TO");
if (key.length !== 32) fail("REPORT_KEY must be 32 bytes in base64; openssl rand -base64 32 prints such a key");
if (commit.length === 0) fail("REPORT_COMMIT must be the commit that was planned");
writeFileSync(to, (work === "seal" ? seal : open)(readFileSync(from)), { mode: 0o600 });
