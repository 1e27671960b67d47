import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";

/** What a {@link CredentialSecret} needs. */
export interface CredentialSecretProps {
  readonly name: string;
  readonly description: string;
  /** ARN of the key or alias that encrypts it. */
  readonly kmsKeyArn: string;
}

/**
 * A secret without a value: who owns the credentials writes them, Terraform never does. A deleted one can be restored
 * for a week, the shortest Secrets Manager offers, because its name is blocked as long.
 */
export class CredentialSecret extends Construct {
  constructor(scope: Construct, id: string, props: CredentialSecretProps) {
    super(scope, id);
    new SecretsmanagerSecret(this, "Secret", {
      name: props.name,
      description: props.description,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: 7,
    });
  }
}
