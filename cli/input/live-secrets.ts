/** The real secrets of a connection, for `hub local --live`: what a tenant's secret holds, and under which keys. */
import { z } from "zod";
import { credentialOf, type ConnectionSecrets, type SecretParameter } from "#simulator/delivery";
import { tokenCallOf as tokenCallShown, type ConnectionDescription } from "#simulator/request";
import type { EmittedStack } from "#simulator/topology";
import { tokenCallOf } from "../../connection/authorization";
import { connectionSpecSchema } from "../../connection/spec";

/** The credentials that were given do not fit the connection. The message names what is missing, never a value. */
export class CredentialsError extends Error {}

const secretSchema = z.record(z.string(), z.string());

/**
 * Secrets for one real connection, from the JSON that its tenant's secret holds in Secrets Manager: `apiKey`, or
 * `username` and `password`, or `clientId` and `clientSecret`, and a value for every secret parameter, under its
 * `secretKey` or under the parameter's own name.
 *
 * @param secretKeys which key of the secret holds a parameter's value: see {@link readSecretKeys}
 * @throws CredentialsError when it is not such JSON, or a value is missing
 */
export function realSecrets(
  json: string,
  description: ConnectionDescription,
  secretKeys: SecretKeys,
): ConnectionSecrets {
  let values: Readonly<Record<string, string>>;
  try {
    values = secretSchema.parse(JSON.parse(json));
  } catch {
    throw new CredentialsError("the credentials are not a JSON object of strings, as the tenant's secret holds it");
  }
  const take = (...keys: readonly (string | undefined)[]) => {
    const found = keys.flatMap((key) => (key !== undefined && Object.hasOwn(values, key) ? (values[key] ?? []) : []));
    if (found[0] === undefined) throw new CredentialsError(`the credentials have no ${keys.find(Boolean) ?? "value"}`);
    return found[0];
  };
  const valueOf = (parameter: SecretParameter) => take(secretKeys(parameter), parameter.key);
  for (const parameter of secretParameters(description)) valueOf(parameter);
  return { credential: credentialOf(description.authorization, take), valueOf };
}

function secretParameters({ authorization, invocationHttpParameters }: ConnectionDescription): SecretParameter[] {
  const tokenCall = tokenCallShown(authorization);
  const calls = [
    ["invocation", invocationHttpParameters] as const,
    ...(tokenCall === undefined ? [] : [["token", tokenCall.oAuthHttpParameters] as const]),
  ];
  const parts = ["header", "queryString", "body"] as const;
  return calls.flatMap(([call, parameters]) =>
    parts.flatMap((part) =>
      parameters[part].filter(({ isValueSecret }) => isValueSecret).map(({ key }) => ({ call, part, key })),
    ),
  );
}

/** Which key of the tenant's secret holds the value of a parameter; undefined when that is not known. */
export type SecretKeys = (parameter: SecretParameter) => string | undefined;

/**
 * Reads which key holds what from the connection's specification, the SSM parameter that its stack emits beside it. The
 * connection itself cannot say: in Terraform its secret parameters are placeholders.
 */
export function readSecretKeys(stacks: readonly EmittedStack[], connectionName: string): SecretKeys {
  const specs = stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === "aws_ssm_parameter")
    .flatMap(({ values }) => {
      const read = connectionSpecSchema.safeParse(parsed(values["insecure_value"]));
      return read.success && read.data.name === connectionName ? [read.data] : [];
    });
  return ({ call, part, key }) => {
    const [spec] = specs;
    if (spec === undefined) return undefined;
    const parameters =
      call === "token" ? tokenCallOf(spec.authorization)?.oauthHttpParameters : spec.invocationHttpParameters;
    const value = parameters?.[part]?.[key];
    return typeof value === "object" ? value.secretKey : undefined;
  };
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
