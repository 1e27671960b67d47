import { randomUUID } from "node:crypto";

/** How EventBridge takes an update, which the fake cannot know. */
export interface Judgement {
  readonly state: "AUTHORIZED" | "ACTIVE" | "DEAUTHORIZED" | "FAILED_CONNECTIVITY";
  readonly reason?: string;
}

/** An error as a service answers it. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

type Json = Record<string, unknown>;
type Text = string | undefined;

interface FakeConnection extends Json {
  ConnectionState: string;
  AuthParameters: Json;
}

/** An error that a service answers, or one of the network: it hangs up, answers late, or never. */
export type Fault = { readonly code: string; readonly status?: number } | "reset" | "slow" | "silent";

interface PlannedFault {
  readonly operation: string;
  readonly fault: Fault;
  left: number;
}

/**
 * Secrets Manager, Parameter Store and EventBridge's connections in memory, as far as the sync uses them, with what the
 * emulator lacks: connections that EventBridge refuses, states that pass, faults. Error messages repeat the whole
 * request, as some of AWS's do.
 */
export class FakeAws {
  readonly parameters = new Map<string, { text: string; labels: Set<string> }[]>();
  readonly secrets = new Map<string, FakeSecret>();
  readonly connections = new Map<string, FakeConnection>();
  /** Every UpdateConnection request that was accepted, oldest first. */
  readonly updates: Json[] = [];
  /** Names of all calls, oldest first. */
  readonly calls: string[] = [];
  /** What EventBridge finds when it authorizes with these parameters. */
  judge: (authParameters: string) => Judgement = () => ({ state: "AUTHORIZED" });
  /** So many looks at a connection after an update still show AUTHORIZING. */
  looksUntilSettled = 0;
  /** So many looks at a connection after an update still show it authorized from before, under its new description. */
  staleLooks = 0;
  /** What a stale look shows: an authorization a second older than the last update, the nearest that AWS's times can tell. */
  private staleAuthorization = 0;
  /** Called before each call is carried out. */
  before: (operation: string) => void = () => undefined;
  private readonly faults: PlannedFault[] = [];
  private pendingLooks = new Map<string, number>();

  /** The next so many calls of an operation fail. */
  fail(operation: string, fault: Fault, times = Infinity): void {
    this.faults.push({ operation, fault, left: times });
  }

  /** The fault that the next call of an operation meets. */
  takeFault(operation: string): Fault | undefined {
    const planned = this.faults.find((each) => each.operation === operation && each.left > 0);
    if (planned) planned.left -= 1;
    return planned?.fault;
  }

  putParameter(name: string, value: unknown): void {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    this.parameters.set(name, [...(this.parameters.get(name) ?? []), { text, labels: new Set() }]);
  }

