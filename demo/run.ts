import { compared, differences, observe, Placeholders, type Observation } from "../script";
import type { Example } from "./examples";
import { Stage, type Synthesize } from "./stage";

/** One step, what came of it, and what of that was not as expected. */
export interface StepResult extends Observation {
  readonly say: string;
  /** Lines of a unified diff of JSON; none where all is as expected. */
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
 * @throws ScriptError when the example or its steps have errors
 */
export async function runDemo(
  example: Example,
  synthesize: Synthesize,
  onStep: (result: StepResult) => void,
): Promise<DemoResult> {
  const placeholders = new Placeholders(() => Date.now());
  const stage = await Stage.set(example, synthesize);
  try {
    const steps: StepResult[] = [];
    for (const { say, do: action, expect } of example.script.steps) {
      const seen = await observe({ do: action, tables: Object.keys(expect.items) }, stage, placeholders);
      const result = { say, ...seen, differences: differences(compared(expect, seen)) };
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
