import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { Construct } from "constructs";
import { busPolicyDocument, type BusPolicyInput } from "../aws/bus-policy";
import { BUS_POLICY_CHARACTERS } from "../aws/limits";

/** What a {@link BusPolicy} needs. */
export interface BusPolicyProps extends BusPolicyInput {
  /** As a Terraform reference, so that the policy comes after the bus. */
  readonly busName: string;
}

/**
 * Who may put which events on a bus: the one policy document of that bus. `aws_cloudwatch_event_permission`, a resource
 * a statement, loses concurrent writes and fights with this one.
 *
 * @throws Error when the document exceeds EventBridge's 10,240 characters.
 */
export class BusPolicy extends Construct {
  constructor(scope: Construct, id: string, props: BusPolicyProps) {
    super(scope, id);
    const policy = JSON.stringify(busPolicyDocument(props));
    if (policy.length > BUS_POLICY_CHARACTERS) {
      throw new Error(
        `The policy of bus ${props.busArn} has ${policy.length} characters; EventBridge allows ${BUS_POLICY_CHARACTERS}`,
      );
    }
    new CloudwatchEventBusPolicy(this, "Policy", { eventBusName: props.busName, policy });
  }
}
