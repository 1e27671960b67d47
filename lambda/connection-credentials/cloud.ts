import type { DescribeConnectionResponse, UpdateConnectionRequest } from "@aws-sdk/client-eventbridge";

/** A version of a spec. */
interface SpecVersion {
  readonly version: number;
  readonly text: string;
}

/** A secret without its values. */
export interface SecretState {
  /** When the secret was made. */
  readonly created: Date;
  /** It is scheduled for deletion: no value can be read. */
  readonly deleted: boolean;
  /** Id of a version to its staging labels. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
}

/**
 * What the sync asks of AWS, as few questions as it needs. `undefined` stands for "there is none"; everything else that
 * goes wrong is thrown as the SDK throws it.
 */
export interface Cloud {
  /** The newest version of a spec, or the one that carries a label. */
  spec(parameter: string, label?: string): Promise<SpecVersion | undefined>;
  /** Moves a label to this version, from wherever it is. */
  labelSpec(parameter: string, version: number, label: string): Promise<void>;
  /** Takes a label off this version; a label that is not there is no fault. */
  unlabelSpec(parameter: string, version: number, label: string): Promise<void>;
  /** Names of all parameters under a path. */
  specNames(path: string): Promise<readonly string[]>;

  secret(name: string): Promise<SecretState | undefined>;
  /** The text of one version; undefined when there is none, or bytes. */
  secretText(name: string, version: string): Promise<string | undefined>;
  /**
   * Moves a staging label.
   *
   * @param to - Undefined takes it off.
   * @throws An SDK error named InvalidParameterException when the label is no longer on `from`.
   */
  moveSecretLabel(name: string, label: string, from: string | undefined, to: string | undefined): Promise<void>;
  /** When a version was made. */
  secretVersionCreated(name: string, version: string): Promise<Date | undefined>;

  connection(name: string): Promise<DescribeConnectionResponse | undefined>;
  /**
   * @returns when AWS took it, by AWS's clock; undefined where it does not say
   * @throws An SDK error named ResourceNotFoundException when there is no such connection.
   */
  updateConnection(request: UpdateConnectionRequest): Promise<Date | undefined>;
  /** Takes a connection's credentials away: EventBridge delivers nothing over it until it is updated. */
  deauthorizeConnection(name: string): Promise<void>;
}
