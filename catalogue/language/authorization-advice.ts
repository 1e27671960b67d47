/** What to say of an authorization as other tools write it: types by other names, and credentials in the file. */
import { advise } from "./advice";
import { quote } from "../wording";

const CREDENTIAL =
  "leave it out, and give it to ./hub credentials put once the tenant's stack is deployed: credentials stand in no file";

/** By keys that people write into an authorization, what to do instead. */
export const elsewhere = Object.fromEntries(
  ["username", "password", "apiKey", "apiKeyValue", "token", "clientId", "clientSecret", "secret", "key", "value"].map(
    (key) => [key, CREDENTIAL],
  ),
);

/** What other tools call ways of authorizing, by their letters, and what it is here. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [
  [
    /^(none|noauth|anonymous|public|open)$/,
    "API_KEY with apiKeyName: X-Unused, a header that the product ignores, and put any value as its key: " +
      "EventBridge has no connection without authorization",
  ],
  [/^(bearer|bearertoken|token|jwt)$/, 'API_KEY with apiKeyName: Authorization, and put "Bearer <token>" as its key'],
  [/^(oauth|oauth2|clientcredentials)$/, "OAUTH_CLIENT_CREDENTIALS"],
  [/^(basicauth|usernamepassword|password)$/, "BASIC"],
  [/^(apikey|key|header|customheader)$/, "API_KEY"],
];

const TYPES = "OAUTH_CLIENT_CREDENTIALS, API_KEY or BASIC";

/** What to write for an authorization of a type that there is not, where its name tells what is meant. */
export function authorizationAdvice({ input }: { readonly input?: unknown }): string | undefined {
  if (input === undefined) {
    return advise({
      kind: "sentence",
      rule: "missing-value",
      wrong: "missing",
      instead: `write a mapping with type: ${TYPES} (API_KEY with any key for a product that asks for none)`,
    });
  }
  const type = typeof input === "object" && input !== null && "type" in input ? input.type : undefined;
  if (typeof type !== "string") return undefined;
  const letters = type.toLowerCase().replace(/[^a-z0-9]/g, "");
  const [, instead] = OTHER_NAMES.find(([names]) => names.test(letters)) ?? [];
  if (instead === undefined) return undefined;
  return advise({
    kind: "sentence",
    rule: "unknown-choice",
    wrong: `found ${quote(type)}`,
    instead: `write ${instead}`,
  });
}
