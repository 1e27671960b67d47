import type { Finding } from "../catalogue";

/** One step of a test, and what of it was not as expected. */
export interface TestStepResult {
  /** From one. */
  readonly step: number;
  /** What was done, in words. */
  readonly does: string;
  readonly say: string | undefined;
  /** What is wrong beside the differences, a sentence; undefined where nothing is. */
  readonly problem: string | undefined;
  /** Lines of a unified diff of JSON; none where all is as expected. */
  readonly differences: readonly string[];
  /** What came, as an expectation says it. */
  readonly came: StepOutcome;
  /** What the test expects of it, in the same form. */
  readonly expected: StepOutcome;
}

/** Whether a step is not as expected. */
export function isWrong({ problem, differences }: TestStepResult): boolean {
  return problem !== undefined || differences.length > 0;
}

/** An expectation, or what came of a step in its form: parts by their names. */
export type StepOutcome = Readonly<Record<string, unknown>>;

/** What became of a test. */
export interface TestResult {
  readonly tenant: string;
  /** As findings show it. */
  readonly file: string;
  /** Undefined where the file cannot be read. */
  readonly title: string | undefined;
  /** `error`: it could not be played; `errors` says why. */
  readonly outcome: "passed" | "failed" | "error";
  /** On the local hub, in virtual time; else simulated. */
  readonly onLocalHub: boolean;
  readonly milliseconds: number;
  /** Until it could not go on. */
  readonly steps: readonly TestStepResult[];
  readonly findings: readonly Finding[];
  /** A sentence each. */
  readonly errors: readonly string[];
  /** What the test has shown, by the tenant's deliveries; nothing unless it passed. */
  readonly covered: { readonly delivered: readonly string[]; readonly unmatched: readonly string[] };
}
