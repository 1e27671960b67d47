/** The topology of an event hub, read from Terraform. */
import { buildTopology } from "./build-topology";
import { readEmittedStacks } from "./emitted-stacks";
import type { Topology } from "./model";
import { readShownStack, type ShownStack } from "./shown-stack";

export { buildTopology } from "./build-topology";
export { readEmittedStacks, readManifest, type EmittedStack, type ManifestStack } from "./emitted-stacks";
export { scheduledOf, type Scheduled } from "./scheduled";
export { destinationInWords, publicationsOf, routesOf, type Publication, type Route } from "./routes";
export type * from "./application-model";
export type * from "./model";
export { readShownStack, type ShownStack } from "./shown-stack";
export { isSymbolic } from "./symbol";
export { isTooDeep } from "./terraform-depth";
export { StackValues } from "./stack-values";
export { UnreadableTerraformError, Unresolved, type TerraformResource, type UnreadableReason } from "./terraform-stack";

/** Where a topology is read from: the folder that CDKTF wrote, or `terraform show -json` of plans or states. */
export type TopologySource =
  | { readonly kind: "cdktf"; readonly outdir: string }
  | { readonly kind: "showJson"; readonly stacks: readonly ShownStack[] };

/**
 * Reads a topology.
 *
 * @throws UnreadableTerraformError when a file is missing or is not what it should be. Whatever can be read and is not
 * understood stands in `unknown` instead.
 */
export function readTopology(source: TopologySource): Topology {
  return buildTopology(source.kind === "cdktf" ? readEmittedStacks(source.outdir) : source.stacks.map(readShownStack));
}
