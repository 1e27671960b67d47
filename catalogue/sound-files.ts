/** What the cross-file checks look at: the files that are sound by themselves. */
import type { Finding } from "./findings";
import type { Hub, SourceFile, TenantFile } from "./model";
import type { Publishers } from "./publishers";
import type { YamlFile } from "./yaml-file";

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
