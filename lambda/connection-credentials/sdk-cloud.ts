import {
  DescribeConnectionCommand,
  UpdateConnectionCommand,
  type EventBridgeClient,
} from "@aws-sdk/client-eventbridge";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  LabelParameterVersionCommand,
  UnlabelParameterVersionCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import type { Cloud } from "./cloud";
import { hasName, patiently, type Patience } from "./faults";

/** The clients of the AWS SDK that the sync uses, in one account and Region. */
export interface Clients {
  readonly eventBridge: Pick<EventBridgeClient, "send">;
  readonly secretsManager: Pick<SecretsManagerClient, "send">;
  readonly ssm: Pick<SSMClient, "send">;
}

/** AWS by its SDK. Faults that pass are tried again, beyond what the SDK does itself. */
export function sdkCloud({ eventBridge, secretsManager, ssm }: Clients, patience: Patience): Cloud {
  /** Each call patiently; the named errors mean "there is none". */
  const ask = async <T>(call: () => Promise<T>, ...absent: readonly string[]): Promise<T | undefined> => {
    try {
      return await patiently(call, patience);
    } catch (error) {
      if (hasName(error, ...absent)) return undefined;
      throw error;
    }
  };
  return {
    async spec(parameter, label) {
      const name = label === undefined ? parameter : `${parameter}:${label}`;
      // Parameter Store has an own name for "not with this label", the emulator has not.
      const absent = ["ParameterNotFound", "ParameterVersionNotFound", "ParameterVersionLabelNotFound"];
      const answer = await ask(() => ssm.send(new GetParameterCommand({ Name: name })), ...absent);
      const { Version, Value } = answer?.Parameter ?? {};
      return Version === undefined || Value === undefined ? undefined : { version: Version, text: Value };
    },
    async labelSpec(parameter, version, label) {
      const request = { Name: parameter, ParameterVersion: version, Labels: [label] };
      await patiently(() => ssm.send(new LabelParameterVersionCommand(request)), patience);
    },
    async unlabelSpec(parameter, version, label) {
      const request = { Name: parameter, ParameterVersion: version, Labels: [label] };
      await ask(
        () => ssm.send(new UnlabelParameterVersionCommand(request)),
        "ParameterVersionNotFound",
        "ParameterNotFound",
      );
    },
    async specNames(path) {
      const names: string[] = [];
      let next: string | undefined;
      do {
        const request = { Path: path, Recursive: true, ...(next === undefined ? {} : { NextToken: next }) };
        const page = await patiently(() => ssm.send(new GetParametersByPathCommand(request)), patience);
        names.push(...(page.Parameters ?? []).flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
        next = page.NextToken;
      } while (next);
      return names;
    },
    async secret(name) {
      const request = new DescribeSecretCommand({ SecretId: name });
      const answer = await ask(() => secretsManager.send(request), "ResourceNotFoundException");
      if (answer === undefined) return undefined;
      return {
        created: answer.CreatedDate ?? new Date(0),
        deleted: answer.DeletedDate !== undefined,
        versions: new Map(Object.entries(answer.VersionIdsToStages ?? {})),
      };
    },
    async secretText(name, version) {
      const request = new GetSecretValueCommand({ SecretId: name, VersionId: version });
      // InvalidRequestException: scheduled for deletion since it was described.
      const absent = ["ResourceNotFoundException", "InvalidRequestException"];
      return (await ask(() => secretsManager.send(request), ...absent))?.SecretString;
    },
    async moveSecretLabel(name, label, from, to) {
      const request = new UpdateSecretVersionStageCommand({
        SecretId: name,
        VersionStage: label,
        ...(from === undefined ? {} : { RemoveFromVersionId: from }),
        ...(to === undefined ? {} : { MoveToVersionId: to }),
      });
      await patiently(() => secretsManager.send(request), patience);
    },
    async secretVersionCreated(name, version) {
      let next: string | undefined;
      do {
        const request = { SecretId: name, ...(next === undefined ? {} : { NextToken: next }) };
        const page = await patiently(() => secretsManager.send(new ListSecretVersionIdsCommand(request)), patience);
        const found = page.Versions?.find(({ VersionId }) => VersionId === version);
        if (found) return found.CreatedDate;
        next = page.NextToken;
      } while (next);
      return undefined;
    },
    async connection(name) {
      const request = new DescribeConnectionCommand({ Name: name });
      return await ask(() => eventBridge.send(request), "ResourceNotFoundException");
    },
    async updateConnection(request) {
      await patiently(() => eventBridge.send(new UpdateConnectionCommand(request)), patience);
    },
  };
}
