import { compileEventPattern, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";
import { readRecordingFile } from "../../recordings";
import type { PatternProof } from "./kinds";
import { PLACE } from "./refusal-kind";

/** One recording; the files differ in how they call AWS's message. */
interface Recording {
  readonly pattern: string;
  readonly event: string | null;
  readonly expected: boolean | "valid" | "accepted" | "invalid";
  readonly awsMessage?: string | null;
  readonly message?: string | null;
  readonly reason?: string;
}

const FORM = "Event pattern is not valid. Reason: ";

/** The recordings of a file that we agree with, `undefined` when it is not there. */
export function readRecordings(file: string): readonly PatternProof[] | undefined {
  const recordings = readRecordingFile(file) as readonly Recording[] | undefined;
  return recordings?.map(proofOf).filter(agrees);
}

function proofOf({ pattern, event, expected, awsMessage, message, reason }: Recording): PatternProof {
  const said = reason ?? (awsMessage ?? message ?? "").replace(FORM, "");
  const about = { pattern, event: event ?? undefined };
  if (expected === "invalid") {
    const outcome = said.startsWith("Parameter Event") ? "event refused" : "refused";
    return { ...about, outcome, reason: said.replace(PLACE, "") };
  }
  return { ...about, outcome: expected === true ? "matches" : expected === false ? "misses" : "accepted" };
}

/** What our own reading of patterns makes of a case; of a refusal without the place. */
function ownProof(pattern: string, event: string | undefined): PatternProof {
  try {
    const matches = compileEventPattern(pattern);
    if (event === undefined) return { pattern, event, outcome: "accepted" };
    return { pattern, event, outcome: matches(event) ? "matches" : "misses" };
  } catch (error) {
    if (error instanceof InvalidEventError) return { pattern, event, outcome: "event refused", reason: error.message };
    if (!(error instanceof InvalidEventPatternError)) throw error;
    return { pattern, event, outcome: "refused", reason: error.reason.replace(PLACE, "") };
  }
}

/** Whether our own reading comes to what was recorded. */
function agrees(recording: PatternProof): boolean {
  const own = ownProof(recording.pattern, recording.event);
  return own.outcome === recording.outcome && own.reason === recording.reason;
}
