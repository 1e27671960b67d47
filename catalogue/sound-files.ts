/** What the cross-file checks look at: the files that are sound by themselves. */
import type { Finding } from "./findings";
import type { DestinationFile, Hub, SourceFile, TenantEventFile, TenantFile } from "./model";
import type { Publishers } from "./publishers";
import type { Path, YamlFile } from "./yaml-file";

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
}

/** A check of one idea. It may assume that each file fits its schema, and nothing else. */
export type Check = (files: SoundFiles) => Iterable<Finding>;

/** One event of one destination, and where it is written. */
export interface Delivery {
  readonly tenant: Entry<TenantFile>;
  readonly destinationId: string;
  readonly destination: DestinationFile;
  readonly eventId: string;
  readonly event: TenantEventFile;
  /** Path of the event in the tenant's file. */
  readonly path: Path;
}

/** Every event of every destination of every tenant. */
export function* deliveries(files: SoundFiles): Iterable<Delivery> {
  for (const tenant of files.tenants) {
    for (const [destinationId, destination] of Object.entries(tenant.value.destinations)) {
      for (const [eventId, event] of Object.entries(destination.events)) {
        const path = ["destinations", destinationId, "events", eventId];
        yield { tenant, destinationId, destination, eventId, event, path };
      }
    }
  }
}
