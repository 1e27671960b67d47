import { credentialOf, type ConnectionSecrets } from "../delivery";
import type { ConnectionDescription } from "../request";

/** Secrets for connections whose requests go to the recorder: made up, and recognizable as such. */
export function localSecrets({ authorization }: ConnectionDescription): ConnectionSecrets {
  return {
    credential: credentialOf(authorization, (key) => `local-${key}`),
    valueOf: ({ key }) => `local-${key}`,
  };
}
