import { z } from "zod";
import type { DeadLetterAttributes } from "#simulator/delivery";
import { reportWords, type HubReport, type RecordedRequest, type ReportWords } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import type { Action } from "../catalogue/language/script-schema";
import { secretsHider } from "./hidden";
import { itemsOf } from "./items";
import type { ScriptNames } from "./names";
import {
  reproducible,
  type EventObservation,
  type Observation,
  type SeenLetter,
  type SeenPublication,
  type SeenRequest,
} from "./observation";
import { perform } from "./perform";
import type { Placeholders } from "./placeholders";
import type { Scene } from "./scene";
import { scriptedEvent } from "./scripted-event";
import { simulatedEvent, type SimulatedEvent } from "./simulated";

/** A step on a local hub. */
export interface ScriptedStep {
  readonly do: Action;
  /** Tables whose items are looked at afterwards: `<file in functions/>/<id of a table>`. */
  readonly tables: readonly string[];
}

/**
 * Performs a step and takes down what comes of it, until every event is delivered or given up.
 *
 * @param placeholders of the script's run
 * @throws ScriptError when the step names what is not there
 */
export async function observe(step: ScriptedStep, scene: Scene, placeholders: Placeholders): Promise<Observation> {
  scene.reports.length = 0;
  // A step that starts the hub again finds an empty recorder and empty queues.
  const before = scene.hub;
  const requests = (await before.recorder.requests()).length;
  const letters = lettersOf(scene).length;
  const published = (await publicationsOf(scene)).length;
  const { sent, answer, stacks, ids } = await perform(step.do, scene);
  await scene.hub.settled();
  const fresh = scene.hub !== before;
  const said = saidOfEvent(step.do, scene);
  const made = (await scene.hub.recorder.requests()).slice(fresh ? 0 : requests);
  const seen = {
    sent,
    answer,
    told: scene.reports.flatMap(toldWords),
    refused: said?.refused,
    unmatched: said?.unmatched ?? [],
    requests: made.map((request) => seenRequest(request, scene, said)),
    published: (await publicationsOf(scene)).slice(fresh ? 0 : published),
    deadLetters: lettersOf(scene).slice(fresh ? 0 : letters),
    items: await itemsOf(step.tables, scene),
    stacks,
  };
  placeholders.show(ids ?? new Map());
  return reproducible(seen, placeholders);
}

/** Why nothing comes of an event no request tells; the simulation of the same Terraform does. */
function saidOfEvent(action: Action, { topology, names, folder }: Scene): SimulatedEvent | undefined {
  if (action.type !== "event") return undefined;
  return simulatedEvent(topology, names, scriptedEvent(action, folder, names));
}

function seenRequest(
  { kind, method, url, headers, body, answer }: RecordedRequest,
  { topology, names }: Scene,
  said: SimulatedEvent | undefined,
): SeenRequest {
  const hide = secretsHider(topology);
  // Node gives names in lower case, and a test is to read the same wherever it is played.
  const written = [...(said?.requests ?? []), ...(said?.tokenCalls ?? [])].flatMap((one) => Object.keys(one.headers));
  const nameOf = (name: string) => written.find((one) => one.toLowerCase() === name) ?? name;
  return {
    kind,
    method,
    url: hide(url),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [nameOf(name), hide(value)])),
    body: hide(body),
    answer,
    delivery: kind === "token" ? undefined : deliveryOf({ method, url }, topology, names, said),
  };
}

/** The one delivery that makes such a request: of all there are, or of those that the step's event is for. */
function deliveryOf(
  { method, url }: Pick<RecordedRequest, "method" | "url">,
  { rules }: Topology,
  names: ScriptNames,
  said: EventObservation | undefined,
): string | undefined {
  const fitting = rules.flatMap(({ name, targets }) => {
    const delivery = names.deliveryOfRule(name);
    const goesThere = targets.some(
      ({ destination }) =>
        destination.kind === "apiDestination" &&
        destination.apiDestination.httpMethod === method &&
        isOf(destination.apiDestination.endpoint, url),
    );
    return delivery !== undefined && goesThere ? [delivery] : [];
  });
  const meant = fitting.filter((delivery) => said?.unmatched.every((one) => one.delivery !== delivery) ?? true);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Whether a URL is made of an endpoint, whose `*` stand for path parameters. */
function isOf(endpoint: string, url: string): boolean {
  const [path = ""] = endpoint.split("?");
  const parts = path.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/?]*")}(\\?.*)?$`).test(url);
}

/**
 * Requests, answers, messages and dead letters are shown in full elsewhere; how long something took differs from run to
 * run; and what functions log is for those who look after them.
 */
function toldWords(report: HubReport): ReportWords[] {
  switch (report.kind) {
    case "request":
    case "published":
    case "log":
      return [];
    case "ended":
      return report.outcome.kind === "dropped" ? [reportWords(report)] : [];
    case "gaveUp":
      return report.queueArn === undefined ? [reportWords(report)] : [];
    case "invocation": {
      const { trigger, function: name, outcome, attempt } = report;
      const failed = outcome.kind === "failed" ? ` attempt ${attempt}: ${outcome.errorType}` : "";
      return [{ kind: outcome.kind === "failed" ? "failed" : "runs", text: `${name}, for ${trigger}${failed}` }];
    }
    case "accepted":
    case "refused":
    case "lost":
    case "notSent":
    case "queued":
    case "assumed":
    case "retry":
    case "authorized":
    case "deauthorized":
    case "denied":
    case "hubFailed":
      return [reportWords(report)];
  }
}

function lettersOf({ hub: { queues }, names, topology }: Scene): SeenLetter[] {
  const targets = new Set(topology.rules.flatMap((rule) => rule.targets.map(({ arn }) => arn)));
  const deadLetterQueues = queues.queues.filter(({ arn }) => !targets.has(arn));
  return deadLetterQueues.flatMap(({ arn, name }) =>
    queues.letters(arn).map(({ attributes, body }) => ({
      queue: name,
      delivery: names.deliveryOfQueue(name),
      ...reasonOf(attributes, body),
    })),
  );
}

const invocationRecordSchema = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  responsePayload: z.object({ errorMessage: z.string() }).optional(),
});

/** EventBridge says why in attributes of the message; Lambda in its body. */
function reasonOf(
  attributes: Partial<DeadLetterAttributes>,
  body: string,
): Pick<SeenLetter, "code" | "message" | "retries"> {
  const { ERROR_CODE: code, ERROR_MESSAGE: message = "", RETRY_ATTEMPTS: retries = "0" } = attributes;
  if (code !== undefined) return { code, message, retries };
  const { requestContext, responsePayload } = invocationRecordSchema.parse(JSON.parse(body));
  return {
    code: requestContext.condition,
    message: responsePayload?.errorMessage ?? "",
    retries: String(requestContext.approximateInvokeCount - 1),
  };
}

const publicationsSchema = z.array(z.object({ topic: z.string(), payload: z.string() }));

async function publicationsOf({ hub: { url } }: Scene): Promise<SeenPublication[]> {
  const answer = await fetch(`${url}/_hub/publishes`);
  return publicationsSchema.parse(await answer.json());
}
