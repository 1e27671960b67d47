import { accountPrincipalArn, type Place } from "./arn";
import { policyDocument, type PolicyDocument } from "./policy-document";

/**
 * The trust policy of a role that people take on: these principals and nobody else, or, when there are none, whom the
 * IAM policies of the role's own account allow.
 */
export function operatorsTrust(place: Place, principals: readonly string[]): PolicyDocument {
  return policyDocument([
    {
      Sid: "OperatorsTakeOnTheRole",
      Effect: "Allow",
      Principal: { AWS: principals.length === 0 ? accountPrincipalArn(place) : [...new Set(principals)] },
      Action: "sts:AssumeRole",
    },
  ]);
}
