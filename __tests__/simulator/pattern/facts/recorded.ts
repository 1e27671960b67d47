import { compileEventPattern, InvalidEventError, InvalidEventPatternError, testEventPattern } from "#simulator/pattern";
import { readRecordingFile } from "../../recordings";
import type { PatternProof } from "./kinds";
import { FAILURE, PLACE } from "./refusal-kind";

/** One recording; the files differ in how they call AWS's message. */
interface Recording {
  readonly pattern: string;
  readonly event: string | null;
  readonly expected: boolean | "valid" | "accepted" | "invalid";
  readonly awsMessage?: string | null;
  readonly message?: string | null;
  readonly reason?: string;
  readonly operation?: string;
}

const FORM = "Event pattern is not valid. Reason: ";

/** The recordings of a file that we agree with, `undefined` when it is not there. */
export function readRecordings(file: string): readonly PatternProof[] | undefined {
  const recordings = readRecordingFile(file) as readonly Recording[] | undefined;
  return recordings?.filter(agrees).map(proofOf);
}

function proofOf({ pattern, event, expected, awsMessage, message, reason }: Recording): PatternProof {
  const said = reason ?? (awsMessage ?? message ?? "").replace(FORM, "");
  // AWS calls its own failure nothing.
  if (said === "" && expected === "invalid") return { pattern, event: undefined, outcome: "refused", reason: FAILURE };
  const about = { pattern, event: event ?? undefined };
  if (expected === "invalid") {
    const outcome = said.startsWith("Parameter Event") ? "event refused" : "refused";
    return { ...about, outcome, reason: said.replace(PLACE, "") };
  }
  return { ...about, outcome: expected === true ? "matches" : expected === false ? "misses" : "accepted" };
}

/** What our own reading of patterns makes of a case; of a refusal without the place. */
function ownProof({ pattern, event, operation }: Recording): Omit<PatternProof, "pattern" | "event"> {
  try {
    const matches = compileEventPattern(pattern);
    if (event === null) return { outcome: "accepted" };
    const isMatch = operation === "TestEventPattern" ? testEventPattern(pattern, event) : matches(event);
    return { outcome: isMatch ? "matches" : "misses" };
  } catch (error) {
    if (error instanceof InvalidEventError) return { outcome: "event refused", reason: error.message };
    if (!(error instanceof InvalidEventPatternError)) throw error;
    const { kind, operator } = error.problem;
    const isFailure = kind === "empty-list" && operator === "anything-but";
    return { outcome: "refused", reason: isFailure ? FAILURE : error.reason.replace(PLACE, "") };
  }
}

/** Whether our own reading comes to what was recorded. */
function agrees(recording: Recording): boolean {
  const [own, recorded] = [ownProof(recording), proofOf(recording)];
  return own.outcome === recorded.outcome && own.reason === recorded.reason;
}
