import { isDeepStrictEqual } from "node:util";
import { Command } from "commander";
import { systemClock, tryCredentials, type Route, type TrialRequest } from "#simulator/delivery";
import { buildTopology } from "#simulator/topology";
import type { Environment, Tenant } from "../../catalogue";
import { connectionNamed, type DeclaredConnection } from "../../catalogue/declared-connections";
import { readPreset, withVariables } from "../../catalogue/preset";
import { all, quote } from "../../catalogue/wording";
import { tokenCallOf } from "../../connection/authorization";
import { partsOfId } from "../../connection/names";
import { CommandFailure } from "../failure";
import { emittedStacks } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { readSecretKeys, realSecrets } from "../input/live-secrets";
import { pipedSecret, promptedSecret } from "../input/secret-input";
import { secretText } from "../input/secret-values";
import { TENANT_ARGUMENT } from "../input/tenant-argument";
import { runCommand } from "../run-command";
import { trialInWords, verdictOf, type ExpectedAnswer } from "../text/credential-trial-text";
import { note, withProgressLater } from "../text/terminal";

interface CheckOptions extends EnvironmentOptions {
  readonly url?: string;
}

const EXAMPLES = `
The credentials are asked for, or read as JSON from a pipe, as with "credentials put". They go to the product, from this
machine, and nowhere else: no call of AWS is made. The exit code is 0 where
the product takes them, 1 where not, and 2 where it could not be asked.

Examples:
  $ hub credentials check zendesk
  $ hub credentials check crm --url https://api.crm.example/v1/me`;

/** `hub credentials check`: whether a product takes credentials, before they are put. */
export function credentialsCheckCommand(): Command {
  return new Command("check")
    .description("Try a connection's credentials at the product, token call included, before they are put")
    .argument(...TENANT_ARGUMENT)
    .option("--url <address>", "GET this address instead of what the preset asks")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText("after", EXAMPLES)
    .action((tenant: string, options: CheckOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment !== undefined) await check(environment, connectionNamed(environment, tenant), options);
      }),
    );
}

async function check(environment: Environment, connection: DeclaredConnection, options: CheckOptions): Promise<void> {
  const tenant = environment.tenants.find(({ id }) => id === partsOfId(connection.id).tenant);
  const expected = expectedAnswer(tenant, connection, options.url);
  const { spec } = connection;
  // Who gives a secret wants to know who gets it.
  note(`The credentials go to ${all(hostsOf(connection, expected))}, and nowhere else.`);
  const asked = process.stdin.isTTY ? await promptedSecret(spec) : await pipedSecret(spec);
  const text = secretText(spec, asked);
  const stacks = emittedStacks(environment);
  const description = buildTopology(stacks).connections.find(({ name }) => name === spec.name)?.description;
  if (description === undefined) throw new CommandFailure(`the emitted Terraform has no connection ${spec.name}`);
  const secrets = realSecrets(text, description, readSecretKeys(stacks, spec.name));
  const { request } = expected;
  const doing = request === undefined ? "Asking for a token" : `Asking ${new URL(request.url).host}`;
  const trial = await withProgressLater(doing, () =>
    tryCredentials(description, secrets, request, { router: ownHost, clock: systemClock }),
  );
  const verdict = verdictOf(trial, expected);
  process.exitCode = verdict.good ? 0 : verdict.tried ? 1 : 2;
  if (options.json) console.log(JSON.stringify({ connection: connection.id, ...verdict }, null, 2));
  else if (verdict.good) console.log(trialInWords(connection.id, verdict, expected));
  else note(trialInWords(connection.id, verdict, expected));
}

/**
 * What is asked, and which answer is good.
 *
 * @throws CommandFailure where nothing is known that could be asked
 */
function expectedAnswer(
  tenant: Tenant | undefined,
  { id, spec }: DeclaredConnection,
  url: string | undefined,
): ExpectedAnswer {
  if (url !== undefined) {
    if (!/^https:\/\/[^/?#@]+([/?]|$)/.test(url) || !URL.canParse(url)) {
      throw new CommandFailure(`--url ${quote(url)}: write an https address without user and password`);
    }
    return { request: { method: "GET", url } };
  }
  const preset = tenant?.preset === undefined ? undefined : readPreset(tenant.preset).preset;
  // Credentials of a connection that is not the preset's are none of the preset's product.
  const isPresets = isDeepStrictEqual(
    withVariables(preset?.connection.authorization, tenant?.variables ?? {}),
    spec.authorization,
  );
  const known = isPresets ? preset?.credentialCheck : undefined;
  if (known !== undefined && !("none" in known)) {
    const address = withVariables(known.url, tenant?.variables ?? {});
    const request: TrialRequest = { method: known.method, url: String(address) };
    return { request, ...(known.succeeds === undefined ? {} : { succeeds: known.succeeds }) };
  }
  // A token says that client and secret are good, if not what they may do.
  if (spec.authorization.type === "OAUTH_CLIENT_CREDENTIALS") return { request: undefined };
  const why =
    known === undefined ? `${id} does not authorize as a preset says, which would know what to ask` : known.none;
  throw new CommandFailure(`${why}; write --url with an address of the product that only answers a good credential`);
}

/** Every host that is told something of the secret. */
function hostsOf({ spec }: DeclaredConnection, { request }: ExpectedAnswer): string[] {
  const addresses = [tokenCallOf(spec.authorization)?.authorizationEndpoint, request?.url];
  return [...new Set(addresses.flatMap((address) => (address === undefined ? [] : [new URL(address).host])))];
}

function ownHost(url: URL): Route {
  const protocol = url.protocol === "http:" ? "http:" : "https:";
  return { protocol, host: url.hostname, port: url.port === "" ? (protocol === "http:" ? 80 : 443) : Number(url.port) };
}