  putSecret(name: string, value: unknown): string {
    const secret = this.secrets.get(name) ?? this.createSecret(name);
    const id = randomUUID();
    for (const labels of secret.versions.values()) labels.labels.delete("AWSPREVIOUS");
    for (const version of secret.versions.values()) {
      if (version.labels.delete("AWSCURRENT")) version.labels.add("AWSPREVIOUS");
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    secret.versions.set(id, { text, labels: new Set(["AWSCURRENT"]), created: Date.now() / 1_000 });
    return id;
  }

  createSecret(name: string, created = Date.now() / 1_000): FakeSecret {
    const secret: FakeSecret = { created, versions: new Map() };
    this.secrets.set(name, secret);
    return secret;
  }

  /** Carries out one call of the API. */
  call(operation: string, input: Json): Json {
    this.before(operation);
    this.calls.push(operation);
    const text = (key: string) => input[key] as Text;
    switch (operation) {
      case "GetParameter":
        return this.getParameter(text("Name") ?? "");
      case "GetParametersByPath":
        return this.getParametersByPath(text("Path") ?? "", text("NextToken"));
      case "GetParameterHistory":
        return this.getParameterHistory(text("Name") ?? "");
      case "LabelParameterVersion":
      case "UnlabelParameterVersion":
        return this.label(operation === "LabelParameterVersion", input);
      case "DescribeSecret":
      case "GetSecretValue":
      case "ListSecretVersionIds":
      case "UpdateSecretVersionStage":
        return this.secretCall(operation, text("SecretId") ?? "", input);
      case "DescribeConnection":
        return this.describeConnection(text("Name") ?? "");
      case "UpdateConnection":
        return this.updateConnection(text("Name") ?? "", input);
      case "DeauthorizeConnection":
        return this.deauthorizeConnection(text("Name") ?? "");
      default:
        throw new ServiceError("UnknownOperationException", operation);
    }
  }

  private getParameter(selector: string): Json {
    const [name = "", label] = selector.split(":");
    const versions = this.parameters.get(name);
    if (!versions) throw new ServiceError("ParameterNotFound", name);
    const index = label === undefined ? versions.length - 1 : versions.findIndex(({ labels }) => labels.has(label));
    const version = versions[index];
    if (!version) throw new ServiceError("ParameterVersionNotFound", selector);
    return { Parameter: { Name: name, Value: version.text, Version: index + 1 } };
  }

  private getParameterHistory(name: string): Json {
    const versions = this.parameters.get(name);
    if (!versions) throw new ServiceError("ParameterNotFound", name);
    return { Parameters: versions.map(({ labels }, at) => ({ Name: name, Version: at + 1, Labels: [...labels] })) };
  }

  /** Two a page. */
  private getParametersByPath(path: string, token: Text): Json {
    const names = [...this.parameters.keys()].filter((name) => name.startsWith(path));
    const from = Number(token ?? 0);
    const Parameters = names.slice(from, from + 2).map((Name) => ({ Name }));
    return { Parameters, ...(from + 2 < names.length ? { NextToken: String(from + 2) } : {}) };
  }

  private label(on: boolean, input: Json): Json {
    const versions = this.parameters.get(input["Name"] as string) ?? [];
    const version = versions[(input["ParameterVersion"] as number) - 1];
    if (!version) throw new ServiceError("ParameterVersionNotFound", "no such version");
    for (const label of input["Labels"] as string[]) {
      if (on) for (const other of versions) other.labels.delete(label);
      if (on) version.labels.add(label);
      else version.labels.delete(label);
    }
    return {};
  }

  private secretCall(operation: string, name: string, input: Json): Json {
    const secret = this.secrets.get(name);
    if (!secret) throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find it");
    const id = input["VersionId"] as string;
    switch (operation) {
      case "DescribeSecret": {
        const stages = [...secret.versions].map(([version, { labels }]) => [version, [...labels]] as const);
        return {
          Name: name,
          CreatedDate: secret.created,
          ...(secret.deleted === undefined ? {} : { DeletedDate: secret.deleted }),
          ...(stages.length === 0 ? {} : { VersionIdsToStages: Object.fromEntries(stages) }),
        };
      }
      case "GetSecretValue": {
        if (secret.deleted !== undefined) throw new ServiceError("InvalidRequestException", "marked for deletion");
        const version = secret.versions.get(id);
        if (!version) throw new ServiceError("ResourceNotFoundException", "no such version");
        return { Name: name, VersionId: id, SecretString: version.text };
      }
      case "ListSecretVersionIds":
        return {
          Versions: [...secret.versions].map(([VersionId, { labels, created }]) => ({
            VersionId,
            VersionStages: [...labels],
            CreatedDate: created,
          })),
        };
      default:
        return this.moveStage(secret, input);
    }
  }

  private moveStage(secret: FakeSecret, input: Json): Json {
    const stage = input["VersionStage"] as string;
    const from = input["RemoveFromVersionId"] as Text;
    const to = input["MoveToVersionId"] as Text;
    const holder = [...secret.versions].find(([, { labels }]) => labels.has(stage))?.[0];
    if (holder !== from) throw new ServiceError("InvalidParameterException", `The label is on ${String(holder)}`);
    if (from !== undefined) secret.versions.get(from)?.labels.delete(stage);
    if (to !== undefined) secret.versions.get(to)?.labels.add(stage);
    return {};
  }

  private describeConnection(name: string): Json {
    const connection = this.connections.get(name);
    if (!connection) throw new ServiceError("ResourceNotFoundException", `Connection ${name} does not exist.`);
    const looks = this.pendingLooks.get(name) ?? 0;
    this.pendingLooks.set(name, looks - 1);
    if (this.staleLooks > 0) {
      this.staleLooks -= 1;
      return {
        ...withoutSecrets(connection),
        ConnectionState: "AUTHORIZED",
        LastAuthorizedTime: this.staleAuthorization,
      };
    }
    return { ...withoutSecrets(connection), ...(looks > 0 ? { ConnectionState: "AUTHORIZING" } : {}) };
  }

  private deauthorizeConnection(name: string): Json {
    const connection = this.connections.get(name);
    if (!connection) throw new ServiceError("ResourceNotFoundException", `Connection ${name} does not exist.`);
    this.connections.set(name, { ...connection, ConnectionState: "DEAUTHORIZED", AuthParameters: {} });
    return { ConnectionState: "DEAUTHORIZING" };
  }

  private updateConnection(name: string, input: Json): Json {
    const connection = this.connections.get(name);
    if (!connection) throw new ServiceError("ResourceNotFoundException", `Connection ${name} does not exist.`);
    this.updates.push(structuredClone(input));
    // What a request leaves out is kept.
    const auth = { ...connection.AuthParameters, ...(input["AuthParameters"] as Json) };
    const { state, reason } = this.judge(JSON.stringify(auth));
    const modified = Math.floor(Date.now() / 1_000);
    this.staleAuthorization = modified - 1;
    this.connections.set(name, {
      ...connection,
      ...input,
      AuthParameters: auth,
      ConnectionState: state,
      StateReason: reason,
      LastAuthorizedTime: state === "AUTHORIZED" || state === "ACTIVE" ? modified : 0,
    });
    this.pendingLooks.set(name, this.looksUntilSettled);
    return { ConnectionState: "AUTHORIZING", LastModifiedTime: modified };
  }
}

/** A secret and its versions. Times are in seconds, as the API has them. */
export interface FakeSecret {
  readonly created: number;
  deleted?: number;
  readonly versions: Map<string, { text: string; labels: Set<string>; created: number }>;
}

/** What DescribeConnection does not show. */
function withoutSecrets(value: unknown): Json {
  const hidden = new Set(["ClientSecret", "ApiKeyValue", "Password"]);
  return JSON.parse(
    JSON.stringify(value, function (this: Json, key, item: unknown) {
      return hidden.has(key) || (key === "Value" && this["IsValueSecret"] === true) ? undefined : item;
    }),
  ) as Json;
}
