/** What a change of emitted Terraform means. Reads what CDKTF wrote, and nothing else: no YAML, no AWS. */
export { compareOutputs, type StackComparison } from "./affected";
export { type BlockChange } from "./blocks";
export { effectsOn, type ChangedDelivery, type EventEffect, type SampleEvent } from "./deliveries";
export { headRoom, type HeadRoom } from "./head-room";
export { publishingOf, type PublishingCell } from "./publishing";
export { readOutput, type StackOutput } from "./stack-output";
