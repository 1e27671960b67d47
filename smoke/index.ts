/**
 * One small environment in a sandbox account: made, asked and taken away again, with what AWS answered step by step. Returns
 * data and prints nothing. It loads the AWS SDK: the command imports it when it runs.
 */
export { runSmoke, type AnsweredStep, type SmokeResult, type SmokeStart } from "./run";
