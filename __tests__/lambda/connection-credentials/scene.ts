import { SyncFault, type Patience } from "../../../lambda/connection-credentials/faults";
import { handle, type Answer } from "../../../lambda/connection-credentials/handle";
import { REPAIR_RUNS, type ConnectionMeasures, type ConnectionMetric } from "../../../connection/metrics";
import type { Tools } from "../../../lambda/connection-credentials/run";
import { sdkCloud, type Clients } from "../../../lambda/connection-credentials/sdk-cloud";
import type { ConnectionSpec } from "../../../connection/spec";
import { CONNECTION, NAMING, oauthSpec, SECRET, SPEC } from "../../connection/samples";
import { FakeAws } from "./fake-aws";

/** Time that passes only while somebody sleeps. */
export function stillTime(): Patience & { readonly passed: () => number } {
  const start = Date.now();
  let passed = 0;
  return {
    now: () => start + passed,
    sleep: (milliseconds) => {
      passed += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
    passed: () => passed,
  };
}

/** One tenant in a fake AWS as the stacks leave it: spec, empty secret, connection of placeholders. */
export class Scene {
  readonly aws = new FakeAws();
  readonly time = stillTime();
  /** Everything that was logged, measured, answered or thrown. */
  readonly said: string[] = [];
  readonly measures: (ConnectionMeasures & { readonly connection?: string })[] = [];
  readonly logged: { readonly message: string; readonly [field: string]: unknown }[] = [];

  constructor(spec: ConnectionSpec = oauthSpec) {
    this.aws.putParameter(SPEC, spec);
    this.aws.createSecret(SECRET);
    this.aws.connections.set(CONNECTION, {
      Name: CONNECTION,
      Description: "placeholder",
      AuthorizationType: spec.authorization.type,
      AuthParameters: {},
      ConnectionState: "DEAUTHORIZED",
    });
  }

  get secret() {
    const secret = this.aws.secrets.get(SECRET);
    if (!secret) throw new Error("The scene has no secret");
    return secret;
  }

  get connection() {
    const connection = this.aws.connections.get(CONNECTION);
    if (!connection) throw new Error("The scene has no connection");
    return connection;
  }

  /** Everything the connection holds, secrets too, as text. */
  get held(): string {
    return JSON.stringify(this.connection.AuthParameters);
  }

  /** Ids of the secret's versions that carry a label. */
  labelled(label: string): readonly string[] {
    return [...this.secret.versions].flatMap(([id, { labels }]) => (labels.has(label) ? [id] : []));
  }

  /** Numbers of the spec's versions that carry a label. */
  specsLabelled(label: string): readonly number[] {
    return (this.aws.parameters.get(SPEC) ?? []).flatMap(({ labels }, at) => (labels.has(label) ? [at + 1] : []));
  }

  /** The newest measure of a name. */
  measured(name: ConnectionMetric): number | undefined {
    return this.measures.findLast((each) => each[name] !== undefined)?.[name];
  }

  /** Hands an event to the function; a fault that is thrown is the answer too. */
  async handle(event: unknown, clients: Clients, deadlineIn = 300_000): Promise<Answer | { readonly thrown: string }> {
    const answer = await handle(event, NAMING, this.tools(clients, deadlineIn), {
      connection: (connection, measures) => this.measures.push({ connection, ...measures }),
      repairRun: () => this.said.push(REPAIR_RUNS),
    }).catch((error: unknown) => {
      if (!(error instanceof SyncFault)) throw error;
      return { thrown: `${error.message}\n${String(error.stack)}\n${JSON.stringify(error)}` };
    });
    this.said.push(JSON.stringify(answer), JSON.stringify(this.measures));
    return answer;
  }

  sync(clients: Clients) {
    return this.handle({ action: "sync", connection: "crm" }, clients);
  }

  private tools(clients: Clients, deadlineIn: number): Tools {
    const note = (message: string, fields: Readonly<Record<string, unknown>>) => {
      this.logged.push({ message, ...fields });
      this.said.push(JSON.stringify({ message, ...fields }));
    };
    const { time } = this;
    return {
      cloud: sdkCloud(clients, time),
      time,
      log: { info: note, warn: note },
      deadline: time.now() + deadlineIn,
    };
  }
}
