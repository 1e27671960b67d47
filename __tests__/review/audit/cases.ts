/** Terraform that keeps each security rule, Terraform that breaks it, and Terraform of which nobody can tell. */
import type { AuditRuleId } from "../../../review";
import type { RuleCases } from "./case";
import { eventCases } from "./event-cases";
import { policyCases } from "./policy-cases";
import { resourceCases } from "./resource-cases";

/** A rule without cases does not compile. */
export const CASES: Readonly<Record<AuditRuleId, RuleCases>> = { ...eventCases, ...policyCases, ...resourceCases };
