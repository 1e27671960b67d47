import type { Hub } from "../catalogue";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import type { ConnectionCredentials } from "../hub-account";
import type { EnvironmentOptions } from "./input/environment-option";
import { afterCredentials } from "./text/first-credentials";
import { outcomeInWords } from "./text/outcome-text";
import { note, withProgressLater, wrapped } from "./text/terminal";

/**
 * What `hub credentials put` ends with and `hub credentials sync` is: has the connection authorize, and prints what came
 * of it and what is next. Exit code 1 unless it did.
 */
export async function syncAndTell(
  credentials: ConnectionCredentials,
  hub: Hub,
  connection: DeclaredConnection,
  { env, json }: EnvironmentOptions,
): Promise<void> {
  const { spec, tenantState } = connection;
  if (credentials.syncsHere) {
    note("An endpoint of AWS is overridden: emulators run no functions, so the sync runs in this process.");
  }
  const outcome = await withProgressLater(`Waiting for ${spec.name} to authorize`, () => credentials.sync());
  const isSynced = outcome.status === "synced";
  const advice = isSynced ? afterCredentials(hub, connection, credentials.neverSyncedSince) : [];
  if (json) {
    const replay = advice.flatMap((each) => ("command" in each ? [each.command] : []))[0] ?? null;
    const said = { environment: env, name: spec.name, secret: spec.secretName, tenantState, outcome, replay };
    console.log(JSON.stringify(said, null, 2));
  } else {
    for (const sentence of outcomeInWords(spec, outcome)) console.log(wrapped(sentence, "").join("\n"));
    for (const each of advice) {
      console.log("command" in each ? `  ${each.command}` : `\n${wrapped(each.sentence, "").join("\n")}`);
    }
  }
  process.exitCode = isSynced ? 0 : 1;
}
