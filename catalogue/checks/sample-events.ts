import { renderTargetInput, type TargetInput } from "#simulator/input";
import { compileEventPattern, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";
import type { Finding } from "../files/findings";
import type { Input } from "../model";
import { sampleEventsIn, type SampleEvent } from "../sample-events";
import { deliveries, type SoundFiles } from "../sound-files";

/**
 * What is sent of the environment's own events is JSON. An object inside quotes or a quote in a text may break it, and
 * only an event shows that there is one.
 *
 * @param folder of the environment, with `events/` in it or not
 */
export function* sampleEvents(files: SoundFiles, folder: string): Iterable<Finding> {
  const events = [...sampleEventsIn(folder)];
  if (events.length === 0) return;
  for (const { tenant, event, path: at } of deliveries(files)) {
    const target = targetInput(event.input);
    const matches = target && matcherOf(event.eventPattern);
    if (target === undefined || matches === undefined) continue;
    for (const sample of events.filter(({ text }) => matches(text))) {
      const problem = problemWith(target, sample);
      if (problem === undefined) continue;
      yield tenant.file.finding("input-breaks-event", [...at, "input", "template"], problem);
      // One event shows what is wrong.
      break;
    }
  }
}

function targetInput(input: Input): TargetInput | undefined {
  if (input.type !== "transformer") return undefined;
  return { InputTransformer: { InputPathsMap: input.paths ?? {}, InputTemplate: input.template } };
}

/** Undefined where AWS would refuse the pattern, which is found elsewhere. */
function matcherOf(pattern: object): ((text: string) => boolean) | undefined {
  try {
    const matches = compileEventPattern(JSON.stringify(pattern));
    return (text) => isMatch(() => matches(text));
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return undefined;
    throw error;
  }
}

function isMatch(ask: () => boolean): boolean {
  try {
    return ask();
  } catch (error) {
    if (error instanceof InvalidEventError) return false;
    throw error;
  }
}

function problemWith(target: TargetInput, { file, json }: SampleEvent): string | undefined {
  const rule = { name: "rule", arn: "arn:aws:events:eu-central-1:123456789012:rule/bus/rule" };
  const result = renderTargetInput({ target, event: json, rule, ingestionTime: "2026-01-01T00:00:00.000Z" });
  if (result.kind !== "notDelivered") return undefined;
  const [, culprit = "the placeholder"] = /with (<[^<>]+>) filled in/.exec(result.reason) ?? [];
  return `with ${file} ${result.reason}; write ${culprit} as a value of its own in a JSON object`;
}
