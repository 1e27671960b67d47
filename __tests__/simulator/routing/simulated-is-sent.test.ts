import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { HubReport } from "#simulator/local";
import { hubBus, parseEvent, simulate, type Delivery, type PutEvent, type Simulation } from "#simulator/routing";
import type { Bus, Rule, Topology } from "#simulator/topology";
import { emittedTopology } from "../dev-topology";
import { RunningHub } from "../local/running-hub";

// Seven environments are emitted, and their functions bundled the first time.
jest.setTimeout(120_000);

const project = path.join(__dirname, "..", "..", "..");

const ENVIRONMENTS = ["environments", "examples"].flatMap((folder) =>
  readdirSync(path.join(project, folder)).map((name) => path.join(folder, name)),
);

/** Every event that the environment has a file for. */
function sampleEvents(environment: string): readonly PutEvent[] {
  const folder = path.join(project, environment, "events");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.map((file) => parseEvent(readFileSync(path.join(folder, file), "utf8")));
}

type Pattern = Readonly<Partial<Record<"source" | "detail-type" | "account", readonly unknown[]>>>;

/**
 * An event for every rule, as its pattern names it, without the detail that its target asks for: what is missing is
 * simulated and sent alike, too. Most are of the hub's demos, which publish by functions and HTTP APIs.
 */
function bareEvents({ rules }: Topology): readonly PutEvent[] {
  return rules.flatMap(({ trigger, account }) => {
    if (trigger.kind !== "pattern") return [];
    const pattern = JSON.parse(trigger.pattern) as Pattern;
    const first = (field: keyof Pattern, otherwise: string) => {
      const value = pattern[field]?.find((one) => typeof one === "string");
      return typeof value === "string" ? value : otherwise;
    };
    const event = { source: first("source", "com.acme"), "detail-type": first("detail-type", "Anything"), detail: {} };
    return [parseEvent(JSON.stringify({ ...event, account: first("account", account) }))];
  });
}

/** As it is, but for limits that only take time, and functions, of which none runs: nothing is sent that no event asks for. */
function withoutDelays(topology: Topology): Topology {
  const text = JSON.stringify({
    ...topology,
    functions: topology.functions.map((lambda) => ({ ...lambda, reservedConcurrency: 0 })),
  });
  return JSON.parse(text, (key, value: unknown) => (key === "rateLimitPerSecond" ? 300 : value)) as Topology;
}

/** What happens to an event, on whichever side it is seen. */
interface Story {
  readonly acceptedBy: readonly string[];
  readonly refusedBy: readonly string[];
  readonly requests: readonly object[];
  readonly invocations: readonly string[];
  /** What is given up at once, whether or not a queue takes it. */
  readonly deadLetters: readonly object[];
}

/** What `simulate` says, on the first bus and on every bus that the event is forwarded to. */
function simulated(topology: Topology, event: PutEvent, bus: Bus, id: string, forwardedBy?: Rule): Story {
  const { account } = event;
  const simulation = simulate({ topology, event: { ...event, id }, bus, account, forwardedBy });
  if (!simulation.accepted)
    return { acceptedBy: [], refusedBy: [bus.arn], requests: [], invocations: [], deadLetters: [] };
  const { deliveries } = simulation;
  const onward = deliveries.flatMap((delivery) => forwarded(topology, simulation, delivery, id));
  return {
    acceptedBy: [bus.arn, ...onward.flatMap(({ acceptedBy }) => acceptedBy)],
    refusedBy: [...deliveries.flatMap(refusingBus), ...onward.flatMap(({ refusedBy }) => refusedBy)],
    requests: [...deliveries.flatMap(simulatedRequest), ...onward.flatMap(({ requests }) => requests)],
    invocations: [
      ...deliveries.flatMap(({ destination, input, rule }) =>
        input !== null && destination.includes(":lambda:")
          ? [`${destination.replace(/^.*:/, "")} by rule ${rule}`]
          : [],
      ),
      ...onward.flatMap(({ invocations }) => invocations),
    ],
    deadLetters: [...deliveries.flatMap(simulatedLetter), ...onward.flatMap(({ deadLetters }) => deadLetters)],
  };
}

/** The bus that a rule may not forward to, by its role or by the policy of the bus. */
function refusingBus({ destination, deadLetter }: Delivery): string[] {
  return destination.includes(":event-bus/") && deadLetter?.code === "NO_PERMISSIONS" ? [destination] : [];
}

function simulatedLetter({ stack, rule, deadLetter }: Delivery): object[] {
  if (deadLetter === null) return [];
  const { code, message, body } = deadLetter;
  return [{ stack, rule, code, message, body: hidden(body) }];
}

function forwarded(topology: Topology, { event }: Simulation, delivery: Delivery, id: string): Story[] {
  const rule = topology.rules.find(({ stack, name }) => stack === delivery.stack && name === delivery.rule);
  const next = topology.buses.find(({ arn }) => arn === delivery.forwardedTo);
  if (rule === undefined || next === undefined) return [];
  return [simulated(topology, parseEvent(JSON.stringify(event)), next, id, rule)];
}

function simulatedRequest({ request }: Delivery): object[] {
  if (request === null) return [];
  const { method, url, headers, body } = request;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), hidden(value)]);
  return [{ method, url: onTheWire(hidden(url)), headers: Object.fromEntries(named) as object, body: hidden(body) }];
}

