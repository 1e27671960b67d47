import { tokenCallOf } from "../../connection/authorization";
import type { Finding } from "../files/findings";
import { connectionsOf, deliveries, type SoundFiles, type WrittenConnection } from "../sound-files";
import type { YamlFile } from "../files/yaml-file";
import { all } from "../wording";

/** What an OAuth token call needs and AWS leaves to the writer, and the retry that renews an expired token. */
export function* oauth(files: SoundFiles): Iterable<Finding> {
  for (const { value, file } of files.tenants) {
    for (const connection of connectionsOf(value)) yield* tokenCall(file, connection);
  }
  yield* withoutRetries(files);
}

function* tokenCall(file: YamlFile, { connection: { authorization }, path }: WrittenConnection): Iterable<Finding> {
  const call = tokenCallOf(authorization);
  if (call === undefined) return;
  const at = [...path, "authorization"];
  if (call.authorizationEndpoint.includes("*")) {
    yield file.finding(
      "token-endpoint-with-star",
      [...at, "authorizationEndpoint"],
      "a token endpoint has no path parameters; write it without *",
    );
  }
  const { header = {}, queryString = {}, body = {} } = call.oauthHttpParameters ?? {};
  if (!("grant_type" in body || "grant_type" in queryString || "grant_type" in header)) {
    const instead = "write oauthHttpParameters.body.grant_type: client_credentials";
    yield file.finding(
      "token-call-without-grant-type",
      at,
      `the token call has no grant_type, and AWS documents none of its own; ${instead}`,
    );
  }
  const given = { ...header, ...queryString, ...body };
  const problem = grantProblem(given);
  if (problem !== undefined) yield file.finding("grant-not-possible", at, problem);
  if (!Object.keys(header).some((name) => name.toLowerCase() === "content-type")) {
    const instead = "write oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded, or the vendor's";
    yield file.finding(
      "token-call-without-content-type",
      at,
      `the token call has no Content-Type, and AWS documents none of its own; ${instead}`,
    );
  }
}

/** RFC 6749: what a grant takes besides the client's credentials; undefined where only a person or a moment can give it. */
const GRANTS: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["password", ["username", "password"]],
  ["refresh_token", ["refresh_token"]],
  ["authorization_code", undefined],
  ["urn:ietf:params:oauth:grant-type:device_code", undefined],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", undefined],
]);

/** EventBridge sends the same parameters with every token call. */
function grantProblem(given: Readonly<Record<string, unknown>>): string | undefined {
  const { grant_type: grant } = given;
  if (typeof grant !== "string" || !GRANTS.has(grant)) return undefined;
  const wanted = GRANTS.get(grant);
  if (wanted === undefined) {
    const wrong = `the token call is always the same, and the grant ${grant} needs something new each time`;
    return `${wrong}; write grant_type: client_credentials, or another authorization that the product offers`;
  }
  const missing = wanted.filter((name) => !(name in given));
  if (missing.length === 0) return undefined;
  const parameters = missing.map((name) => `${name}: { secretKey: ${camelCase(name)} }`);
  return `the grant ${grant} lacks ${all(missing)}; write grant_type: client_credentials, or ${all(parameters)} beside it`;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** eb-target-connection-auth: the token is renewed when a call is answered 401 or 407, and sent with the next attempt. */
function* withoutRetries(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, connection, event, path } of deliveries(files)) {
    if (connection === undefined || tokenCallOf(connection.connection.authorization) === undefined) continue;
    if (event.retryPolicy.maximumRetryAttempts > 0) continue;
    const wrong = "0 with OAuth loses each event that meets an expired token, which AWS renews on a retry";
    yield tenant.file.finding(
      "oauth-without-retry",
      [...path, "retryPolicy", "maximumRetryAttempts"],
      `${wrong}; write 1 or more`,
    );
  }
}
