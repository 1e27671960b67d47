/** One contract test, step by step: offline, or on a local hub in virtual time where a product is to fail. */
import { VirtualClock } from "#simulator/delivery";
import { LocalHub, type HubReport } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import type { TestScript, TestStep } from "../catalogue/language/script-schema";
import {
  compared,
  differences,
  observe,
  Placeholders,
  ScriptError,
  scriptedEvent,
  simulatedEvent,
  type EventObservation,
  type ScriptedEvent,
  type Scene,
  type ScriptNames,
} from "../script";
import { nearMisses } from "./near-misses";
import type { StepOutcome, TestStepResult } from "./result";

/** What a test is played on. */
export interface TestGround {
  /** Absolute path of the environment's folder. */
  readonly folder: string;
  /** Of the tenant alone. */
  readonly topology: Topology;
  readonly names: ScriptNames;
}

/** Whether a test needs a hub: nothing answers in a simulation, and no time passes. */
export function needsLocalHub({ steps }: TestScript): boolean {
  return steps.some(({ do: { type } }) => type !== "event");
}

/**
 * Plays a test.
 *
 * @param onStep is told of each step as soon as it is over
 * @throws ScriptError when a step cannot be done, or it cannot be said what comes of it
 */
export async function playTest(
  script: TestScript,
  ground: TestGround,
  onStep: (result: TestStepResult, seen: EventObservation) => void,
): Promise<void> {
  if (needsLocalHub(script)) {
    await onLocalHub(script, ground, onStep);
    return;
  }
  for (const [index, step] of script.steps.entries()) {
    const seen = simulatedStep(step, ground);
    onStep(resultOf(index, step, seen), seen);
  }
}

function simulatedStep(step: TestStep, ground: TestGround): EventObservation {
  if (step.do.type !== "event") throw new Error("Only events are simulated");
  const { tokenCalls, ...seen } = seenOf(scriptedEvent(step.do, ground.folder, ground.names), ground);
  // A hub that runs has its token mostly: the call counts where a test is about it.
  const isAboutTokens = step.expect?.requests.some(({ kind }) => kind === "token") === true;
  return { ...seen, requests: isAboutTokens ? [...seen.requests, ...tokenCalls] : seen.requests };
}

function seenOf(event: ScriptedEvent, { topology, names }: TestGround) {
  const { unknown, ...seen } = simulatedEvent(topology, names, event);
  const [first] = unknown;
  if (first !== undefined) throw new ScriptError(`it is not known what comes of the event: ${first}`);
  return seen;
}

/**
 * What a new test of an event would have to expect.
 *
 * @throws ScriptError when it cannot be said what comes of it
 */
export function expectationOf(event: ScriptedEvent, ground: TestGround): StepOutcome {
  const step: TestStep = { do: { type: "event", file: event.called } };
  return resultOf(0, step, seenOf(event, ground)).came;
}

async function onLocalHub(
  { steps }: TestScript,
  ground: TestGround,
  onStep: (result: TestStepResult, seen: EventObservation) => void,
): Promise<void> {
  const reports: HubReport[] = [];
  const clock = new VirtualClock(Date.now());
  const { topology } = ground;
  const hub = await LocalHub.start({
    topology,
    port: 0,
    clock,
    // The longest jitter, so that retries come as soon as they may and always at the same time.
    random: () => 1,
    report: (report) => reports.push(report),
  });
  const scene: Scene = {
    ...ground,
    hub,
    clock,
    reports,
    addFiles: () => Promise.reject(new Error("No test adds files")),
  };
  try {
    const placeholders = new Placeholders(() => clock.now());
    for (const [index, step] of steps.entries()) {
      const seen = await observe({ do: step.do, tables: [] }, scene, placeholders);
      onStep(resultOf(index, step, seen), seen);
    }
  } finally {
    await hub.stop();
  }
}

const NOTHING = { unmatched: [], requests: [], deadLetters: [] };

function resultOf(index: number, step: TestStep, seen: EventObservation): TestStepResult {
  const comparison = compared(step.expect ?? NOTHING, {
    ...seen,
    answer: undefined,
    published: [],
    items: {},
    stacks: undefined,
  });
  const { expected, seen: came } = comparison;
  const saysNothing = step.do.type === "event" && Object.keys(expected).length === 0;
  return {
    step: index + 1,
    does: inWords(step),
    say: step.say,
    problem: saysNothing ? "the step does not say what must come of its event" : undefined,
    differences: differences(comparison),
    // An event that nothing comes of is one that these patterns leave alone.
    came: saysNothing && Object.keys(came).length === 0 ? { unmatched: nearMisses(seen.unmatched) } : came,
    expected,
  };
}

function inWords({ do: action }: TestStep): string {
  switch (action.type) {
    case "event": {
      const event = action.file ?? inlineInWords(action.event ?? {});
      return action.account === undefined ? event : `${event} from ${action.account}`;
    }
    case "productAnswers": {
      const { destination, status, times, retryAfter } = action;
      const header = retryAfter === undefined ? "" : ` and Retry-After ${retryAfter}`;
      return `${destination} answers ${status}${header}${times === 1 ? "" : `, ${times} times`}`;
    }
    case "wait":
      return `${action.seconds} seconds pass`;
  }
}

/** What may be missing is said when the event is put. */
function inlineInWords({ source, "detail-type": detailType }: Readonly<Record<string, unknown>>): string {
  return typeof source === "string" && typeof detailType === "string" ? `${detailType} of ${source}` : "an event";
}
