import { setMaxListeners } from "node:events";
import { systemClock, type Clock, type ConnectionSecrets, type DeliveryCounts, type Router } from "../delivery";
import { planAuthorization, tokenCallOf } from "../request";
import { EventRouter } from "../routing";
import type { Topology } from "../topology";
import { controlApplication } from "./application-control";
import { AwsError, type AwsCall } from "./aws-protocol";
import { localSecrets } from "./connection-secrets";
import { control } from "./control";
import { DeadLetterQueues } from "./dead-letter-queues";
import { DeliveryDesk } from "./delivery-desk";
import { EventFlow } from "./event-flow";
import { callEvents, putEvents } from "./events-calls";
import { FunctionTargets } from "./functions/function-targets";
import { Schedules } from "./functions/schedules";
import { HubServer } from "./hub-server";
import { LocalApplication } from "./local-application";
import { Outage } from "./outage";
import { RecordingServer, type Recorder } from "./recorder";
import type { Reporter } from "./report";
import { Room } from "./room";
import { callSqs } from "./sqs-calls";
import { ThreadedRecorder, type RecorderThread } from "./threaded-recorder";

/** Connections whose requests leave this machine, by ARN, with their secrets. */
export type LiveConnections = ReadonlyMap<string, ConnectionSecrets>;

/** What a {@link LocalHub} is made of. */
export interface LocalHubOptions {
  readonly topology: Topology;
  /** 0 for any that is free. */
  readonly port: number;
  readonly report?: Reporter;
  /** None by default. */
  readonly live?: LiveConnections;
  readonly clock?: Clock;
  /** Between 0 and 1, for the jitter of retries. */
  readonly random?: () => number;
  /** Where the recorder works; in this thread by default. A thread of its own keeps the time of this machine. */
  readonly recorderThread?: RecorderThread;
}

/** Where a real product is: at its own host, over TLS. */
const toProduct: Router = ({ hostname, port }) => ({
  protocol: "https:",
  host: hostname,
  port: port === "" ? 443 : Number(port),
});

/** An HTTP API of the hub, and where it listens. */
export interface LocalApiAddress {
  readonly name: string;
  readonly url: string;
  /** `POST /user` */
  readonly routes: readonly string[];
}

/**
 * An event hub on this machine, made of the Terraform that its stacks emit: buses that take AWS's own PutEvents, rules,
 * deliveries over HTTP, queues that SQS's tools can read, HTTP APIs in front and functions behind. Everything listens on 127.0.0.1, and every request to a
 * product goes to the recorder there, unless its connection is live.
 */
export class LocalHub {
  readonly #clock: Clock;
  readonly #report: Reporter;
  readonly #desk: DeliveryDesk;
  readonly #flow: EventFlow;
  readonly #application: LocalApplication;
  readonly #schedules: Schedules;
  readonly #room: Room;
  readonly #outage = new Outage();
  readonly #stop = new AbortController();
  readonly #background = new Set<Promise<void>>();
  #server: HubServer | undefined;
  #stopped: Promise<void> | undefined;
  /** What was not understood and may make the answers of this hub wrong, a sentence each. */
  readonly problems: readonly string[];
  /** Every dead letter of the hub. */
  readonly queues: DeadLetterQueues;

