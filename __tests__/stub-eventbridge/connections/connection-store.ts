import type { Caller } from "../call";
import { phaseAt, type ConnectionState, type Phase } from "./life";
import type { StoredConnection } from "./stored-connection";

type Place = Pick<Caller, "account" | "region">;

/** The connections of all accounts and Regions. */
export class ConnectionStore {
  private readonly connections = new Map<string, StoredConnection>();

  find(place: Place, name: string): StoredConnection | undefined {
    const key = keyOf(place, name);
    const found = this.connections.get(key);
    if (found?.deleted === undefined || Date.now() < found.deleted) return found;
    this.connections.delete(key);
    return undefined;
  }

  /** All of an account in a Region, by name. */
  list(place: Place): StoredConnection[] {
    const beginning = keyOf(place, "");
    return [...this.connections]
      .filter(([key]) => key.startsWith(beginning))
      .flatMap(([, { name }]) => this.find(place, name) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  withArn(place: Place, arn: string): StoredConnection | undefined {
    return this.list(place).find((connection) => connection.arn === arn);
  }

  put(place: Place, connection: StoredConnection): void {
    this.connections.set(keyOf(place, connection.name), connection);
  }
}

function keyOf({ account, region }: Place, name: string): string {
  return `${account} ${region} ${name}`;
}

/** The phase that a connection is in now. */
export function phaseOf({ phases }: StoredConnection): Phase {
  return phaseAt(Date.now(), phases);
}

/** The state that a connection shows now. */
export function stateOf(connection: StoredConnection): ConnectionState {
  return phaseOf(connection).state;
}
