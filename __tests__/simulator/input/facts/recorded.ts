import type { JsonObject, TargetInput } from "#simulator/input";
import { readRecordingFile } from "../../recordings";
import type { InputProof } from "./kinds";

/** One recording of the older file. */
interface OlderRecording {
  readonly target: TargetInput;
  readonly event: JsonObject;
  readonly expectedKind: "body" | "json" | "rawText" | "notDelivered" | "putTargetsError";
  readonly expected: { readonly Message?: string } | null;
}

/** One recording of the newer file. A letter that is dead for another reason than its JSON was rendered all right. */
interface Recording {
  readonly target: TargetInput;
  readonly event: JsonObject;
  readonly outcome: "delivered" | "deadLetter" | "putTargetsError";
  readonly attributes: { readonly ERROR_CODE?: string } | null;
  readonly message: string | null;
}

const older = readRecordingFile("inputs-aws.json") as readonly OlderRecording[] | undefined;
const newer = readRecordingFile("inputs-recorded.json") as readonly Recording[] | undefined;

/** The recordings, all of which other tests hold against us, by file; `undefined` where a file is not there. */
export const RECORDINGS: Readonly<Record<string, readonly InputProof[] | undefined>> = {
  "inputs-aws.json": older?.map(olderProofOf),
  "inputs-recorded.json": newer?.map(proofOf),
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
