/** Secrets of connections, and the specs that say what they hold. */
import { CommandFailure } from "../../../cli/failure";
import { CredentialsError, realSecrets } from "../../../cli/input/live-secrets";
import { secretText } from "../../../cli/input/secret-values";
import { namesOfId, namingOf } from "../../../connection/names";
import { checkSecret } from "../../../connection/secret";
import { parseSpec, type ConnectionSpec } from "../../../connection/spec";
import { CANARY, type Surface } from "../faults";
import type { Seed } from "../mutation";

const json = (name: string, value: unknown): Seed => ({ name, language: "json", text: JSON.stringify(value, null, 1) });

const NAMES = namesOfId(namingOf({ namespace: "acme", environment: "dev" }), "salesforce/crm");

const SPEC: ConnectionSpec = {
  name: NAMES.connection,
  secretName: NAMES.secret,
  kmsKeyIdentifier: "alias/acme-dev",
  authorization: {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.salesforce.example/token",
    httpMethod: "POST",
    oauthHttpParameters: { body: { scope: "api", audience: { secretKey: "audience" } } },
  },
  invocationHttpParameters: { header: { "X-Tenant": { secretKey: "tenantKey" } }, queryString: { v: "1" } },
};

/** Secrets of connections: no message may repeat a value. */
export function secrets(): Surface {
  const values = ["clientId", "clientSecret", "audience", "tenantKey"].map((key) => [key, `${CANARY}${key}`]);
  const hidden = [{ key: "audience", isValueSecret: true }] as const;
  const none = { header: [], queryString: [], body: [] };
  const description = {
    authorization: { ...SPEC.authorization, oAuthHttpParameters: { ...none, body: hidden } },
    invocationHttpParameters: none,
  } as Parameters<typeof realSecrets>[1];
  return {
    name: "secret",
    weight: 2,
    seeds: [json("secret", Object.fromEntries(values))],
    take: (secret) => {
      const checked = checkSecret(SPEC, secret);
      if (!checked.ok) return [checked.reason, ...(/^\s*\{/.test(secret) ? [] : [secretText(SPEC, secret)])];
      secretText(SPEC, secret);
      realSecrets(secret, description, () => undefined);
      return [`taken, unused: ${String(checked.value.unusedKeys.length)}`];
    },
    refusals: [CommandFailure, CredentialsError],
  };
}

/** Specs of connections, which the sync function reads. */
export function specs(): Surface {
  return {
    name: "connection spec",
    weight: 1,
    seeds: [json("spec", SPEC)],
    take: (spec) => {
      const read = parseSpec(spec, NAMES);
      return [read.ok ? `the spec of ${read.value.name}` : read.reason];
    },
    refusals: [],
  };
}
