/**
 * What IAM decides about a call, by the simulator's own evaluator: an explicit Deny wins, else an Allow of either policy is
 * enough within an account (IAM User Guide, reference_policies_evaluation-logic).
 */
import { HOLDS } from "../simulator/policy/conditions";
import { judgeStatement } from "../simulator/policy/judge-statement";
import { parsePolicy, type PolicyStatement } from "../simulator/policy/policy-statement";
import { decide } from "../simulator/policy/verdict";
import type { EmittedStatement } from "./emitted-policy";

/** One call to AWS. */
export interface IamRequest {
  /** `service:Action`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Condition keys of the request, all of them; a list for a key that has several values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A role that may do anything, such as an administrator's. */
export const ANYTHING: readonly EmittedStatement[] = [{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }];

/**
 * Whether a caller with these statements, of its own and of the resource, may make the call. Who a statement of the
 * resource is for is not asked: the caller chooses the statements that are for it.
 *
 * @throws Error where nobody knows what IAM decides
 */
export function isAllowed(statements: readonly EmittedStatement[], request: IamRequest): boolean {
  const { action, resource, context = {} } = request;
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  const judged = statements.map((statement) =>
    judgeStatement(read(statement), {
      action,
      resource,
      resourceMayBeAbsent: false,
      principal: () => HOLDS,
      context: (key) => {
        const given = values.get(key.toLowerCase());
        return given === undefined ? { kind: "absent" } : { kind: "values", values: given };
      },
    }),
  );
  const { decision, by } = decide(judged, "denied");
  if (decision === "unknown") throw new Error(`Nobody knows whether ${by.statement.label} allows ${action}`);
  return decision === "allowed";
}

/** Many calls are held against the same statements. */
const alreadyRead = new WeakMap<EmittedStatement, PolicyStatement>();

function read(statement: EmittedStatement): PolicyStatement {
  const known = alreadyRead.get(statement);
  if (known !== undefined) return known;
  const parsed = parsePolicy(JSON.stringify({ Statement: [statement] }));
  const [only] = parsed.ok ? parsed.statements : [];
  if (only === undefined) throw new Error(`${statement.Sid} is not understood`);
  alreadyRead.set(statement, only);
  return only;
}
