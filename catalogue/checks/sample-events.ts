import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isJsonObject, readJson, renderTargetInput, type JsonObject, type TargetInput } from "#simulator/input";
import { compileEventPattern, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";
import type { Finding } from "../files/findings";
import type { Input } from "../model";
import { deliveries, type SoundFiles } from "../sound-files";

/** Larger files are no events: EventBridge takes 1 MB. */
const LARGEST_BYTES = 1_048_576;

/** An event that lies beside the environment's files, for `hub simulate` and to be looked at. */
interface SampleEvent {
  readonly file: string;
  readonly text: string;
  readonly json: JsonObject;
}

/**
 * What is sent of the environment's own events is JSON. An object inside quotes or a quote in a text may break it, and
 * only an event shows that there is one.
 *
 * @param folder of the environment, with `events/` in it or not
 */
export function* sampleEvents(files: SoundFiles, folder: string): Iterable<Finding> {
  const events = [...eventsIn(path.join(folder, "events"))];
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

function* eventsIn(folder: string): Iterable<SampleEvent> {
  for (const name of namesIn(folder)) {
    const text = textOf(path.join(folder, name));
    const json = text === undefined ? undefined : objectIn(text);
    if (text !== undefined && json !== undefined) yield { file: `events/${name}`, text, json };
  }
}

// What cannot be read, or is no event, is no matter of the check: these files are not deployed.

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    const status = statSync(file);
    return status.isFile() && status.size <= LARGEST_BYTES ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = readJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
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
