/** Contract tests: what must come of an event for a tenant, held against the Terraform that the environment emits. */
export { carriedTests, missingTests, type CarriedTest } from "./carried-tests";
export { coverageOf, type Coverage } from "./coverage";
export { newTest } from "./new-test";
export { isWrong, type TestResult, type TestStepResult } from "./result";
export { runTests, type TestedEnvironment } from "./run";
export { updateTest, type Update } from "./update";
