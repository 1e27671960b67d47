/** The topology of an event hub, read from emitted Terraform. */
import { buildTopology } from "./build-topology";
import { readEmittedStacks } from "./emitted-stacks";
import type { Topology } from "./model";

export { buildTopology } from "./build-topology";
export type * from "./model";
export { UnreadableTerraformError } from "./terraform-stack";

/** Where a topology is read from: the folder that CDKTF wrote. */
export interface TopologySource {
  readonly kind: "cdktf";
  readonly outdir: string;
}

/**
 * Reads a topology.
 *
 * @throws UnreadableTerraformError when a file is missing or is not what it should be. Whatever can be read and is not
 * understood stands in `unknown` instead.
 */
export function readTopology(source: TopologySource): Topology {
  return buildTopology(readEmittedStacks(source.outdir));
}
