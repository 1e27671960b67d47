import { accountPrincipalArn, parseArn, type Place } from "./arn";
import { policyDocument, type PolicyDocument, type Statement } from "./policy-document";

const ACTION = "sts:AssumeRole";

/**
 * The trust policy of a role that people take on: these principals and nobody else, or, when there are none, whom the
 * IAM policies of the role's own account allow.
 *
 * Roles and users are told by `aws:PrincipalArn`, not as principals: IAM refuses one that does not exist yet, and keeps a
 * dead id of one that is made anew, as single sign-on does with its roles. Their accounts are trusted instead, so that each
 * needs `sts:AssumeRole` by a policy of its own (IAM User Guide, reference_policies_elements_principal).
 */
export function operatorsTrust(place: Place, principals: readonly string[]): PolicyDocument {
  const isAccount = (arn: string) => parseArn(arn)?.kind === "account root";
  const accounts = principals.filter(isAccount);
  const people = principals.filter((arn) => !isAccount(arn));
  return policyDocument([
    ...(accounts.length === 0 && people.length > 0
      ? []
      : [trust("AccountsTakeOnTheRole", accounts.length === 0 ? [accountPrincipalArn(place)] : accounts)]),
    ...(people.length === 0
      ? []
      : [
          {
            ...trust(
              "OperatorsTakeOnTheRole",
              people.map((arn) => accountPrincipalArn({ ...place, account: parseArn(arn)?.account ?? place.account })),
            ),
            Condition: { ArnLike: { "aws:PrincipalArn": [...new Set(people.map(withoutSuffix))] } },
          },
        ]),
  ]);
}

function trust(Sid: string, arns: readonly string[]): Statement {
  return { Sid, Effect: "Allow", Principal: { AWS: [...new Set(arns)] }, Action: ACTION };
}

/** IAM Identity Center ends the name of a role that it makes in 16 digits, and in others when it makes it anew. */
function withoutSuffix(arn: string): string {
  return arn.replace(/(?<=:role\/aws-reserved\/sso\.amazonaws\.com\/.*AWSReservedSSO_.+_)[0-9a-f]{16}$/, "*");
}
