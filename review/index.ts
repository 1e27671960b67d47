/** What a change of emitted Terraform means. Reads what CDKTF wrote, and nothing else: no YAML, no AWS. */
export { compareOutputs, type StackComparison } from "./affected";
export { type BlockChange } from "./blocks";
export { readOutput, type StackOutput } from "./stack-output";
