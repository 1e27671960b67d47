/** Examples, played on a local hub and compared with what is expected of them. */
export { exampleNames, readExample } from "./examples";
export { runDemo, type DemoResult, type StepResult } from "./run";
export { sampleRun } from "./sample-run";
