import { tokenCallOf } from "../../connection/authorization";
import { isSecretName, looksLikeCredential } from "../credentials";
import type { Finding } from "../files/findings";
import { connectionOf, connectionsOf, type SoundFiles } from "../sound-files";
import { quote } from "../wording";
import { pathText, type Path, type YamlFile } from "../files/yaml-file";

/** Names of query parameters that carry credentials, beyond those of {@link isSecretName}. */
const SECRET_QUERY = /^(key|sig|code|pass|auth|access[-_]?key)$/i;

const OTHER_ENDPOINT = "an endpoint with authorization where the vendor has one";

/** Webhooks whose address is the credential, and what the vendor has that is better. */
const SECRET_ADDRESSES: readonly (readonly [address: RegExp, what: string, instead: string])[] = [
  [
    /^https:\/\/(ptb\.|canary\.)?discord(app)?\.com\/api\/webhooks\/./i,
    "a Discord webhook",
    "https://discord.com/api/v10/channels/<channel>/messages with API_KEY authorization and a bot token",
  ],
  [
    /^https:\/\/[^/]*\.webhook\.office\.com\/./i,
    "a Teams webhook",
    "the address of a Teams workflow up to its sig, and sig under connection.invocationHttpParameters.queryString " +
      "as { secretKey: sig }",
  ],
  [/^https:\/\/[^/]*\.sumologic\.com\/receiver\/v1\/http\/./i, "a Sumo Logic collector", OTHER_ENDPOINT],
  [/^https:\/\/hooks\.zapier\.com\/hooks\/catch\/./i, "a Zapier webhook", OTHER_ENDPOINT],
];

const SLACK_WEBHOOK = /^https:\/\/hooks\.slack(-gov)?\.com\//i;

/** An endpoint stands in Terraform's state and in every plan, so it may not be a secret. */
export function* endpointCredentials({ tenants }: SoundFiles): Iterable<Finding> {
  for (const { value, file } of tenants) {
    for (const [id, destination] of Object.entries(value.destinations)) {
      const { path: ofConnection = ["connection"] } = connectionOf(value, destination) ?? {};
      yield* endpoint(file, ["destinations", id, "invocationEndpoint"], destination.invocationEndpoint, ofConnection);
    }
    for (const { connection, path } of connectionsOf(value)) {
      const call = tokenCallOf(connection.authorization);
      if (call === undefined) continue;
      yield* endpoint(file, [...path, "authorization", "authorizationEndpoint"], call.authorizationEndpoint, path);
    }
  }
}

function* endpoint(file: YamlFile, path: Path, address: string, ofConnection: Path): Iterable<Finding> {
  for (const [name, value] of queryOf(address)) {
    if (value === "" || value.includes("*")) continue;
    if (!SECRET_QUERY.test(name) && !isSecretName(name) && !looksLikeCredential(value)) continue;
    const instead = `write it under ${pathText(ofConnection)}.invocationHttpParameters.queryString as { secretKey: ... }`;
    yield file.finding(
      "secret-in-endpoint",
      path,
      `the query parameter ${quote(name)} carries a credential into Terraform's state; ${instead}`,
    );
  }
  if (SLACK_WEBHOOK.test(address)) {
    const instead = "write https://slack.com/api/chat.postMessage with API_KEY authorization and a bot token";
    yield file.finding(
      "secret-in-endpoint",
      path,
      `the address of a Slack webhook is a credential, and would reach Terraform's state; ${instead}`,
    );
  }
  const [, what, instead] = SECRET_ADDRESSES.find(([pattern]) => pattern.test(address)) ?? [];
  if (what !== undefined) {
    const wrong = `the address of ${what} is a credential, and reaches Terraform's state`;
    yield file.finding("secret-endpoint", path, `${wrong}; write ${instead ?? OTHER_ENDPOINT}`);
  } else if (!SLACK_WEBHOOK.test(address) && pathOf(address).some(looksLikeCredential)) {
    const wrong = "a part of the path looks like a credential, and reaches Terraform's state";
    yield file.finding(
      "secret-endpoint",
      path,
      `${wrong}; write ${OTHER_ENDPOINT}, or a header or query parameter as { secretKey: ... } if it takes one`,
    );
  }
}

function pathOf(address: string): readonly string[] {
  return address
    .replace(/^https:\/\/[^/?]*/, "")
    .replace(/\?.*$/s, "")
    .split("/");
}

function queryOf(address: string): URLSearchParams {
  const start = address.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : address.slice(start + 1));
}
