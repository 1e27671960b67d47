import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PARAMETER_VALUE_CHARACTERS } from "../aws/limits";
import type { ConnectionSpec as Spec } from "../connection/spec";

/** What a {@link ConnectionSpec} needs. */
export interface ConnectionSpecProps {
  /** Name of the SSM parameter. */
  readonly parameterName: string;
  readonly spec: Spec;
  /** What there must be before anybody is told of the spec: the secret and the connection that it names. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The connection as it is meant to be, without its secrets, in an SSM parameter. Terraform ignores the live connection,
 * so this is where a plan shows a change of it, and from where the change is carried over.
 *
 * The value is not sensitive and must be readable in a plan: `insecure_value` is Terraform's name for that.
 *
 * @throws Error when the value exceeds the 8,192 characters of an SSM parameter.
 */
export class ConnectionSpec extends Construct {
  constructor(scope: Construct, id: string, props: ConnectionSpecProps) {
    super(scope, id);
    const value = JSON.stringify(props.spec);
    if (value.length > PARAMETER_VALUE_CHARACTERS.advanced) {
      throw new Error(
        `The spec of connection ${props.spec.name} has ${value.length} characters; ` +
          `an SSM parameter holds ${PARAMETER_VALUE_CHARACTERS.advanced}`,
      );
    }
    new SsmParameter(this, "Parameter", {
      name: props.parameterName,
      description: `What connection ${props.spec.name} is meant to be, without its secrets`,
      type: "String",
      tier: value.length > PARAMETER_VALUE_CHARACTERS.standard ? "Advanced" : "Standard",
      insecureValue: value,
      dependsOn: [...props.after],
    });
  }
}
