import { Unresolved } from "#simulator/topology";
import type { PolicyStatement } from "#simulator/policy";
import { granting } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { visibleText } from "../../plan/redaction/visible-text";

/** Services of which nearly every action knows a resource. */
const HAVE_RESOURCES =
  /^(?:events|scheduler|sqs|sns|secretsmanager|kms|dynamodb|lambda|s3|iam|ssm|states|execute-api|iot|sts):/i;

/** Actions of these that know none (Service Authorization Reference). */
const WITHOUT_RESOURCE =
  /^\w[\w-]*:(?:List|Describe)|^(?:secretsmanager:GetRandomPassword|secretsmanager:BatchGetSecretValue|kms:(?:CreateKey|GenerateRandom|ConnectCustomKeyStore)|lambda:(?:GetAccountSettings|CreateEventSourceMapping)|s3:(?:GetAccountPublicAccessBlock|PutAccountPublicAccessBlock)|iam:(?:Generate|GetAccount|GetCredentialReport|GetContext)\w*|sts:(?:GetCallerIdentity|GetSessionToken|DecodeAuthorizationMessage|GetServiceBearerToken)|sns:(?:\w*SMS\w*|CreatePlatformApplication)|iot:(?:DescribeEndpoint|AttachPrincipalPolicy)|events:(?:PutPermission|RemovePermission|TestEventPattern))$/i;

/** Keys of conditions that choose resources in another way. */
const CHOOSE = [/^aws:resource(?:tag\/|account|org)/, /^kms:(?:resourcealiases|viaservice)/, /^\w+:resourcetag\//];

export const noWildcardResources: AuditRule = {
  severity: "medium",
  title: "What a role may do is allowed for named resources.",
  reason:
    "With the resource `*`, whoever gets hold of the role reaches every queue, secret or function of the account.",
  remedy: "Write the ARNs, with a wildcard for a part of the name at most, or a condition on the resource's tags.",
  publicIds: ["CKV_AWS_355", "CKV_AWS_356", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290"],
  *check({ policies }) {
    for (const { resource, kind, argument, statements } of policies) {
      if (kind !== "identity") continue;
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements)) {
        if (isForAll(statement))
          yield broken(resource, `allows it for every resource: ${argument}, ${visibleText(statement.label)}`);
      }
    }
  },
};

function isForAll({ actions, notActions, resources, notResources, condition }: PolicyStatement): boolean {
  const keys = Object.values(condition).flatMap((named) => Object.keys(named));
  if (keys.some((key) => CHOOSE.some((one) => one.test(key.toLowerCase())))) return false;
  const everything = resources.some((one) => one === "*" || /^arn:[^:]*:[^:]*:\*:\*:\*$/.test(one));
  if (!everything && notResources === undefined) return false;
  const known = (action: string) => action === "*" || (HAVE_RESOURCES.test(action) && !WITHOUT_RESOURCE.test(action));
  return notActions !== undefined || actions.some(known);
}
