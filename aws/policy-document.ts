/** IAM policy documents as plain data: what constructs emit and what checks measure. */

/** Condition operators to condition keys to accepted values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of a policy document, in IAM's own spelling. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    "*" | { readonly AWS: string | readonly string[] } | { readonly Service: string } | { readonly Federated: string };
  readonly Action: string | readonly string[];
  /** Absent in a trust policy, where the role itself is the resource. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** A policy document of the current IAM language version. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** A policy document of these statements. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Refuses everybody whose call is not encrypted on its way, whatever else a policy allows. */
export function denyInsecureTransport(action: string, resource: string | readonly string[]): Statement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
