/** A recording of calls to AWS, as it is kept in a file that people read. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { parseArn } from "../../../aws/arn";
import type { Recorded } from "./recording-front";

const callSchema = z.string().regex(/^[a-z0-9-]+:\w+ \S+$/);
/** What was done (`central-bus plan`, `credentials put`) to who did it (a role's ARN) to `service:Action resource`, sorted. */
const recordingSchema = z.record(z.string(), z.record(z.string(), z.array(callSchema)));

/** A recording: what was done, by which role, with which calls. */
export type Recording = z.output<typeof recordingSchema>;

const FILE = path.join(__dirname, "..", "recorded-calls.json");

/** The recording that is kept. */
export function keptRecording(): Recording {
  return recordingSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
}

/** Replaces the recording that is kept. */
export function keepRecording(recording: Recording): void {
  writeFileSync(FILE, `${JSON.stringify(recording, undefined, 2)}\n`);
}

/** Names of keys: alias without `alias/` by a key's id. */
export type KeyNames = ReadonlyMap<string, string>;

/** What was done, and the calls of it. */
export type Doing = readonly [name: string, calls: readonly Recorded[]];

/** The recording of all that was done: each call once, for each role that made it. */
export function recordingOf(doings: readonly Doing[], keys: KeyNames): Recording {
  const recording: Record<string, Record<string, Set<string>>> = {};
  for (const [name, calls] of doings) {
    const byRole = (recording[name] ??= {});
    for (const { action, resource, caller } of calls) {
      (byRole[roleOf(caller)] ??= new Set()).add(`${action} ${withKeyName(resource, keys)}`);
    }
  }
  const sorted = ([role, calls]: [string, Set<string>]) => [role, [...calls].sort()] as const;
  return recordingSchema.parse(
    Object.fromEntries(
      Object.entries(recording).map(([name, byRole]) => [
        name,
        Object.fromEntries(
          Object.entries(byRole)
            .map(sorted)
            .sort(([a], [b]) => a.localeCompare(b)),
        ),
      ]),
    ),
  );
}

/** The role of a session, by its ARN; the emulator calls every path-less role so. */
function roleOf(caller: string): string {
  const arn = parseArn(caller);
  const name = /^assumed-role\/([^/]+)\//.exec(arn?.resource ?? "")?.[1];
  if (arn === undefined || name === undefined) throw new Error(`${caller} is no session of a role`);
  return `arn:${arn.partition}:iam::${arn.account}:role/${name}`;
}

/** A key's ARN with its alias for an id, which is another one in every recording. */
function withKeyName(resource: string, keys: KeyNames): string {
  return resource.replace(
    /(?<=^arn:[^:]+:kms:[^:]*:[^:]*:key\/)[0-9a-f]{8}-[0-9a-f-]{27}$/,
    (id) => keys.get(id) ?? "without-alias",
  );
}
