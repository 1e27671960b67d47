/** What the cross-file checks look at: the files that are sound by themselves. */
import type { Finding } from "./files/findings";
import type {
  ConnectionFile,
  DestinationFile,
  EventPattern,
  FunctionFile,
  FunctionsFile,
  Hub,
  IngressFile,
  RouteFile,
  SourceFile,
  TenantEventFile,
  TenantFile,
} from "./model";
import type { EventTypes } from "./event-schemas/event-types";
import type { Publishers } from "./publishers";
import type { Path, YamlFile } from "./files/yaml-file";

/** A file that fits its schema. */
export interface Entry<T> {
  /** The alias or tenant id, from the file's name. */
  readonly id: string;
  readonly value: T;
  /** Where each value stands. */
  readonly file: YamlFile;
}

/** The sound files of an environment, in order of their names. */
export interface SoundFiles {
  /** Absent when `hub.yaml` has errors of its own. */
  readonly hub: Entry<Hub> | undefined;
  readonly sources: readonly Entry<SourceFile>[];
  readonly tenants: readonly Entry<TenantFile>[];
  /** Who publishes what; undefined while a source file has errors, since "nobody publishes this" might then be untrue. */
  readonly publishers: Publishers | undefined;
  /** The events that have a schema. */
  readonly eventTypes: EventTypes;
  readonly ingress: readonly Entry<IngressFile>[];
  readonly functions: readonly Entry<FunctionsFile>[];
  /** False while a functions file has errors: "there is no such function" might then be untrue. */
  readonly functionsComplete: boolean;
}

/** A check of one idea. It may assume that each file fits its schema, and nothing else. */
export type Check = (files: SoundFiles) => Iterable<Finding>;

/** A connection as a tenant's file says it, and where. */
export interface WrittenConnection {
  /** Absent where the tenant has a single connection. */
  readonly id: string | undefined;
  readonly connection: ConnectionFile;
  /** Path of the connection in the tenant's file. */
  readonly path: Path;
}

/** Every connection of a tenant, in the order they are written. */
export function connectionsOf({
  connection,
  connections = {},
}: Pick<TenantFile, "connection" | "connections">): WrittenConnection[] {
  return [
    ...(connection === undefined ? [] : [{ id: undefined, connection, path: ["connection"] }]),
    ...Object.entries(connections).map(([id, each]) => ({ id, connection: each, path: ["connections", id] })),
  ];
}

/** The connection that a destination uses; undefined when it names none of the tenant's: see checks/connections.ts. */
export function connectionOf(tenant: TenantFile, { connection: id }: DestinationFile): WrittenConnection | undefined {
  const connections = connectionsOf(tenant);
  return connections.find((each) => each.id === id) ?? connections.find((each) => each.id === undefined);
}

/** One event of one destination, and where it is written. */
export interface Delivery {
  readonly tenant: Entry<TenantFile>;
  readonly destinationId: string;
  readonly destination: DestinationFile;
  /** Undefined when the destination names none of the tenant's. */
  readonly connection: WrittenConnection | undefined;
  readonly eventId: string;
  readonly event: TenantEventFile;
  /** Path of the event in the tenant's file. */
  readonly path: Path;
}

/** Every event of every destination of every tenant. */
export function* deliveries(files: SoundFiles): Iterable<Delivery> {
  for (const tenant of files.tenants) {
    for (const [destinationId, destination] of Object.entries(tenant.value.destinations)) {
      const connection = connectionOf(tenant.value, destination);
      for (const [eventId, event] of Object.entries(destination.events)) {
        const path = ["destinations", destinationId, "events", eventId];
        yield { tenant, destinationId, destination, connection, eventId, event, path };
      }
    }
  }
}

/** One function, and where it is written. */
export interface WrittenFunction {
  readonly functions: Entry<FunctionsFile>;
  readonly functionId: string;
  readonly definition: FunctionFile;
  /** Path of the function in its file. */
  readonly path: Path;
}

/** Every function of every functions file. */
export function* writtenFunctions(files: SoundFiles): Iterable<WrittenFunction> {
  for (const functions of files.functions) {
    for (const [functionId, definition] of Object.entries(functions.value.functions)) {
      yield { functions, functionId, definition, path: ["functions", functionId] };
    }
  }
}

/** An event pattern, and where it is written. */
export interface WrittenPattern {
  readonly file: YamlFile;
  readonly path: Path;
  readonly pattern: EventPattern;
}

/** Every event pattern: of tenants and functions, on the hub bus, and of forwards. */
export function* writtenPatterns(files: SoundFiles): Iterable<WrittenPattern> {
  for (const { value, file } of files.sources) {
    for (const [id, { eventPattern: pattern }] of Object.entries(value.forwards)) {
      yield { file, path: ["forwards", id, "eventPattern"], pattern };
    }
  }
  for (const { tenant, event, path } of deliveries(files)) {
    yield { file: tenant.file, path: [...path, "eventPattern"], pattern: event.eventPattern };
  }
  for (const { functions, definition, path } of writtenFunctions(files)) {
    for (const [id, { eventPattern: pattern }] of Object.entries(definition.consumes)) {
      yield { file: functions.file, path: [...path, "consumes", id, "eventPattern"], pattern };
    }
  }
}

/** One route, and where it is written. */
export interface WrittenRoute {
  readonly ingress: Entry<IngressFile>;
  readonly routeId: string;
  readonly route: RouteFile;
  /** Path of the route in its file. */
  readonly path: Path;
}

/** Every route of every ingress file. */
export function* writtenRoutes(files: SoundFiles): Iterable<WrittenRoute> {
  for (const ingress of files.ingress) {
    for (const [routeId, route] of Object.entries(ingress.value.routes)) {
      yield { ingress, routeId, route, path: ["routes", routeId] };
    }
  }
}
