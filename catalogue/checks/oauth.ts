import type { Finding } from "../findings";
import { deliveries, type SoundFiles } from "../sound-files";

const AT = ["connection", "authorization"];

/** What an OAuth token call needs and AWS leaves to the writer, and the retry that renews an expired token. */
export function* oauth(files: SoundFiles): Iterable<Finding> {
  for (const { value, file } of files.tenants) {
    const { authorization } = value.connection;
    if (authorization.type !== "OAUTH_CLIENT_CREDENTIALS") continue;
    if (authorization.authorizationEndpoint.includes("*")) {
      yield file.error([...AT, "authorizationEndpoint"], "a token endpoint has no path parameters; write it without *");
    }
    const { header = {}, queryString = {}, body = {} } = authorization.oauthHttpParameters ?? {};
    if (!("grant_type" in body || "grant_type" in queryString || "grant_type" in header)) {
      const instead = "write oauthHttpParameters.body.grant_type: client_credentials";
      yield file.warning(AT, `the token call has no grant_type, and AWS documents none of its own; ${instead}`);
    }
    if (!Object.keys(header).some((name) => name.toLowerCase() === "content-type")) {
      const instead =
        "write oauthHttpParameters.header.Content-Type: application/x-www-form-urlencoded, or the vendor's";
      yield file.warning(AT, `the token call has no Content-Type, and AWS documents none of its own; ${instead}`);
    }
  }
  yield* withoutRetries(files);
}

/** eb-target-connection-auth: the token is renewed when a call is answered 401 or 407, and sent with the next attempt. */
function* withoutRetries(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, event, path } of deliveries(files)) {
    if (tenant.value.connection.authorization.type !== "OAUTH_CLIENT_CREDENTIALS") continue;
    if (event.retryPolicy.maximumRetryAttempts > 0) continue;
    const wrong = "0 with OAuth loses each event that meets an expired token, which AWS renews on a retry";
    yield tenant.file.error([...path, "retryPolicy", "maximumRetryAttempts"], `${wrong}; write 1 or more`);
  }
}
