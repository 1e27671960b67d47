import { CreateConnectionCommand } from "@aws-sdk/client-eventbridge";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { loadEnvironment } from "../../catalogue";
import { declaredConnections } from "../../catalogue/declared-connections";
import type { Account } from "./emulator";
import { PROJECT } from "./synthesize";

/** What Terraform makes of a tenant that commands about its credentials touch. */
export async function prepareTenant(account: Account, id: string): Promise<void> {
  const { environment } = loadEnvironment(`${PROJECT}/environments/dev`);
  const declared = environment && declaredConnections(environment).find((connection) => connection.id === id);
  if (declared === undefined) throw new Error(`dev has no tenant ${id}`);
  const { spec, parameterName } = declared;
  await account.secretsManager.send(new CreateSecretCommand({ Name: spec.secretName }));
  await account.ssm.send(new PutParameterCommand({ Name: parameterName, Type: "String", Value: JSON.stringify(spec) }));
  await account.eventBridge.send(
    new CreateConnectionCommand({
      Name: spec.name,
      AuthorizationType: "BASIC",
      AuthParameters: { BasicAuthParameters: { Username: "placeholder", Password: "placeholder" } },
    }),
  );
}
