/** The local hub: AWS's own protocols in front, a recorder in place of every SaaS product behind. */
export { LocalHub, type LiveConnections, type LocalApiAddress, type LocalHubOptions } from "./local-hub";
export type { DeadLetterQueues, ReceivedMessage } from "./dead-letter-queues";
export type { ApplicationReport } from "./application-report";
export type { Fault } from "./fault";
export type { RecordedPlace, RecordedRequest, Recorder } from "./recorder";
export type { HubReport, ReportedEvent, ReportedTarget, Reporter } from "./report";
export { logLine, reportLine, reportWords, type ReportWords } from "./report-line";
export { temporaryFolder, type TemporaryPurpose } from "./temporary-folder";
export type { RecorderThread } from "./threaded-recorder";
