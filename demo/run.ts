import { z } from "zod";
import { quote } from "../catalogue/wording";
import type { DeadLetterAttributes } from "#simulator/delivery";
import { reportWords, type HubReport, type ReportWords } from "#simulator/local";
import { differences } from "./compare";
import type { Example } from "./examples";
import { DemoError } from "./failure";
import { reproducible, type Observation, type SeenLetter, type SeenPublication } from "./observation";
import { perform } from "./perform";
import { Placeholders } from "./placeholders";
import type { Step } from "./script";
import { functionsPart, Stage, type Synthesize } from "./stage";

/** One step, what came of it, and what of that was not as expected. */
export interface StepResult extends Observation {
  readonly say: string;
  readonly differences: readonly string[];
}

/** What a demo showed. */
export interface DemoResult {
  readonly example: string;
  readonly title: string;
  /** Whether everything that is expected happened, and nothing else. */
  readonly ok: boolean;
  readonly stacks: readonly string[];
  readonly steps: readonly StepResult[];
}

/**
 * Plays an example on a hub on this machine, step by step: a step is over when every event is delivered or given up.
 *
 * @param synthesize emits an environment's Terraform
 * @param onStep is told of each step as soon as it is over
 * @throws DemoError when the example or its steps have errors
 */
export async function runDemo(
  example: Example,
  synthesize: Synthesize,
  onStep: (result: StepResult) => void,
): Promise<DemoResult> {
  const placeholders = new Placeholders(Date.now());
  const stage = await Stage.set(example, synthesize);
  try {
    const steps: StepResult[] = [];
    for (const step of example.script.steps) {
      const seen = reproducible(await observe(step, stage), placeholders);
      const result = { say: step.say, ...seen, differences: differences(step.expect, seen) };
      onStep(result);
      steps.push(result);
    }
    return {
      example: example.name,
      title: example.script.title,
      ok: steps.every((step) => step.differences.length === 0),
      stacks: stage.stacks.map(({ name }) => name),
      steps,
    };
  } finally {
    await stage.strike();
  }
}

async function observe(step: Step, stage: Stage): Promise<Observation> {
  stage.reports.length = 0;
  // A step that starts the hub again finds an empty recorder and empty queues.
  const before = stage.hub;
  const requests = (await before.recorder.requests()).length;
  const letters = lettersOf(stage).length;
  const published = (await publicationsOf(stage)).length;
  const { sent, answer, stacks } = await perform(step.do, stage);
  await stage.hub.settled();
  const fresh = stage.hub !== before;
  return {
    sent,
    answer,
    told: stage.reports.flatMap(toldWords),
    requests: (await stage.hub.recorder.requests())
      .slice(fresh ? 0 : requests)
      .map(({ kind, method, url, headers, body, answer: status }) => ({
        kind,
        method,
        url,
        headers,
        body,
        answer: status,
      })),
    published: (await publicationsOf(stage)).slice(fresh ? 0 : published),
    deadLetters: lettersOf(stage).slice(fresh ? 0 : letters),
    items: await itemsOf(Object.keys(step.expect.items), stage),
    stacks,
  };
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
    case "assumed":
    case "retry":
    case "authorized":
    case "deauthorized":
    case "denied":
    case "hubFailed":
      return [reportWords(report)];
  }
}

function lettersOf({ hub: { queues } }: Stage): SeenLetter[] {
  return queues.queues.flatMap(({ arn, name }) =>
    queues.letters(arn).map(({ attributes, body }) => ({
      queue: name,
      ...reasonOf(attributes, body),
    })),
  );
}

const invocationRecordSchema = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  responsePayload: z.object({ errorMessage: z.string() }).optional(),
});

/** EventBridge says why in attributes of the message; Lambda in its body. */
function reasonOf(attributes: Partial<DeadLetterAttributes>, body: string): Omit<SeenLetter, "queue"> {
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

async function publicationsOf({ hub: { url } }: Stage): Promise<SeenPublication[]> {
  const answer = await fetch(`${url}/_hub/publishes`);
  return publicationsSchema.parse(await answer.json());
}

/** AWS's SDK is loaded only when there are tables: it takes its time. */
async function itemsOf(tables: readonly string[], { hub, topology }: Stage): Promise<Record<string, unknown[]>> {
  if (tables.length === 0) return {};
  // It would say which Node it will need next year.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
  const { DynamoDBDocumentClient, ScanCommand } = await import("@aws-sdk/lib-dynamodb");
  const read = tables.map(async (reference) => {
    const table = functionsPart(topology.tables, reference);
    if (table === undefined) throw new DemoError(`there is no table ${quote(reference)}; write <file>/<table>`);
    const { account, region, name } = table;
    const client = new DynamoDBClient({
      endpoint: hub.url,
      region,
      credentials: { accessKeyId: account, secretAccessKey: "any" },
    });
    try {
      const { Items = [] } = await DynamoDBDocumentClient.from(client).send(new ScanCommand({ TableName: name }));
      return [reference, Items] as const;
    } finally {
      client.destroy();
    }
  });
  return Object.fromEntries(await Promise.all(read));
}