/** A URL as a request can carry it: the mark for what nobody knows is encoded, and HTTPS's own port is left out. */
function onTheWire(url: string): string {
  return url.replace(/^(https:\/\/[^/?]+):443(?=[/?]|$)/, "$1").replace(/<unknown>/g, "%3Cunknown%3E");
}

/** Secrets and times, which differ, as what they are. */
function hidden(text: string): string {
  return text
    .replace(/<redacted>|local-[\w-]+/g, "...")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>")
    .replace(/\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d(\.\d+)?Z/g, "<time>");
}

/** What the hub does: its reports, and the requests that its recorder gets. */
async function done(running: RunningHub, event: PutEvent, bus: Bus): Promise<{ id: string; story: Story }> {
  const { recorder } = running.hub;
  const [seen, told] = [(await recorder.requests()).length, running.reports.length];
  const put = running.eventBridge(event.account ?? bus.account).send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: bus.arn,
          Source: event.source,
          DetailType: event.detailType,
          Detail: JSON.stringify(event.detail),
          Resources: [...event.resources],
          ...(event.time === undefined ? {} : { Time: new Date(event.time) }),
        },
      ],
    }),
  );
  // A bus that refuses an event refuses the call.
  const { Entries = [] } = await put.catch((error: unknown) => {
    if (error instanceof Error && error.name === "AccessDeniedException") return { Entries: [] };
    throw error;
  });
  await running.hub.settled();
  const reports = running.reports.slice(told);
  const busesOf = (kind: "accepted" | "refused") =>
    reports.flatMap((report: HubReport) => (report.kind === kind ? [report.bus] : []));
  const requests = (await recorder.requests()).slice(seen).filter(({ kind }) => kind === "invocation");
  const story = {
    acceptedBy: busesOf("accepted"),
    refusedBy: busesOf("refused"),
    requests: requests.map(({ method, url, headers, body }) => ({
      method,
      url: hidden(url),
      headers: Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          ["host", "content-length"].includes(name) ? [] : [[name, hidden(value)]],
        ),
      ),
      body: hidden(body),
    })),
    invocations: reports.flatMap((report) =>
      report.kind === "gaveUp" ? [`${report.function} by ${report.trigger}`] : [],
    ),
    deadLetters: reports.flatMap((report) => {
      if (report.kind !== "ended" || !("letter" in report.outcome)) return [];
      const { stack, rule } = report.target;
      const { body, attributes } = report.outcome.letter;
      const { ERROR_CODE: code, ERROR_MESSAGE: message } = attributes;
      return [{ stack, rule, code, message, body: hidden(body) }];
    }),
  };
  return { id: Entries[0]?.EventId ?? "", story };
}

function inAnyOrder({ acceptedBy, refusedBy, requests, invocations, deadLetters }: Story) {
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one, sortedKeys)).sort();
  return {
    acceptedBy: sorted(acceptedBy),
    refusedBy: sorted(refusedBy),
    requests: sorted(requests),
    invocations: sorted(invocations),
    deadLetters: sorted(deadLetters),
  };
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Puts every event on every bus, and compares what happens; what there was of it all. */
async function compared(environment: string, topology: Topology): Promise<Readonly<Record<keyof Story, number>>> {
  // Nobody but AWS can put an event of AWS: PutEvents refuses it before any bus sees it.
  const isAws = ({ source }: PutEvent) => source.startsWith("aws.");
  const events = [...sampleEvents(environment), ...bareEvents(topology)].filter((event) => !isAws(event));
  const stories: Story[] = [];
  await RunningHub.with(
    async (running) => {
      for (const event of events) {
        for (const bus of topology.buses) {
          const { id, story } = await done(running, event, bus);
          expect(inAnyOrder(story)).toEqual(inAnyOrder(simulated(topology, event, bus, id)));
          stories.push(story);
        }
      }
    },
    { topology },
  );
  const sum = (part: keyof Story) => stories.reduce((count, story) => count + story[part].length, 0);
  return {
    acceptedBy: sum("acceptedBy"),
    refusedBy: sum("refusedBy"),
    requests: sum("requests"),
    invocations: sum("invocations"),
    deadLetters: sum("deadLetters"),
  };
}

describe("on every bus, the local hub does with every event what simulate says", () => {
  test.each(ENVIRONMENTS)("%s", async (environment) => {
    const topology = withoutDelays(emittedTopology(path.join(project, environment)));
    const { requests, refusedBy } = await compared(environment, topology);
    // Otherwise nothing was compared.
    expect(hubBus(topology).origin).toBe("declared");
    expect(requests + topology.functions.length).toBeGreaterThan(0);
    expect(refusedBy).toBeGreaterThan(0);
  });

  // The others have no rule that takes an event here to a bus or to a function.
  test.each(["environments/dev", "environments/prod"])(
    "%s, where no role and no permission lets a rule reach a bus or a function",
    async (environment) => {
      const topology = withoutDelays(emittedTopology(path.join(project, environment)));
      const functions = topology.functions.map((lambda) => ({ ...lambda, permissions: [] }));
      const roles = topology.roles.map((role) => ({ ...role, policies: [] }));
      const { deadLetters, invocations } = await compared(environment, { ...topology, functions, roles });
      expect(deadLetters).toBeGreaterThan(0);
      expect(invocations).toBe(0);
    },
  );
});
