/** The connections that an environment's files declare, by the id that commands take and AWS's names end in. */
import type { Environment } from ".";
import { ruleArn } from "../aws/arn";
import { connectionId } from "../connection/names";
import type { ConnectionSpec } from "../connection/spec";
import { connectionSpec } from "./connection-spec";
import { connectionNames, deliveryNames, hubNames, stackIds } from "./names";
import { connectionState, type TenantState } from "./tenant-state";
import { either, nearest } from "./wording";

/** No connection of an environment, or not one alone, is called that; the message says what to write instead. */
export class NoSuchConnectionError extends Error {}

/** A connection as the catalogue declares it. */
export interface DeclaredConnection {
  /** The tenant, or `tenant/connection`: the argument TENANT of commands. */
  readonly id: string;
  /** The stack that makes it. */
  readonly stack: string;
  /** Its tenant's, as far as this connection goes: of its destinations, that of the furthest. */
  readonly tenantState: TenantState;
  /** What it is meant to be, without its secrets: the value of its SSM parameter. */
  readonly spec: ConnectionSpec;
  /** Name of the SSM parameter that holds the spec. */
  readonly parameterName: string;
  /** Days after which there should be new credentials. */
  readonly maxAgeDays: number;
  /** The rules whose events go out through it, of the destinations that are in that state. */
  readonly ruleArns: readonly string[];
}

/** Every connection of an environment, tenant by tenant. */
export function declaredConnections({ hub, tenants }: Environment): DeclaredConnection[] {
  return tenants.flatMap(({ id: tenant, connections, destinations, credentials }) =>
    connections.map((connection) => {
      const tenantState = connectionState(destinations, connection.id);
      return {
        id: connectionId(tenant, connection.id),
        stack: stackIds.tenant(tenant),
        tenantState,
        spec: connectionSpec(hub, tenant, connection),
        parameterName: connectionNames(hub, tenant, connection.id).parameter,
        maxAgeDays: credentials.maxAgeDays,
        ruleArns: destinations
          .filter((destination) => destination.connection === connection.id && destination.state === tenantState)
          .flatMap((destination) =>
            destination.events.map((event) =>
              ruleArn(hub, hubNames(hub).bus, deliveryNames(hub, tenant, destination.id, event.id).rule),
            ),
          ),
      };
    }),
  );
}

/**
 * The connections that TENANT means: a connection by its id, or all of a tenant.
 *
 * @throws NoSuchConnectionError when there is none; it names what may have been meant
 */
export function connectionsNamed(environment: Environment, name: string): DeclaredConnection[] {
  const all = declaredConnections(environment);
  const named = all.filter(({ id }) => id === name || id.startsWith(`${name}/`));
  if (named.length > 0) return named;
  const ids = all.map(({ id }) => id);
  const meant = nearest(name, ids);
  throw new NoSuchConnectionError(
    `no tenant is called ${name}; ${meant === undefined ? `there are ${ids.join(", ")}` : `write ${meant}`}`,
  );
}

/**
 * The one connection that TENANT means.
 *
 * @throws NoSuchConnectionError when there is none, or the tenant has several
 */
export function connectionNamed(environment: Environment, name: string): DeclaredConnection {
  const named = connectionsNamed(environment, name);
  const [connection] = named;
  if (connection === undefined || named.length > 1) {
    throw new NoSuchConnectionError(
      `tenant ${name} has ${named.length} connections; write ${either(named.map(({ id }) => id))}`,
    );
  }
  return connection;
}
