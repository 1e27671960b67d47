import { tokenCallOf } from "../../connection/authorization";
import type { Finding } from "../files/findings";
import { connectionsOf, deliveries, type SoundFiles, type WrittenConnection } from "../sound-files";
import type { YamlFile } from "../files/yaml-file";

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
  if (!Object.keys(header).some((name) => name.toLowerCase() === "content-type")) {
    const instead = "write oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded, or the vendor's";
    yield file.finding(
      "token-call-without-content-type",
      at,
      `the token call has no Content-Type, and AWS documents none of its own; ${instead}`,
    );
  }
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
