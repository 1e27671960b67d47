import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { Construct } from "constructs";
import type { BoundTarget, SendingRule } from "./bound-target";

/** A Lambda function. It takes no role: its own policy lets the rule in. */
export interface FunctionTarget {
  readonly kind: "function";
  readonly arn: string;
  readonly functionName: string;
  /** Names the statement in the function's policy. */
  readonly statementId: string;
}

/** Makes the statement for just this rule, as `Permission` in the rule. */
export function bindFunction(scope: Construct, rule: SendingRule, target: FunctionTarget): BoundTarget {
  const permission = new LambdaPermission(scope, "Permission", {
    statementId: target.statementId,
    action: "lambda:InvokeFunction",
    functionName: target.functionName,
    principal: "events.amazonaws.com",
    sourceArn: rule.arn,
  });
  return { arn: target.arn, permission };
}
