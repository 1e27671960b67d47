/** What each key of a connection's secret is, in words for the person who has the values. */
import { credentialsInWords, tokenCallOf, type HttpParameters } from "../../connection/authorization";
import type { ConnectionSpec } from "../../connection/spec";

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
  const keys = new Map(Object.entries(credentialsInWords(authorization)));
  for (const [key, what] of [
    ...namedKeys(invocationHttpParameters, "every request"),
    ...namedKeys(tokenCallOf(authorization)?.oauthHttpParameters, "every token request"),
  ]) {
    const known = keys.get(key);
    keys.set(key, known === undefined ? what : `${known}; ${what}`);
  }
  return keys;
}

function namedKeys(parameters: HttpParameters | undefined, of: string): [key: string, what: string][] {
  return PARTS.flatMap(([part, word]) =>
    Object.entries(parameters?.[part] ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [] : [[value.secretKey, `${word} ${name} of ${of}`]],
    ),
  );
}
