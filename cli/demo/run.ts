import type { HubReport } from "../../simulator/local";
import { reportLine } from "../report-lines";
import { differences } from "./compare";
import type { Example } from "./examples";
import { reproducible, type Observation, type SeenLetter } from "./observation";
import { perform } from "./perform";
import { Placeholders } from "./placeholders";
import type { Step } from "./script";
import { Stage } from "./stage";

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
 * @param onStep is told of each step as soon as it is over
 * @throws CommandFailure when the example or its steps have errors
 */
export async function runDemo(example: Example, onStep: (result: StepResult) => void): Promise<DemoResult> {
  const placeholders = new Placeholders(Date.now());
  const stage = await Stage.set(example);
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
  const requests = before.recorder.requests.length;
  const letters = lettersOf(stage).length;
  const { sent, answer, stacks } = await perform(step.do, stage);
  await stage.hub.settled();
  const fresh = stage.hub !== before;
  return {
    sent,
    answer,
    told: stage.reports.filter(isTold).map(reportLine),
    requests: stage.hub.recorder.requests
      .slice(fresh ? 0 : requests)
      .map(({ kind, method, url, headers, body, answer: status }) => ({
        kind,
        method,
        url,
        headers,
        body,
        answer: status,
      })),
    published: [],
    deadLetters: lettersOf(stage).slice(fresh ? 0 : letters),
    items: {},
    stacks,
  };
}

/** Deliveries are shown as requests, what was given up as dead letters. */
function isTold(report: HubReport): boolean {
  return report.kind !== "ended" || report.outcome.kind === "dropped";
}

function lettersOf({ hub: { queues } }: Stage): SeenLetter[] {
  return queues.queues.flatMap(({ arn }) =>
    queues.letters(arn).map(({ attributes }) => ({
      queue: arn.split(":").at(-1) ?? arn,
      code: attributes.ERROR_CODE,
      message: attributes.ERROR_MESSAGE,
      retries: attributes.RETRY_ATTEMPTS,
    })),
  );
}
