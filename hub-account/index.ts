/**
 * A live hub account: what is really there, and what is put into it. Returns data and throws HubAccountError; prints
 * nothing. It loads the AWS SDK, which takes a third of a second: commands import it when they need it.
 */
export { lookForState, openAccount, type Administrator, type OpenAccount, type StateThere } from "./administrator";
export { askStatus, type ConnectionReport } from "./ask-status";
export { openCredentials, type ConnectionCredentials } from "./connection-credentials";
export type { ConnectionStatus, SecretStatus } from "./connection-status";
export { readShadowQueues } from "./shadow-queues";
export { withoutFunctions } from "./endpoint-override";
export type { OnProgress } from "./in-parallel";
export { openVerification, verifyHub } from "./verification/verify-hub";
