import { DescribeConnectionCommand, type DescribeConnectionResponse } from "@aws-sdk/client-eventbridge";
import { DescribeSecretCommand, paginateListSecretVersionIds } from "@aws-sdk/client-secrets-manager";
import { paginateGetParameterHistory } from "@aws-sdk/client-ssm";
import type { DeclaredConnection } from "../catalogue/declared-connections";
import type { TenantState } from "../catalogue/tenant-state";
import { syncStateOf, verdictsOf, verdictsOnBoth, type SyncState, type Verdicts } from "../connection/labels";
import { isAuthorized } from "../connection/state";
import { isMissing } from "./aws-failure";
import type { HubSession } from "./session";
import { unlessMissing } from "./unless-missing";

/** A connection's secret. Of its value nothing is known here. */
export type SecretStatus =
  | { readonly kind: "missing" | "empty" | "deleted" }
  | ({
      readonly kind: "present";
      /** Id of the version with stage AWSCURRENT. */
      readonly version: string;
      /** Since that version was put, in whole days. */
      readonly ageDays: number;
    } & Verdicts);

/** A connection in AWS, and how far what is put and declared has reached it. */
export interface ConnectionStatus {
  /** The tenant, or `tenant/connection`. */
  readonly connection: string;
  /** Name in EventBridge. */
  readonly name: string;
  /** AWS's word; null where there is no such connection. */
  readonly state: string | null;
  /** AWS's reason for the state. */
  readonly reason: string | null;
  /** Whether EventBridge can call the product with it: AUTHORIZED, or ACTIVE where the product is in a private network. */
  readonly usable: boolean;
  readonly secret: SecretStatus;
  /** Null where the spec's parameter does not exist. */
  readonly spec: ({ readonly version: number } & Verdicts) | null;
  /** Null where there is no pair of secret and spec. */
  readonly sync: SyncState | null;
  /** What its tenant's file says of the tenant. */
  readonly tenantState: TenantState;
  /** Days after which its tenant's file wants new credentials. */
  readonly maxAgeDays: number;
}

/** A connection's status, and what AWS was seen to hold. */
export interface SeenConnection {
  readonly status: ConnectionStatus;
  /** As EventBridge shows it; undefined where there is no such connection. */
  readonly shown: DescribeConnectionResponse | undefined;
  /** The last version of its spec, as Parameter Store holds it; undefined where there is none. */
  readonly specText: string | undefined;
}

/** What of a session a status is asked by. */
type StatusClients = Pick<HubSession, "eventBridge" | "secretsManager" | "ssm">;

const DAY = 24 * 60 * 60 * 1000;

/** Asks AWS about one connection. */
export async function connectionStatus(
  session: StatusClients,
  declared: DeclaredConnection,
): Promise<ConnectionStatus> {
  return (await seenConnection(session, declared)).status;
}

/** Asks AWS about one connection, and keeps what it answers. */
export async function seenConnection(session: StatusClients, declared: DeclaredConnection): Promise<SeenConnection> {
  const { name, secretName } = declared.spec;
  const [connection, secret, latest] = await Promise.all([
    unlessMissing(session.eventBridge.send(new DescribeConnectionCommand({ Name: name }))),
    secretStatus(session, secretName),
    latestSpec(session, declared.parameterName),
  ]);
  const spec = latest === undefined ? null : { version: latest.version, ...verdictsOf(latest.labels, "spec") };
  const state = connection?.ConnectionState ?? null;
  const status: ConnectionStatus = {
    connection: declared.id,
    name,
    state,
    reason: connection?.StateReason ?? null,
    usable: connection !== undefined && isAuthorized(connection),
    secret,
    spec,
    sync: secret.kind === "present" && spec !== null ? syncStateOf(verdictsOnBoth(secret, spec)) : null,
    tenantState: declared.tenantState,
    maxAgeDays: declared.maxAgeDays,
  };
  return { status, shown: connection, specText: latest?.text };
}

/** What is to be seen of a secret without reading it. */
export async function secretStatus(
  { secretsManager }: Pick<HubSession, "secretsManager">,
  secretName: string,
): Promise<SecretStatus> {
  const secret = await unlessMissing(secretsManager.send(new DescribeSecretCommand({ SecretId: secretName })));
  if (secret === undefined) return { kind: "missing" };
  if (secret.DeletedDate !== undefined) return { kind: "deleted" };
  const pages = paginateListSecretVersionIds({ client: secretsManager }, { SecretId: secretName });
  for await (const { Versions = [] } of pages) {
    const current = Versions.find(({ VersionStages }) => VersionStages?.includes("AWSCURRENT"));
    if (current?.VersionId === undefined) continue;
    return {
      kind: "present",
      version: current.VersionId,
      ageDays: Math.floor((Date.now() - (current.CreatedDate ?? new Date()).getTime()) / DAY),
      ...verdictsOf(current.VersionStages ?? [], "secret"),
    };
  }
  return { kind: "empty" };
}

interface Spec {
  readonly version: number;
  readonly labels: readonly string[];
  readonly text: string;
}

async function latestSpec({ ssm }: StatusClients, parameterName: string): Promise<Spec | undefined> {
  try {
    let latest: Spec | undefined;
    for await (const { Parameters = [] } of paginateGetParameterHistory({ client: ssm }, { Name: parameterName })) {
      for (const { Version: version = 0, Labels: labels = [], Value: text = "" } of Parameters) {
        if (latest === undefined || version > latest.version) latest = { version, labels, text };
      }
    }
    return latest;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
