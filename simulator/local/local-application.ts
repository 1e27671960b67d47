import type { Clock } from "../delivery";
import type { Topology } from "../topology";
import { accessKeyIdIn, accountOf, type HttpAnswer, type HttpCall } from "./aws-protocol";
import { accountNotSaid, Access, type Caller } from "./caller";
import type { DeadLetterQueues } from "./dead-letter-queues";
import { AsyncInvocations } from "./functions/async-invocations";
import { invokeCall, isInvokeCall } from "./functions/invoke-call";
import { LocalFunctions } from "./functions/local-functions";
import { AccessLog } from "./http-api/access-log";
import { LocalHttpApi } from "./http-api/local-http-api";
import { LocalIssuer } from "./http-api/local-issuer";
import type { PutEvents } from "./http-api/put-events-route";
import { IotPublishes, isPublishCall } from "./iot-publishes";
import { isTableCall, LocalTables } from "./local-tables";
import type { Reporter } from "./report";

/** What a {@link LocalApplication} works with. */
export interface LocalApplicationOptions {
  readonly topology: Topology;
  readonly queues: DeadLetterQueues;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Reporter;
  /** Where the hub itself listens: the AWS endpoint of the functions. */
  readonly endpoint: () => string;
  readonly background: (work: Promise<void>) => void;
}

/** What stands around the buses on this machine: HTTP APIs, functions, tables and topics. Nothing starts before it is used. */
export class LocalApplication {
  readonly access: Access;
  readonly functions: LocalFunctions;
  readonly asyncInvocations: AsyncInvocations;
  readonly publishes: IotPublishes;
  readonly accessLog = new AccessLog();
  readonly issuer = new LocalIssuer();
  readonly #tables: LocalTables;
  #apis: readonly LocalHttpApi[] = [];

  constructor(private readonly options: LocalApplicationOptions) {
    const { topology, clock, report } = options;
    this.access = new Access(topology, report);
    this.functions = new LocalFunctions(options);
    this.asyncInvocations = new AsyncInvocations({ ...options, functions: this.functions, access: this.access });
    this.publishes = new IotPublishes(this.access, clock, report);
    this.#tables = new LocalTables(topology.tables, this.access);
  }

  /** The HTTP APIs that listen. */
  get apis(): readonly LocalHttpApi[] {
    return this.#apis;
  }

  /**
   * Starts every HTTP API, on the ports after the hub's own.
   *
   * @param hubPort 0 for any that are free
   * @throws Error of Node when a port cannot be had
   */
  async listen(hubPort: number, putEvents: PutEvents): Promise<void> {
    const { topology, clock, report } = this.options;
    const { functions, access, issuer, accessLog: log } = this;
    const options = { functions, access, issuer, log, report, putEvents, now: () => clock.now() };
    for (const [index, api] of topology.httpApis.entries()) {
      const port = hubPort === 0 ? 0 : hubPort + 1 + index;
      this.#apis = [...this.#apis, await LocalHttpApi.start(api, port, options)];
    }
  }

  /** Answers calls of DynamoDB, IoT Data Plane and Lambda; undefined for others. */
  answer(call: HttpCall): Promise<HttpAnswer> | undefined {
    if (isTableCall(call)) return this.#as(call, (caller, region) => this.#tables.call(call, caller, region));
    if (isPublishCall(call)) {
      return this.#as(call, (caller, region) => Promise.resolve(this.publishes.publish(call, caller, region)));
    }
    if (!isInvokeCall(call)) return undefined;
    const { topology, background } = this.options;
    const { functions, asyncInvocations, access } = this;
    const context = { functions, asyncInvocations, access, all: topology.functions, background };
    return this.#as(call, (caller) => invokeCall(call, caller, context));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#apis.map((api) => api.stop()));
    await this.functions.stop();
    await this.#tables.stop();
  }

  /** Who calls, and the Region that the call was signed for. */
  async #as(
    { headers }: HttpCall,
    answer: (caller: Caller, region: string) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> {
    const caller = this.access.callerOf(accessKeyIdIn(headers), accountOf(headers));
    if (caller === undefined) throw accountNotSaid();
    const region = /Credential=[^/]+\/\d{8}\/([\w-]+)\//.exec(headers.authorization ?? "")?.[1];
    return answer(caller, region ?? "us-east-1");
  }
}
