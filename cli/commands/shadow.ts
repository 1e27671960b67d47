import { Command, InvalidArgumentError } from "commander";
import { NotAnEventError, parseEvent } from "#simulator/routing";
import type { Environment } from "../../catalogue";
import type { SampleEvent } from "../../review";
import { CommandFailure } from "../failure";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { calledFile, readInputFile } from "../input/input-file";
import { sampleEvents } from "../input/sample-events";
import { destinationsCalled } from "../input/tenant-destinations";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { shadowDeliveries, shownShadow, type ShadowDelivery, type ShownShadow } from "../shadow-deliveries";
import { shadowsAsJson, shadowsInWords } from "../text/shadow-text";
import { takeProgressBack, withProgressLater } from "../text/terminal";

interface ShowOptions extends EnvironmentOptions {
  readonly destination?: string;
  readonly event?: string;
  readonly limit: number;
  readonly delete?: boolean;
}

const EXPLANATION = `
AWS renders the body of a request, and nothing else: it is what is in the queues. Path, header and query string values are
simulated: from the message itself where that is the whole event, else from the sample events that the rule matches, or
from --event. Each part says which it is.

Examples:
  ./hub shadow show slack
  ./hub shadow show slack --destination messages --limit 50 --delete`;

/** `hub shadow`: what destinations in shadow would send. */
export function shadowCommand(): Command {
  return new Command("shadow").description("See what a destination in shadow would send").addCommand(showCommand());
}

function showCommand(): Command {
  return new Command("show")
    .description("Show the bodies that AWS has rendered for a tenant in shadow, and what would stand around them")
    .argument("<tenant>", "a tenant")
    .option("--destination <id>", "one of its destinations (default: all that are in shadow)")
    .option("--event <file>", "the event to simulate the rest of a request from (default: events/ of the environment)")
    .option("--limit <number>", "messages of each queue", positive, 10)
    .option("--delete", "take what is shown out of the queues")
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText("after", EXPLANATION)
    .action((tenant: string, options: ShowOptions) =>
      runCommand(options, async () => {
        const environment = loadForCommand(options);
        if (environment === undefined) return;
        const deliveries = shadowDeliveries(
          environment.hub,
          tenant,
          destinationsCalled(environment, tenant, options.destination),
        );
        const after = options.delete === true ? "delete" : "keep";
        await showShadows(environment, deliveries, options, after, (shown) => {
          if (options.json) console.log(JSON.stringify(shadowsAsJson(options.env, tenant, shown), null, 2));
          else console.log(shadowsInWords(shown, after));
        });
      }),
    );
}

function positive(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a number from 1 to 999.");
}

async function showShadows(
  environment: Environment,
  deliveries: readonly ShadowDelivery[],
  options: ShowOptions,
  after: "keep" | "delete",
  print: (shown: readonly ShownShadow[]) => void,
): Promise<void> {
  const samples = options.event === undefined ? namedSamples(options.env) : [givenEvent(options.event)];
  const topology = emittedTopology(environment);
  const { readShadowQueues } = await loadAws(() => import("../../hub-account/index.js"));
  const queues = deliveries.map(({ queue: name, stack }) => ({ name, stack }));
  const { limit } = options;
  const ground = { topology, environment, samples };
  await withProgressLater("Reading shadow queues", () =>
    readShadowQueues(environment.hub, {
      queues,
      limit,
      after,
      show: (read) => {
        const shown = deliveries.map((delivery) =>
          shownShadow(ground, delivery, read.get(delivery.queue) ?? { messages: [], waiting: 0 }),
        );
        takeProgressBack();
        print(shown);
      },
    }),
  );
}

function namedSamples(env: string): SampleEvent[] {
  return sampleEvents(env, undefined).map(({ name, event }) => ({ name: `events/${name}`, event }));
}

function givenEvent(file: string): SampleEvent {
  try {
    return { name: calledFile(file), event: parseEvent(readInputFile(file)) };
  } catch (error) {
    if (error instanceof NotAnEventError) throw new CommandFailure(`${calledFile(file)} ${error.message}`);
    throw error;
  }
}
