import { readdirSync } from "node:fs";
import path from "node:path";
import { LocalHub, reportLine, type HubReport, type RecordedRequest } from "#simulator/local";
import type { ApiDestinationResource, Topology } from "#simulator/topology";
import { eventOfFile, putEvent } from "../script";

/** Products that fail on purpose in the sample run, by the name of their API destination. */
const BUSY_ONCE = "acme-dev-slack_messages";
const REFUSES = "acme-dev-jira_issues";

/**
 * Puts the events of a folder on a local hub, each from its own account over AWS's wire protocol, and tells what became
 * of them and which requests arrived. The same each time: one event after the other, no jitter, requests sorted.
 *
 * @returns lines
 */
export async function sampleRun(topology: Topology, folder: string): Promise<string[]> {
  const reports: HubReport[] = [];
  const hub = await LocalHub.start({
    topology,
    port: 0,
    random: () => 1,
    report: (report) => reports.push(report),
  });
  try {
    const order = async (name: string, status: number) => {
      const found = topology.apiDestinations.find((destination) => destination.name === name);
      if (found !== undefined)
        await hub.recorder.inject(placeOf(found), { answer: { status, retryAfter: undefined }, ...ONCE });
    };
    await order(BUSY_ONCE, 503);
    await order(REFUSES, 400);
    const parts: string[] = [];
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()) {
      const seen = (await hub.recorder.requests()).length;
      reports.length = 0;
      await putEvent(eventOfFile(path.join(folder, file)), undefined, hub, topology);
      await hub.settled();
      parts.push(...eventLines(file, reports, (await hub.recorder.requests()).slice(seen)));
    }
    const { accepted, delivered, deadLettered } = hub.counts;
    return [...parts, "", `${accepted} requests to make: ${delivered} delivered, ${deadLettered} dead-lettered.`];
  } finally {
    await hub.stop();
  }
}

const ONCE = { delayMilliseconds: 0, times: 1 } as const;

function placeOf({ httpMethod: method, endpoint }: ApiDestinationResource) {
  return { method, endpoint };
}

/** What an event's requests looked like matters more than that they were sent; the rest is told in reports. */
function eventLines(file: string, reports: readonly HubReport[], requests: readonly RecordedRequest[]): string[] {
  const told = reports.filter((report) => report.kind !== "ended" || report.outcome.kind !== "delivered");
  const arrived = requests
    .map(({ method, url, answer, kind }) => ({
      // A token comes before the request that carries it.
      order: `${kind === "token" ? 0 : 1}${method}${url}`,
      line: `  ${answer}  ${method.padEnd(5)} ${url}${kind === "token" ? " (token)" : ""}`,
    }))
    .sort((one, other) => one.order.localeCompare(other.order, "en"))
    .map(({ line }) => line);
  return [file, ...told.map((report) => `  ${reportLine(report)}`), ...arrived];
}
