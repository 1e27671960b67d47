/** What each key of a connection's secret is, in words for the person who has the values. */
import type { ConnectionSpec } from "../../catalogue/declared-connections";

type HttpParameters = NonNullable<ConnectionSpec["invocationHttpParameters"]>;

const PARTS = [
  ["header", "header"],
  ["queryString", "query parameter"],
  ["body", "body parameter"],
] as const;

/**
 * Every key that a connection's secret must hold, with what its value is. Which keys these are follows from the
 * connection's spec; the sync function asks for the same ones.
 */
export function secretKeys({ authorization, invocationHttpParameters }: ConnectionSpec): Map<string, string> {
  const keys = new Map<string, string>();
  switch (authorization.type) {
    case "OAUTH_CLIENT_CREDENTIALS":
      keys.set("clientId", "the id of the OAuth client");
      keys.set("clientSecret", "the secret of the OAuth client");
      break;
    case "API_KEY":
      keys.set("apiKey", apiKeyInWords(authorization.apiKeyName));
      break;
    case "BASIC":
      keys.set("username", "the user name of basic authorization");
      keys.set("password", "the password of basic authorization");
  }
  const tokenParameters =
    authorization.type === "OAUTH_CLIENT_CREDENTIALS" ? authorization.oauthHttpParameters : undefined;
  for (const [key, what] of [
    ...namedKeys(invocationHttpParameters, "every request"),
    ...namedKeys(tokenParameters, "every token request"),
  ]) {
    const known = keys.get(key);
    keys.set(key, known === undefined ? what : `${known}; ${what}`);
  }
  return keys;
}

/** What people get wrong most: the header holds more than the key that the product's pages show. */
function apiKeyInWords(header: string): string {
  const example = header.toLowerCase() === "authorization" ? ', for instance with "Bearer " in front' : "";
  return `the whole value of header ${header}${example}`;
}

function namedKeys(parameters: HttpParameters | undefined, of: string): [key: string, what: string][] {
  return PARTS.flatMap(([part, word]) =>
    Object.entries(parameters?.[part] ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [] : [[value.secretKey, `${word} ${name} of ${of}`]],
    ),
  );
}
