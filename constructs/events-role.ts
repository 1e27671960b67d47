import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { TRUST_POLICY_CHARACTERS } from "../aws/limits";
import { policyDocument } from "../aws/policy-document";

/** What an {@link EventsRole} needs. */
export interface EventsRoleProps {
  readonly name: string;
  readonly description: string;
  /** The account whose rules use the role. */
  readonly account: string;
  /** ARNs of the rules that may use it, `*` and `?` allowed; EventBridge on behalf of any other is refused. */
  readonly ruleArns: readonly string[];
  /** The one thing the role may do, and on what. */
  readonly permission: { readonly sid: string; readonly action: string; readonly resourceArn: string };
}

/**
 * The role that a rule takes on to reach its target: one action on one resource, and trust in EventBridge only when it
 * acts for these rules of this account
 * (docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html).
 *
 * @throws Error when so many rules exceed the 2,048 characters of a trust policy.
 */
export class EventsRole extends Construct {
  /** As a Terraform reference. */
  readonly arn: string;
  /** A target that depends on this cannot be called before the role may call it. */
  readonly permission: IamRolePolicy;

  constructor(scope: Construct, id: string, props: EventsRoleProps) {
    super(scope, id);
    const assumeRolePolicy = JSON.stringify(
      policyDocument([
        {
          Sid: "EventBridgeForTheseRules",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": props.account },
            ArnLike: { "aws:SourceArn": props.ruleArns },
          },
        },
      ]),
    );
    if (assumeRolePolicy.length > TRUST_POLICY_CHARACTERS) {
      throw new Error(
        `The trust policy of role ${props.name} has ${assumeRolePolicy.length} characters for ` +
          `${props.ruleArns.length} rules; IAM allows ${TRUST_POLICY_CHARACTERS}`,
      );
    }
    const role = new IamRole(this, "Role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy,
    });
    this.arn = role.arn;
    const { sid, action, resourceArn } = props.permission;
    this.permission = new IamRolePolicy(this, "Permission", {
      name: "target",
      role: role.name,
      policy: JSON.stringify(policyDocument([{ Sid: sid, Effect: "Allow", Action: action, Resource: resourceArn }])),
    });
  }
}
