/** Deliveries, dead letters and refusals that were recorded on AWS in September 2026; the older ones have a test of their own. */
import { renderTargetInput, type JsonObject, type RuleIdentity, type TargetInput } from "#simulator/input";
import { readRecordingFile } from "../recordings";

interface Recording {
  readonly name: string;
  readonly target: TargetInput;
  /** Null where PutTargets refused the target. */
  readonly event: JsonObject | null;
  readonly rule: RuleIdentity;
  readonly ingestionTime?: string;
  readonly outcome: "delivered" | "deadLetter" | "putTargetsError";
  readonly body: string | null;
  readonly attributes: { readonly ERROR_CODE: string; readonly ERROR_MESSAGE: string } | null;
  readonly message: string | null;
}

const file = "inputs-recorded.json";
const recordings = readRecordingFile(file) as readonly Recording[] | undefined;

/** What was recorded, as we say it. A letter that is dead for another reason than its JSON was rendered all right. */
function recorded({ outcome, body, attributes, message }: Recording): object {
  if (outcome === "putTargetsError") return { kind: "putTargetsError", code: "ValidationException", message };
  if (attributes?.ERROR_CODE !== "INVALID_JSON") return { body };
  const { ERROR_CODE: code, ERROR_MESSAGE: text } = attributes;
  return { kind: "notDelivered", deadLetter: { code, message: text, body } };
}

if (recordings === undefined) {
  test.skip(`inputs recorded in 2026: ${file} is not there`, () => undefined);
  process.stdout.write(`Skipped the inputs recorded in 2026: ${file} is not there.\n`);
} else {
  test.each(recordings.map((recording) => [recording.name, recording] as const))("%s", (_name, recording) => {
    const { target, event, rule, ingestionTime = "" } = recording;
    const result = renderTargetInput({ target: { Id: "target", ...target }, event: event ?? {}, rule, ingestionTime });
    expect(result).toMatchObject(recorded(recording));
  });
}
