import type { HubReport } from "#simulator/local";
import { withApplication, type SampleApplication } from "./sample-application";
import { RunningHub } from "./running-hub";

/** An answer of an HTTP API, as far as its callers can rely on it. */
export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  readonly headers: Headers;
}

/** The sample application on a local hub, with what tests ask of it. */
export class RunningApplication {
  private constructor(readonly running: RunningHub) {}

  static async with(application: SampleApplication, play: (app: RunningApplication) => Promise<void>): Promise<void> {
    await withApplication(application, (topology) =>
      RunningHub.with((running) => play(new RunningApplication(running)), { topology }),
    );
  }

  get hub() {
    return this.running.hub;
  }

  /** Calls the HTTP API. */
  async call(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Answered> {
    const answer = await fetch(`${this.hub.apis[0]?.url ?? ""}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: answer.status,
      type: answer.headers.get("content-type"),
      body: await answer.text(),
      headers: answer.headers,
    };
  }

  /** Calls one of the hub's own paths. */
  async hubPath(path: string, order?: object): Promise<{ status: number; output: unknown }> {
    const json = { "Content-Type": "application/json" };
    const answer = await fetch(
      `${this.hub.url}/_hub/${path}`,
      order === undefined ? {} : { method: "POST", headers: json, body: JSON.stringify(order) },
    );
    return { status: answer.status, output: await answer.json() };
  }

  async token(order: object): Promise<string> {
    const { output } = await this.hubPath("tokens", order);
    return (output as { access_token: string }).access_token;
  }

  /** Reports of one kind. */
  reports<Kind extends HubReport["kind"]>(kind: Kind): Extract<HubReport, { kind: Kind }>[] {
    return this.running.reports.filter((report): report is Extract<HubReport, { kind: Kind }> => report.kind === kind);
  }

  /** Lines that functions wrote. */
  get log(): string[] {
    return this.reports("log").map(({ line }) => line);
  }
}
