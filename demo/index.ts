/** Examples, played on a local hub and compared with what is expected of them. */
export { exampleNames, readExample } from "./examples";
export { DemoError } from "./failure";
export type { SeenAnswer, SeenRequest } from "./observation";
export { runDemo, type DemoResult, type StepResult } from "./run";
export { sampleRun } from "./sample-run";
