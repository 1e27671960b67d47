import {
  DeauthorizeConnectionCommand,
  DescribeConnectionCommand,
  UpdateConnectionCommand,
  type EventBridgeClient,
} from "@aws-sdk/client-eventbridge";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  paginateListSecretVersionIds,
  UpdateSecretVersionStageCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import {
  GetParameterCommand,
  LabelParameterVersionCommand,
  paginateGetParametersByPath,
  UnlabelParameterVersionCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import type { Cloud } from "./cloud";
import { hasName, patiently, type Patience } from "./faults";

/** The clients of the AWS SDK that the sync uses, in one account and Region. */
export interface Clients {
  readonly eventBridge: EventBridgeClient;
  readonly secretsManager: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/**
 * AWS by its SDK. Faults that pass are tried again, beyond what the SDK does itself. A list of several pages is begun
 * anew: its generator ends with the first fault, and lists are short.
 */
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
      return await patiently(async () => {
        const names: string[] = [];
        const pages = paginateGetParametersByPath({ client: ssm }, { Path: path, Recursive: true });
        for await (const { Parameters = [] } of pages) names.push(...Parameters.flatMap(({ Name }) => Name ?? []));
        return names;
      }, patience);
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
      return await patiently(async () => {
        for await (const { Versions = [] } of paginateListSecretVersionIds(
          { client: secretsManager },
          { SecretId: name },
        )) {
          const found = Versions.find(({ VersionId }) => VersionId === version);
          if (found) return found.CreatedDate;
        }
        return undefined;
      }, patience);
    },
    async connection(name) {
      const request = new DescribeConnectionCommand({ Name: name });
      return await ask(() => eventBridge.send(request), "ResourceNotFoundException");
    },
    async updateConnection(request) {
      return (await patiently(() => eventBridge.send(new UpdateConnectionCommand(request)), patience)).LastModifiedTime;
    },
    async deauthorizeConnection(name) {
      await patiently(() => eventBridge.send(new DeauthorizeConnectionCommand({ Name: name })), patience);
    },
  };
}
