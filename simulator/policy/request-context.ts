import { ownMember } from "../input";

/** Who puts which event on a bus, and how. */
export interface PublishRequest {
  /** The account whose identity calls PutEvents, or whose rule forwards. */
  readonly principalAccount: string;
  /** ARN of the identity, where a policy distinguishes between identities of an account. */
  readonly principalArn?: string | undefined;
  /** Organization of the account. When absent, it is assumed to be the one that the policy asks for. */
  readonly organizationId?: string | undefined;
  readonly source: string;
  readonly detailType: string;
  /** ARN of the rule that forwards the event from another bus; absent for a direct PutEvents. */
  readonly viaRule?: string | undefined;
}

/** What a condition key has in a request: values, nothing because the key is not in the request, or nobody knows. */
export type ContextValue =
  | { readonly kind: "values"; readonly values: readonly string[]; readonly assumption?: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly what: string };

/**
 * The value of a condition key in the request context of PutEvents. Keys ignore case.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @param wanted the values that the policy compares with
 */
export function contextValue(key: string, request: PublishRequest, wanted: readonly string[]): ContextValue {
  switch (key.toLowerCase()) {
    case "events:source":
      return present(request.source);
    case "events:detail-type":
      return present(request.detailType);
    case "events:eventbusinvocation":
      return present(String(request.viaRule !== undefined));
    case "events:creatoraccount":
      // It authorizes "API calls on rules from a specific account" (eb-use-conditions), and PutEvents is about no rule.
      return { kind: "absent" };
    case "aws:principalaccount":
      return present(request.principalAccount);
    case "aws:principalarn":
      return request.principalArn === undefined
        ? { kind: "unknown", what: "the ARN of the identity that publishes" }
        : present(request.principalArn);
    case "aws:principaltype":
      return principalType(request.principalArn);
    case "aws:sourceaccount":
      return request.viaRule === undefined ? { kind: "absent" } : present(request.principalAccount);
    case "aws:sourcearn":
      return request.viaRule === undefined ? { kind: "absent" } : present(request.viaRule);
    case "aws:principalorgid":
      return organization(request, wanted);
    default:
      return { kind: "unknown", what: `the condition key ${key}` };
  }
}

function present(value: string): ContextValue {
  return { kind: "values", values: [value] };
}

/** Types of principals by how their ARNs go on after the account. */
const PRINCIPAL_TYPES: Readonly<Record<string, string>> = {
  root: "Account",
  user: "User",
  role: "AssumedRole",
  "assumed-role": "AssumedRole",
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function principalType(arn = ""): ContextValue {
  const [, kind = ""] = /^arn:[^:]*:(?:iam|sts)::\d*:([\w-]+)/.exec(arn) ?? [];
  const type = ownMember(PRINCIPAL_TYPES, kind);
  return type === undefined ? { kind: "unknown", what: "the type of the identity that publishes" } : present(type);
}

function organization({ organizationId, principalAccount }: PublishRequest, wanted: readonly string[]): ContextValue {
  if (organizationId !== undefined) return present(organizationId);
  const [hubs] = wanted;
  if (hubs === undefined) return { kind: "unknown", what: `the organization of account ${principalAccount}` };
  return { kind: "values", values: [hubs], assumption: `account ${principalAccount} is taken to belong to ${hubs}` };
}
