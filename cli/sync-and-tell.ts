import type { ConnectionSpec } from "../connection/spec";
import type { ConnectionCredentials } from "../hub-account";
import type { EnvironmentOptions } from "./input/environment-option";
import { outcomeInWords } from "./text/outcome-text";
import { note, withProgressLater, wrapped } from "./text/terminal";

/**
 * What `hub credentials put` ends with and `hub credentials sync` is: has the connection authorize, and prints what came
 * of it. Exit code 1 unless it did.
 */
export async function syncAndTell(
  credentials: ConnectionCredentials,
  spec: ConnectionSpec,
  { env, json }: EnvironmentOptions,
): Promise<void> {
  if (credentials.syncsHere) {
    note("An endpoint of AWS is overridden: emulators run no functions, so the sync runs in this process.");
  }
  const outcome = await withProgressLater(`Waiting for ${spec.name} to authorize`, () => credentials.sync());
  if (json) {
    console.log(JSON.stringify({ environment: env, name: spec.name, secret: spec.secretName, outcome }, null, 2));
  } else for (const sentence of outcomeInWords(spec, outcome)) console.log(wrapped(sentence, "").join("\n"));
  process.exitCode = outcome.status === "synced" ? 0 : 1;
}
