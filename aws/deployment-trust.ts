/** Who may take on the roles that plan and deploy. */
import { accountPrincipalArn, openIdProviderArn, roleArn, type Place } from "./arn";
import { operatorsTrust } from "./operators-trust";
import { policyDocument, type PolicyDocument, type Statement } from "./policy-document";

/** A pipeline whose jobs have tokens of OpenID Connect. */
export interface Pipeline {
  /** `https://...` */
  readonly issuer: string;
  readonly audience: string;
  /** `*` stands for any characters. */
  readonly subjects: readonly string[];
}

/**
 * The trust policy of a role of the hub account: the pipeline, named principals, and the role itself, because Terraform takes
 * it on in every account, also where it has it (a role is not trusted by itself otherwise: IAM User Guide,
 * reference_policies_elements_principal, since 2022).
 */
export function hubRoleTrust(
  place: Place,
  roleName: string,
  { pipeline, principals }: { readonly pipeline: Pipeline | undefined; readonly principals: readonly string[] },
): PolicyDocument {
  return policyDocument([
    ...(pipeline === undefined ? [] : [pipelineStatement(place, pipeline)]),
    sameRoleStatement("TheRoleTakesItselfOn", place, roleName),
    ...(principals.length === 0 ? [] : operatorsTrust(place, principals).Statement),
  ]);
}

/** The trust policy of the role of this name in another account: the hub account's, and nobody else. */
export function memberRoleTrust(hub: Place, roleName: string): PolicyDocument {
  return policyDocument([sameRoleStatement("TheHubsRoleTakesItOn", hub, roleName)]);
}

function pipelineStatement(place: Place, { issuer, audience, subjects }: Pipeline): Statement {
  const host = issuer.replace(/^https:\/\//, "");
  const isAudience = { [`${host}:aud`]: audience };
  const isSubject = { [`${host}:sub`]: subjects };
  return {
    Sid: "ThePipelineTakesItOn",
    Effect: "Allow",
    Principal: { Federated: openIdProviderArn(place, issuer) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: subjects.some((subject) => subject.includes("*"))
      ? { StringEquals: isAudience, StringLike: isSubject }
      : { StringEquals: { ...isAudience, ...isSubject } },
  };
}

/**
 * The account is trusted and the role told by a condition: IAM refuses a principal that does not exist yet. Of a session of
 * a role, `aws:PrincipalArn` is the role's ARN (IAM User Guide, reference_policies_condition-keys).
 */
function sameRoleStatement(Sid: string, place: Place, roleName: string): Statement {
  return {
    Sid,
    Effect: "Allow",
    Principal: { AWS: accountPrincipalArn(place) },
    Action: "sts:AssumeRole",
    Condition: { ArnEquals: { "aws:PrincipalArn": roleArn(place, roleName) } },
  };
}
