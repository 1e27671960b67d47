import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { TRUST_POLICY_CHARACTERS } from "../aws/limits";
import { policyDocument, type Conditions, type Statement } from "../aws/policy-document";
import { permissionsBoundaryOf } from "./permissions-boundary";

/** What a {@link ServiceRole} needs. */
export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  /** The one statement of its trust policy: which service may take it on, and on whose behalf. */
  readonly trust: {
    readonly sid: string;
    /** For example `events.amazonaws.com`. */
    readonly service: string;
    /** Absent only where the service sends no condition key that would tell on whose behalf it acts. */
    readonly condition?: Conditions | undefined;
  };
  /** Its one inline policy: nothing else is attached. */
  readonly policyName: string;
  readonly statements: readonly Statement[];
}

/**
 * A role that one AWS service takes on, and the one policy that says what it may do. Both stand in the scope as `Role` and
 * `Permission`: a scope of its own gives them an address of their own, and that of a function gives them the function's.
 *
 * @throws Error when the trust policy exceeds IAM's 2,048 characters.
 */
export class ServiceRole {
  /** As a Terraform reference. */
  readonly arn: string;
  /** What depends on this cannot use the role before the role may do what it is for. */
  readonly permission: IamRolePolicy;

  constructor(scope: Construct, props: ServiceRoleProps) {
    const { sid, service, condition } = props.trust;
    const assumeRolePolicy = JSON.stringify(
      policyDocument([
        {
          Sid: sid,
          Effect: "Allow",
          Principal: { Service: service },
          Action: "sts:AssumeRole",
          ...(condition === undefined ? {} : { Condition: condition }),
        },
      ]),
    );
    if (assumeRolePolicy.length > TRUST_POLICY_CHARACTERS) {
      throw new Error(
        `The trust policy of role ${props.name} has ${assumeRolePolicy.length} characters; ` +
          `IAM allows ${TRUST_POLICY_CHARACTERS}`,
      );
    }
    const role = new IamRole(scope, "Role", {
      name: props.name,
      description: props.description,
      assumeRolePolicy,
      permissionsBoundary: permissionsBoundaryOf(scope),
    });
    this.arn = role.arn;
    this.permission = new IamRolePolicy(scope, "Permission", {
      name: props.policyName,
      role: role.name,
      policy: JSON.stringify(policyDocument(props.statements)),
    });
  }
}
