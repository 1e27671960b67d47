import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Place } from "../aws/arn";
import { operatorsTrust } from "../aws/operators-trust";
import { policyDocument, type Statement } from "../aws/policy-document";
import { permissionsBoundaryOf } from "./permissions-boundary";

/** What an {@link OperatorsRole} needs. */
export interface OperatorsRoleProps {
  readonly place: Place;
  readonly name: string;
  readonly description: string;
  /** ARNs of roles, users or accounts; without any, the IAM policies of the role's account decide. */
  readonly principals: readonly string[];
  readonly statements: readonly Statement[];
}

/** A role that people take on for the minutes of a command: a session ends after an hour, the shortest that IAM offers. */
export class OperatorsRole extends Construct {
  constructor(scope: Construct, id: string, props: OperatorsRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Role", {
      name: props.name,
      description: props.description,
      maxSessionDuration: 60 * 60,
      permissionsBoundary: permissionsBoundaryOf(this),
      assumeRolePolicy: JSON.stringify(operatorsTrust(props.place, props.principals)),
    });
    new IamRolePolicy(this, "Permission", {
      name: "operators",
      role: role.name,
      policy: JSON.stringify(policyDocument(props.statements)),
    });
  }
}
