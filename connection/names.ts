/**
 * The names of a connection, its secret and its spec, which all follow from one id: stacks make them, commands ask for
 * them, and the sync function finds the other two from any of the three.
 */
import { nameOfArn } from "../aws/arn";

/** What the names of one environment begin with; the sync function learns it from its environment variables. */
export interface Naming {
  /** `/<namespace>/<environment>/connections/` */
  readonly specPath: string;
  /** `<namespace>/<environment>/tenants/` */
  readonly secretPrefix: string;
  /** `<namespace>-<environment>-` */
  readonly connectionPrefix: string;
}

/** The three things that make one connection, and the id that all three names follow from. */
export interface ConnectionNames {
  /** `<tenant>`, or `<tenant>/<connection>` where a tenant has several. */
  readonly id: string;
  /** Of the connection in EventBridge. */
  readonly connection: string;
  /** Of the secret in Secrets Manager that holds the credentials. */
  readonly secret: string;
  /** Of the SSM parameter that holds the connection's spec. */
  readonly parameter: string;
}

/** Ids hold no underscore and no slash, so `a/b` and `a_b` cannot run into one another. */
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*)?$/;

/** The {@link Naming} of an environment. */
export function namingOf({ namespace, environment }: { readonly namespace: string; readonly environment: string }) {
  return {
    connectionPrefix: `${namespace}-${environment}-`,
    secretPrefix: `${namespace}/${environment}/tenants/`,
    specPath: `/${namespace}/${environment}/connections/`,
  } as const satisfies Naming;
}

/**
 * The id of a tenant's connection.
 *
 * @param connection absent where the tenant has a single one
 */
export function connectionId(tenant: string, connection?: string): string {
  return connection === undefined ? tenant : `${tenant}/${connection}`;
}

/** An id in its parts, as {@link connectionId} puts them together. */
export function partsOfId(id: string): { readonly tenant: string; readonly connection?: string } {
  const slash = id.indexOf("/");
  return slash < 0 ? { tenant: id } : { tenant: id.slice(0, slash), connection: id.slice(slash + 1) };
}

/** A connection's own part of its id, by its name in EventBridge; undefined for the single one of a tenant. */
export function ownIdOfConnection(connection: string): string | undefined {
  // No id holds an underscore; nor does a namespace or an environment.
  const underscore = connection.lastIndexOf("_");
  return underscore < 0 ? undefined : connection.slice(underscore + 1);
}

/** The names that follow from what somebody says is an id; undefined when it is none. */
export function namesOf(naming: Naming, id: string): ConnectionNames | undefined {
  return ID.test(id) ? namesOfId(naming, id) : undefined;
}

/** The names that follow from an id. */
export function namesOfId(naming: Naming, id: string): ConnectionNames {
  return {
    id,
    connection: naming.connectionPrefix + id.replace("/", "_"),
    secret: naming.secretPrefix + id,
    parameter: naming.specPath + id,
  };
}

/** Whose spec a parameter is; undefined when it is none of this environment's. */
export function namesOfParameter(naming: Naming, parameter: string): ConnectionNames | undefined {
  return after(naming.specPath, parameter, (id) => namesOf(naming, id));
}

/** Whose credentials a secret holds, by its name or ARN; undefined when it is none of this environment's. */
export function namesOfSecret(naming: Naming, nameOrArn: string): ConnectionNames | undefined {
  return after(naming.secretPrefix, nameOfArn("secret", nameOrArn), (id) => namesOf(naming, id));
}

/** Whose connection it is; undefined when it is none of this environment's. */
export function namesOfConnection(naming: Naming, connection: string): ConnectionNames | undefined {
  return after(naming.connectionPrefix, connection, (id) =>
    id.includes("/") ? undefined : namesOf(naming, id.replace("_", "/")),
  );
}

function after<T>(prefix: string, name: string, found: (rest: string) => T | undefined): T | undefined {
  return name.startsWith(prefix) ? found(name.slice(prefix.length)) : undefined;
}
