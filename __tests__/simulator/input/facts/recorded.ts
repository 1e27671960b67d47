import type { JsonObject, RuleIdentity, TargetInput, TargetInputResult } from "#simulator/input";
import { renderTargetInput } from "#simulator/input";
import { readRecordingFile } from "../../recordings";
import type { InputProof } from "./kinds";

/** One recording of the older file, all of which another test holds against us. */
interface OlderRecording {
  readonly target: TargetInput;
  readonly event: JsonObject;
  readonly expectedKind: "body" | "json" | "rawText" | "notDelivered" | "putTargetsError";
  readonly expected: { readonly Message?: string } | null;
}

/** One recording of the newer file: a dead letter holds what would have been sent. */
interface Recording {
  readonly target: TargetInput;
  readonly event: JsonObject;
  readonly rule?: RuleIdentity;
  readonly ingestionTime?: string;
  readonly outcome: "delivered" | "deadLetter" | "putTargetsError";
  readonly body: string | null;
  readonly attributes: { readonly ERROR_CODE?: string } | null;
  readonly message: string | null;
}

const older = readRecordingFile("inputs-aws.json") as readonly OlderRecording[] | undefined;
const newer = readRecordingFile("inputs-recorded.json") as readonly Recording[] | undefined;

/** The recordings that we agree with, by file; `undefined` where a file is not there. */
export const RECORDINGS: Readonly<Record<string, readonly InputProof[] | undefined>> = {
  "inputs-aws.json": older?.map(olderProofOf),
  "inputs-recorded.json": newer?.filter(agrees).map(proofOf),
};

function olderProofOf({ target, event, expectedKind, expected }: OlderRecording): InputProof {
  if (expectedKind === "notDelivered") return { target, event, outcome: "lost" };
  if (expectedKind !== "putTargetsError") return { target, event, outcome: "delivered" };
  return { target, event, outcome: "refused", message: expected?.Message ?? "" };
}

function proofOf({ target, event, outcome, attributes, message }: Recording): InputProof {
  if (outcome === "putTargetsError") return { target, event, outcome: "refused", message: message ?? "" };
  return { target, event, outcome: attributes?.ERROR_CODE === "INVALID_JSON" ? "lost" : "delivered" };
}

/** Whether we come to what was recorded. A letter that is dead for another reason than its JSON was rendered all right. */
function agrees(recording: Recording): boolean {
  const { target, event, rule = { name: "", arn: "" }, ingestionTime = "" } = recording;
  const own = renderTargetInput({ target: { Id: "target", ...target }, event, rule, ingestionTime });
  const { outcome, message } = proofOf(recording);
  if (outcome === "refused") return own.kind === "putTargetsError" && own.message === message;
  return outcome === "lost" ? isLost(own) : "body" in own && own.body === recording.body;
}

/** Whether the target does not receive it, although PutTargets takes it. */
export function isLost(result: TargetInputResult): boolean {
  return result.kind === "notDelivered";
}
