/** Which roles the roles that plan and deploy take on, from the hub account, where `hub bootstrap` makes them. */
import { roleArn } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import { hubNames } from "../catalogue/names";
import type { TerraformRole } from "./roles";

/** The hub of an environment with `deployment`, as far as permissions need it. */
export type BoundedHub = Pick<
  Hub,
  "namespace" | "environment" | "organizationId" | "region" | "account" | "state" | "deploymentRole"
> & { readonly deployment: NonNullable<Hub["deployment"]> };

/** The name of a role, the same in every account. */
export function roleNameOf(role: TerraformRole, hub: BoundedHub): string {
  return role === "plan" ? hub.deployment.planRole : hub.deploymentRole;
}

/**
 * From the hub account, a role goes into the others. They are not counted up: each decides by its own role's trust, and
 * there may be hundreds. STS is none of the services that leave out `aws:ResourceOrgID` (IAM User Guide,
 * reference_policies_condition-keys); that is not recorded.
 */
export function takeOnRoles(role: TerraformRole, hub: BoundedHub): Statement {
  const { organizationId } = hub;
  return {
    Sid: role === "plan" ? "TakeOnPlanRoles" : "TakeOnDeploymentRoles",
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: roleArn({ ...hub, account: "*" }, roleNameOf(role, hub)),
    ...(organizationId === undefined ? {} : { Condition: { StringEquals: { "aws:ResourceOrgID": organizationId } } }),
  };
}

/** What is deployed is verified as operators would. */
function takeOnOperatorsRole(hub: BoundedHub): Statement {
  return {
    Sid: "TakeOnOperatorsRole",
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: roleArn(hub, hubNames(hub).operatorsRole),
  };
}

/** What a role takes on from the hub account: itself everywhere, and the operators' role to verify. */
export function takeOnStatements(role: TerraformRole, hub: BoundedHub): Statement[] {
  return [takeOnRoles(role, hub), takeOnOperatorsRole(hub)];
}

/** Whether `hub.yaml` says who deploys. */
export function isBounded<H extends Pick<Hub, "deployment">>(hub: H): hub is H & Pick<BoundedHub, "deployment"> {
  return hub.deployment !== undefined;
}
