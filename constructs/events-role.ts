import { Construct } from "constructs";
import { ServiceRole } from "./service-role";

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
  /** The role, and what a target depends on so that it cannot be called before the role may call it. */
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: EventsRoleProps) {
    super(scope, id);
    const { sid, action, resourceArn } = props.permission;
    this.role = new ServiceRole(this, {
      name: props.name,
      description: props.description,
      trust: {
        sid: "EventBridgeForTheseRules",
        service: "events.amazonaws.com",
        condition: {
          StringEquals: { "aws:SourceAccount": props.account },
          ArnLike: { "aws:SourceArn": props.ruleArns },
        },
      },
      policyName: "target",
      statements: [{ Sid: sid, Effect: "Allow", Action: action, Resource: resourceArn }],
    });
  }
}
