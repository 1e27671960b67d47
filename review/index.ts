/** What a change of emitted Terraform means. Reads what CDKTF wrote and what Terraform plans: no YAML, no AWS. */
export { compareOutputs, type StackComparison } from "./affected";
export { approvalsOf, approversIn } from "./approvers";
export { auditOf, type Audit, type AuditFinding } from "./audit";
export { AUDIT_PAGE, auditPage } from "./audit/audit-page";
export { auditChanges, type AuditChanges } from "./audit/changes";
export { AUDIT_RULES, type AuditRuleId } from "./audit/rules";
export { auditInSarif } from "./audit/sarif";
export { suppress, type SuppressedAudit, type Suppression } from "./audit/suppressions";
export { type BlockChange } from "./blocks";
export { effectsOn, type ChangedDelivery, type EventEffect, type SampleEvent } from "./deliveries";
export { headRoom, type HeadRoom } from "./head-room";
export { pipelineJobs, type PipelineJobs } from "./pipeline-jobs";
export { previewOf, previewSide, type Preview } from "./preview";
export { publishingOf, type PublishingCell } from "./publishing";
export { readOutput, type StackOutput } from "./stack-output";
export {
  AlteredReportError,
  gate,
  readStoredReport,
  refusalsOf,
  type GateVerdict,
  type StoredReport,
} from "./plan/approval";
export { backendOf } from "./plan/backend";
export { sentencesOf, type ChangeContext } from "./plan/change-context";
export { changeLines } from "./plan/change-lines";
export { credentialsOfPlan, credentialsOfTerraform, saidWithoutCredentials } from "./plan/credential-values";
export { ATTENTION_NAMES, countsInWords, groupName } from "./plan/count-words";
export { ATTENTION_KINDS, verbOf } from "./plan/attention";
export { plansInReport } from "./plan/kept-report";
export { REPORT_CHARACTERS, reportInMarkdown } from "./plan/markdown";
export { UnusablePlanError } from "./plan/plan-json";
export { readPlan, type PlannedStack } from "./plan/planned-stack";
export { withoutTricks } from "./plan/redaction/visible-text";
export { groupsOf, planReport, type Counts, type PlanReport, type StackGroup } from "./plan/report";
