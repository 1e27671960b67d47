import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { denyInsecureTransport, policyDocument, type PolicyDocument, type Statement } from "../aws/policy-document";

/** The one role that may do each thing to a credential, by ARN. */
interface CredentialRoles {
  /** Reads values, and moves labels from one version to another. */
  readonly reader: string;
  /** Puts values. */
  readonly writer: string;
  /** Changes description and key. */
  readonly deployer: string;
}

/** What a {@link CredentialSecret} needs. */
export interface CredentialSecretProps {
  readonly name: string;
  readonly description: string;
  /** ARN of the key or alias that encrypts it. */
  readonly kmsKeyArn: string;
  readonly roles: CredentialRoles;
}

/**
 * Keeps a secret from everybody whose IAM policies allow more than they should, an administrator's included, unless they
 * are the one role for it. It grants nothing; the roles' own policies do.
 *
 * Roles are told apart by `aws:PrincipalArn`, which for a session is its role: a policy that names a principal is refused
 * while that role does not exist, and goes on to name a random id once it is deleted. Two ways stay open to IAM: removing
 * this policy, which CloudTrail records, or nobody could mend it; and UpdateSecret for the deployer, to which Secrets
 * Manager ties the description and the value alike.
 */
function secretPolicy({ reader, writer, deployer }: CredentialRoles): PolicyDocument {
  const onlyFor = (role: string, Sid: string, Action: string | readonly string[]): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: "*",
    Condition: { ArnNotEquals: { "aws:PrincipalArn": role } },
  });
  return policyDocument([
    onlyFor(reader, "OnlyTheSyncReadsAndLabels", [
      "secretsmanager:GetSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]),
    onlyFor(writer, "OnlyOperatorsPutValues", "secretsmanager:PutSecretValue"),
    onlyFor(deployer, "OnlyDeploymentUpdates", "secretsmanager:UpdateSecret"),
    {
      // A rotation function would have to read the value; a replica in another Region would not carry this policy.
      Sid: "NobodyRotatesOrReplicates",
      Effect: "Deny",
      Principal: "*",
      Action: ["secretsmanager:RotateSecret", "secretsmanager:ReplicateSecretToRegions"],
      Resource: "*",
    },
    denyInsecureTransport("secretsmanager:*", "*"),
  ]);
}

/**
 * A secret without a value: who owns the credentials writes them, Terraform never does. A deleted one can be restored
 * for a week, the shortest Secrets Manager offers, because its name is blocked as long.
 */
export class CredentialSecret extends Construct {
  /** What waits for the secret. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: CredentialSecretProps) {
    super(scope, id);
    this.resource = new SecretsmanagerSecret(this, "Secret", {
      name: props.name,
      description: props.description,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: 7,
      // Inline, as a resource of its own would only add one a tenant: what grants nothing can make nothing public.
      policy: JSON.stringify(secretPolicy(props.roles)),
    });
  }
}
