import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { LocalHub, type HubReport, type LocalHubOptions } from "#simulator/local";
import { CENTRAL_BUS, SHOP, SMALL_HUB } from "./small-hub";

/** A local hub for the length of a test, with AWS's own clients for it. */
export class RunningHub {
  readonly #clients: { destroy(): void }[] = [];

  private constructor(
    readonly hub: LocalHub,
    readonly reports: HubReport[],
  ) {}

  static async with(
    play: (running: RunningHub) => Promise<void>,
    options: Partial<LocalHubOptions> = {},
  ): Promise<void> {
    const reports: HubReport[] = [];
    const hub = await LocalHub.start({
      topology: SMALL_HUB,
      port: 0,
      random: () => 1,
      report: (report) => reports.push(report),
      ...options,
    });
    const running = new RunningHub(hub, reports);
    try {
      await play(running);
    } finally {
      for (const client of running.#clients) client.destroy();
      await hub.stop();
    }
  }

  /** The client options that a user sets by environment variables. */
  #options(account: string) {
    const credentials = { accessKeyId: account, secretAccessKey: "not-looked-at" };
    return { endpoint: this.hub.url, region: "eu-central-1", credentials, maxAttempts: 1 };
  }

  eventBridge(account = SHOP): EventBridgeClient {
    const client = new EventBridgeClient(this.#options(account));
    this.#clients.push(client);
    return client;
  }

  sqs(account: string): SQSClient {
    const client = new SQSClient(this.#options(account));
    this.#clients.push(client);
    return client;
  }

  /** Puts entries as an account, on the central bus unless they say otherwise. */
  put(account: string, ...entries: PutEventsRequestEntry[]) {
    const Entries = entries.map((entry) => ({ EventBusName: CENTRAL_BUS, Source: "acme.shop", ...entry }));
    return this.eventBridge(account).send(new PutEventsCommand({ Entries }));
  }

  /** Puts one event and waits until nothing is under way. */
  async putAndSettle(DetailType: string, detail: object, account = SHOP) {
    const answer = await this.put(account, { DetailType, Detail: JSON.stringify(detail) });
    await this.hub.settled();
    return answer;
  }

  /** Orders a fault as a user would. */
  async fault(order: object): Promise<{ status: number; output: unknown }> {
    const answer = await fetch(`${this.hub.url}/_hub/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(order),
    });
    return { status: answer.status, output: await answer.json() };
  }

  /** Kinds of reports, for the ends of deliveries the kind of end. */
  get story(): string[] {
    return this.reports.map((report) => (report.kind === "ended" ? report.outcome.kind : report.kind));
  }
}
