import type { ConnectionDescription } from "#simulator/request";
import type { Topology } from "#simulator/topology";

/** What stands for a secret. */
export const HIDDEN = "...";

/**
 * Takes out of a text what a local hub makes up for secrets, so that a script says the same of what is simulated and of
 * what is sent.
 */
export function secretsHider({ connections }: Topology): (text: string) => string {
  const keys = new Set(["clientId", ...connections.flatMap(({ description }) => secretKeysOf(description))]);
  const values = [...keys].map((key) => `local-${key}`).sort((one, other) => other.length - one.length);
  return (text) => values.reduce((rest, value) => rest.replaceAll(value, HIDDEN), text);
}

function secretKeysOf({ authorization, invocationHttpParameters }: ConnectionDescription): string[] {
  const token = authorization.type === "OAUTH_CLIENT_CREDENTIALS" ? [authorization.oAuthHttpParameters] : [];
  return [invocationHttpParameters, ...token].flatMap(({ header, queryString, body }) =>
    [...header, ...queryString, ...body].filter(({ isValueSecret }) => isValueSecret).map(({ key }) => key),
  );
}
