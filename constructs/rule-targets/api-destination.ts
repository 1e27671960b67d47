import type { CloudwatchEventTargetHttpTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { Construct } from "constructs";
import { EventsRole } from "../events-role";
import type { BoundTarget, SendingRule } from "./bound-target";

/** An https endpoint, reached by a role of the rule's own that may call just it. */
export interface ApiDestinationTarget {
  readonly kind: "apiDestination";
  readonly arn: string;
  readonly roleName: string;
  /** Path parameters, headers and query string of the request: text, or JSON paths into the event. */
  readonly httpTarget?: CloudwatchEventTargetHttpTarget | undefined;
}

/** Makes the role, as `Role` in the rule. */
export function bindApiDestination(scope: Construct, rule: SendingRule, target: ApiDestinationTarget): BoundTarget {
  const { role } = new EventsRole(scope, "Role", {
    name: target.roleName,
    description: `Lets rule ${rule.name} call its API destination`,
    account: rule.place.account,
    ruleArns: [rule.arn],
    permission: { sid: "InvokeApiDestination", action: "events:InvokeApiDestination", resourceArn: target.arn },
  });
  return { arn: target.arn, roleArn: role.arn, httpTarget: target.httpTarget, permission: role.permission };
}
