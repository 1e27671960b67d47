/** What `hub credentials put` and `hub credentials sync` do. */
import type { Hub } from "../catalogue";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import type { EnvironmentOptions } from "../cli/input/environment-option";
import { CommandFailure } from "../cli/failure";
import { pipedSecret, promptedSecret } from "../cli/input/secret-input";
import { secretText, secretWarning } from "../cli/input/secret-values";
import { shortVersion, withProgressLater, wrapped } from "../cli/text/terminal";
import { inWords } from "./aws-failure";
import { withoutFunctions } from "./endpoint-override";
import { outcomeInWords } from "./outcome";
import { openHubSession, type HubSession } from "./session";
import { syncConnection } from "./sync-connection";
import { putSecret, requireSecret } from "./tenant-secret";

/**
 * Puts a connection's credentials, has it authorize and prints what came of it. Exit code 1 unless it did.
 *
 * @throws CommandFailure when the credentials do not fit, or AWS cannot be asked
 */
export async function putCredentials(
  hub: Hub,
  declared: DeclaredConnection,
  options: EnvironmentOptions,
): Promise<void> {
  const { spec } = declared;
  // A pipe is read and checked before AWS is asked; a person is asked after it is known that there is a place for it.
  const piped = process.stdin.isTTY ? undefined : secretText(spec, await pipedSecret(spec));
  const session = await openHubSession(hub, "credentials-put");
  await inWords(session.roleArn, async () => {
    await requireSecret(session, declared);
    const text = piped ?? secretText(spec, await promptedSecret(spec));
    const warning = secretWarning(spec, text);
    if (warning !== undefined) say(`warning: ${warning}`);
    const version = await putSecret(session, spec.secretName, text);
    if (!options.json) console.log(`Put version ${shortVersion(version)} of secret ${spec.secretName}.`);
    await syncAndTell(session, hub, declared, options);
  });
}

/**
 * Has a connection authorize with what its secret holds, and prints what came of it. Exit code 1 unless it did.
 *
 * @throws CommandFailure when AWS cannot be asked
 */
export async function syncCredentials(
  hub: Hub,
  declared: DeclaredConnection,
  options: EnvironmentOptions,
): Promise<void> {
  const session = await openHubSession(hub, "credentials-sync");
  await inWords(session.roleArn, async () => {
    await requireSecret(session, declared);
    await syncAndTell(session, hub, declared, options);
  });
}

async function syncAndTell(
  session: HubSession,
  hub: Hub,
  { id, spec }: DeclaredConnection,
  { env, json }: EnvironmentOptions,
): Promise<void> {
  if (withoutFunctions()) {
    say("An endpoint of AWS is overridden: emulators run no functions, so the sync runs in this process.");
  }
  const outcome = await withProgressLater(`Waiting for ${spec.name} to authorize`, () =>
    syncConnection(session, hub, id),
  );
  if (outcome.connection !== id) {
    throw new CommandFailure(`the function synced ${outcome.connection} where ${id} was asked for`);
  }
  if (json)
    console.log(JSON.stringify({ environment: env, name: spec.name, secret: spec.secretName, outcome }, null, 2));
  else {
    const sentences = outcomeInWords(spec.name, outcome);
    // docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-states.html
    if (outcome.status === "synced" && spec.authorization.type !== "OAUTH_CLIENT_CREDENTIALS") {
      sentences.push("EventBridge tries it with the first event: a wrong value shows then, by an alarm.");
    }
    for (const sentence of sentences) console.log(wrapped(sentence, "").join("\n"));
  }
  process.exitCode = outcome.status === "synced" ? 0 : 1;
}

function say(text: string): void {
  console.error(wrapped(text, "", process.stderr).join("\n"));
}
