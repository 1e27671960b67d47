import { randomBytes, randomUUID } from "node:crypto";
import type { Caller } from "../call";
import type { AuthorizationType, HeldAuthorization } from "./authorization";
import type { HttpParameters } from "./http-parameters";
import type { Phase } from "./life";

/** A connection with all that EventBridge keeps of it, secrets included. */
export interface StoredConnection {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  /** Shown even when the parameters are gone. */
  readonly type: AuthorizationType;
  /** Undefined once it is de-authorized: its parameters are gone. */
  readonly authorization: HeldAuthorization | undefined;
  readonly invocation: HttpParameters;
  readonly kmsKeyIdentifier: string | undefined;
  /** To a private API. */
  readonly connectivity: Connectivity | undefined;
  /** To a private token endpoint. */
  readonly tokenConnectivity: Connectivity | undefined;
  readonly secretArn: string;
  /** Of the secret's current value. */
  readonly secretVersion: string;
  /** These times are in milliseconds since the epoch. */
  readonly created: number;
  readonly modified: number;
  /** Before the phases began; 0 where never. */
  readonly authorizedBefore: number;
  /** When it is gone; undefined as long as nobody has deleted it. */
  readonly deleted: number | undefined;
  /** At least one. */
  readonly phases: readonly Phase[];
}

/** A way to something private, through VPC Lattice. */
export interface Connectivity {
  readonly resourceConfigurationArn: string;
  readonly resourceAssociationArn: string;
}

/** The way to a resource configuration, by an association that EventBridge makes. */
export function connectivityTo({ account, region }: Caller, resourceConfigurationArn: string): Connectivity {
  const id = randomBytes(9).toString("hex").slice(0, 17);
  const association = `arn:aws:vpc-lattice:${region}:${account}:servicenetworkresourceassociation/snra-${id}`;
  return { resourceConfigurationArn, resourceAssociationArn: association };
}

/** ARN of a new connection: the name, and a random part. */
export function newConnectionArn({ account, region }: Caller, name: string): string {
  return `arn:aws:events:${region}:${account}:connection/${name}/${randomUUID()}`;
}

/** ARN of the secret that EventBridge keeps for a connection (recorded: `events!connection/<name>/<uuid>`). */
export function newSecretArn({ account, region }: Caller, name: string): string {
  const suffix = randomBytes(3).toString("hex");
  return `arn:aws:secretsmanager:${region}:${account}:secret:events!connection/${name}/${randomUUID()}-${suffix}`;
}
