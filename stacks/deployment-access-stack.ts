import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { hubRoleTrust, memberRoleTrust } from "../aws/deployment-trust";
import { policyDocument } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import { accessNames, stackIds } from "../catalogue/names";
import {
  accessDocuments,
  boundaryStatements,
  roleNameOf,
  type BoundedHub,
  type EnvironmentAccount,
  type TerraformRole,
} from "../permissions";
import { EnvironmentStack } from "./environment-stack";

/** What a {@link DeploymentAccessStack} needs. */
export interface DeploymentAccessProps {
  readonly hub: Hub & BoundedHub;
  readonly account: EnvironmentAccount;
}

/** What both roles of an account share. */
interface RoleProps extends DeploymentAccessProps {
  readonly role: TerraformRole;
  readonly boundary: IamPolicy;
}

/**
 * `deployment-access-<account>`: the roles that plan and deploy in one account, and the boundary of theirs and of every role
 * that the environment makes there. In the hub account also the identity provider of the pipeline: its jobs begin there.
 */
export class DeploymentAccessStack extends EnvironmentStack {
  constructor(scope: Construct, props: DeploymentAccessProps) {
    const { hub, account } = props;
    super(scope, stackIds.deploymentAccess(account.name), {
      hub,
      account: account.account,
      tags: {},
      byAdministrator: true,
    });
    const { oidc } = hub.deployment;
    if (account.isHub && oidc !== undefined && !oidc.existing) {
      new IamOpenidConnectProvider(this, "Pipeline", { url: oidc.issuer, clientIdList: [oidc.audience] });
    }
    const boundary = new IamPolicy(this, "Boundary", {
      name: accessNames(hub).boundary,
      description: `The most that any role of the ${hub.environment} event hub may do here`,
      policy: JSON.stringify(policyDocument(boundaryStatements(hub, account))),
    });
    new AccessRole(this, "Plan", { ...props, role: "plan", boundary });
    new AccessRole(this, "Deployment", { ...props, role: "deployment", boundary });
  }
}

/** A role that runs Terraform, with all that it may do, and nothing else. */
class AccessRole extends Construct {
  constructor(parent: Construct, id: string, { role, hub, account, boundary }: RoleProps) {
    super(parent, id);
    const name = roleNameOf(role, hub);
    const { oidc, principals } = hub.deployment;
    const trust = account.isHub
      ? hubRoleTrust(hub, name, {
          pipeline: oidc && { issuer: oidc.issuer, audience: oidc.audience, subjects: oidc.subjects[role] },
          principals: principals[role],
        })
      : memberRoleTrust(hub, name);
    const iamRole = new IamRole(this, "Role", {
      name,
      description: `${role === "plan" ? "Plans" : "Deploys"} the ${hub.environment} event hub`,
      assumeRolePolicy: JSON.stringify(trust),
      permissionsBoundary: boundary.arn,
    });
    accessDocuments(role, hub, account).forEach((document, index) => {
      // `aws_iam_policy.plan_1`: a scope each, for an address each.
      const scope = new Construct(this, String(index + 1));
      const policy = new IamPolicy(scope, "Policy", {
        name: accessNames(hub).policy(role, index + 1),
        description: `What the role ${name} may do`,
        policy: JSON.stringify(document),
      });
      new IamRolePolicyAttachment(scope, "Attachment", { role: iamRole.name, policyArn: policy.arn });
    });
  }
}
