import { allOf, evaluateConditions, failing, HOLDS, type ContextLookup, type Outcome } from "./conditions";
import type { PolicyStatement } from "./policy-statement";
import type { JudgedStatement } from "./verdict";
import { matchesWildcards } from "./wildcard-text";

/** What is held against a statement. */
export interface StatementQuestion {
  /** `events:PutEvents`; actions ignore case. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Whether a statement without Resource is about the resource: one that hangs on the resource itself can mean no other. */
  readonly resourceMayBeAbsent: boolean;
  /** Whether a statement is for whoever asks; the policies of an identity have no Principal. */
  readonly principal: (statement: PolicyStatement) => Outcome;
  readonly context: ContextLookup;
}

/** Whether a statement applies to a request. Of several parts that do not, the outcome tells of the first. */
export function judgeStatement(statement: PolicyStatement, question: StatementQuestion): JudgedStatement {
  const { action, resource, principal, context } = question;
  const outcome = allOf([
    principal(statement),
    isAboutAction(statement, action) ? HOLDS : failing({ part: "action" }, `it is not about ${action}`),
    isAboutResource(statement, question) ? HOLDS : failing({ part: "resource" }, `it is not about ${resource}`),
    evaluateConditions(statement.condition, context),
  ]);
  return { statement, outcome };
}

function isAboutAction({ actions, notActions }: PolicyStatement, action: string): boolean {
  const names = (one: string) => matchesWildcards(one.toLowerCase(), action.toLowerCase());
  return notActions === undefined ? actions.some(names) : !notActions.some(names);
}

function isAboutResource({ resources, notResources }: PolicyStatement, question: StatementQuestion): boolean {
  const covers = (one: string) => matchesWildcards(one, question.resource);
  if (notResources !== undefined) return !notResources.some(covers);
  return (question.resourceMayBeAbsent && resources.length === 0) || resources.some(covers);
}