  private constructor(
    private readonly options: LocalHubOptions,
    /** Every request that did not go to a real product. */
    readonly recorder: Recorder,
  ) {
    const { topology, report = () => undefined, clock = systemClock, random = Math.random } = options;
    this.#clock = clock;
    this.#report = report;
    this.queues = new DeadLetterQueues(topology.queues, clock);
    this.#desk = new DeliveryDesk({
      clock,
      random,
      report,
      signal: this.#stop.signal,
      queues: this.queues,
      isLive: (connectionArn) => options.live?.has(connectionArn) ?? false,
    });
    const router = new EventRouter(topology);
    const background = (work: Promise<void>) => {
      this.#inBackground(work);
    };
    const application = new LocalApplication({
      topology,
      queues: this.queues,
      clock,
      signal: this.#stop.signal,
      report,
      endpoint: () => this.url,
      background,
    });
    const { access, functions, asyncInvocations } = application;
    const targets = new FunctionTargets({ asyncInvocations, report });
    this.#flow = new EventFlow(topology, router, this.#desk, targets, report);
    this.#application = application;
    this.#schedules = new Schedules({
      topology,
      access,
      functions,
      asyncInvocations,
      background,
      now: () => clock.now(),
      toTargets: (event, rule) => this.#flow.toTargets(event, rule),
    });
    this.problems = [...topology.unknown, ...router.unknownRules()].map(
      ({ stack, address, what }) => `${stack}: ${address}: ${what}`,
    );
    this.#room = new Room(
      () => ({ waiting: this.#desk.engine.waiting, pending: this.#desk.engine.counts.pending }),
      clock,
      this.#stop.signal,
    );
    // Every delivery under way listens to it.
    setMaxListeners(0, this.#stop.signal);
    this.#connect();
  }

  /** @throws Error of Node when the port cannot be had */
  static async start(options: LocalHubOptions): Promise<LocalHub> {
    const hub = new LocalHub(options, await startRecorder(options));
    try {
      hub.#server = await HubServer.start(options.port, {
        call: (call) => hub.#call(call),
        other: (call) => hub.#application.answer(call),
        control: (method, path, body) =>
          controlApplication(method, path, body, { application: hub.#application, schedules: hub.#schedules }) ??
          control(method, path, body, hub.#context()),
      });
      await hub.#application.listen(options.port, (input, caller) => putEvents(input, caller, hub.#context()));
    } catch (error) {
      await hub.stop();
      throw error;
    }
    return hub;
  }

  /** Where it listens. */
  get url(): string {
    return this.#server?.url ?? "";
  }

  /** Its HTTP APIs and where they listen. */
  get apis(): readonly LocalApiAddress[] {
    return this.#application.apis.map(({ api, url }) => ({
      name: api.name,
      url,
      routes: api.routes.map(({ key }) => key),
    }));
  }

  /** How many deliveries there are, by how they ended. */
  get counts(): DeliveryCounts {
    return this.#desk.engine.counts;
  }

  /** Resolves when every event that was taken has been delivered, dead-lettered or dropped. */
  async settled(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /** Ends everything; deliveries under way end as `stopped`. May be called twice. */
  stop(): Promise<void> {
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end(): Promise<void> {
    this.#stop.abort();
    // Ends functions that run, which events under way may wait for.
    await this.#application.stop();
    await this.settled();
    await Promise.all([this.#server?.stop(), this.recorder.stop()]);
  }

  #connect(): void {
    const { port } = this.recorder;
    const toRecorder: Router = () => ({ protocol: "http:", host: "127.0.0.1", port });
    for (const { arn, description } of this.options.topology.connections) {
      const secrets = this.options.live?.get(arn);
      if (secrets === undefined) this.#desk.engine.connect(arn, description, localSecrets(description), toRecorder);
      else this.#desk.engine.connect(arn, description, secrets, toProduct);
    }
  }

  async #call(call: AwsCall): Promise<unknown> {
    switch (call.service) {
      case "AWSEvents":
        return callEvents(call, this.#application.access.callerOf(call.accessKeyId, call.account), this.#context());
      case "AmazonSQS":
        return callSqs(call, this.queues, this.#clock, this.#stop.signal);
      default:
        throw new AwsError(
          "UnknownOperationException",
          "The local hub knows EventBridge, SQS, DynamoDB, IoT Data Plane's Publish and Lambda's Invoke.",
        );
    }
  }

  #context() {
    const { topology } = this.options;
    const { engine } = this.#desk;
    return {
      topology,
      connections: topology.connections,
      recorder: this.recorder,
      queues: this.queues,
      flow: this.#flow,
      access: this.#application.access,
      outage: this.#outage,
      room: () => this.#room.have(),
      clock: this.#clock,
      report: this.#report,
      counts: () => engine.counts,
      stateOf: (connectionArn: string) => engine.connectionState(connectionArn) ?? "",
      authorize: (connectionArn: string) => engine.updateConnection(connectionArn),
      background: (work: Promise<void>) => {
        this.#inBackground(work);
      },
    };
  }

  #inBackground(work: Promise<void>): void {
    // The one place that owns work nobody waits for: what it throws is told, and never ends the process.
    const noted: Promise<void> = work
      .catch((error: unknown) => {
        this.#report({ kind: "hubFailed", reason: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => this.#background.delete(noted));
    this.#background.add(noted);
  }
}

function startRecorder({ topology, clock = systemClock, report, recorderThread }: LocalHubOptions): Promise<Recorder> {
  const authorizations = topology.connections.map(({ description }) => description.authorization);
  const connections = {
    tokenEndpoints: new Set(
      authorizations.flatMap((one) => tokenCallOf(one)?.authorizationEndpoint.split("?").slice(0, 1) ?? []),
    ),
    secretHeaders: new Set(authorizations.map((one) => planAuthorization(one).header.name.toLowerCase())),
  };
  if (recorderThread === undefined) return RecordingServer.start(connections, clock);
  return ThreadedRecorder.start(recorderThread, connections, (reason) => {
    report?.({ kind: "hubFailed", reason: `the recorder works no more: ${reason}` });
  });
}
