import { readFileSync } from "node:fs";
import type { ContractTest } from "../catalogue";
import { isWithin } from "../catalogue/files/file-names";
import { writeText } from "../catalogue/files/write-text";
import { readContractTests } from "../catalogue/contract-tests";
import { ScriptError } from "../script";
import { isWrong, type TestResult } from "./result";
import { runTests, type TestedEnvironment } from "./run";
import { updatedText } from "./updated-text";

/** What became of a test that was to be updated. */
export interface Update {
  readonly file: string;
  /** Numbers of the steps that expect something else now; none where the file is as it was. */
  readonly steps: readonly number[];
  /** Why the file is as it was, a sentence. */
  readonly reason?: string;
}

/** The same with what becomes of the test as it is now. */
export interface UpdatedTest {
  readonly update: Update;
  readonly result: TestResult;
}

/**
 * Writes into a test that failed what came of its steps. What was written is played again, and taken back where it does not
 * pass: the file is then as it was.
 */
export async function updateTest(
  test: ContractTest,
  result: TestResult,
  tested: TestedEnvironment,
): Promise<UpdatedTest> {
  if (!isWithin(test.path, tested.folder)) {
    const reason = "a link leads it out of the environment; make it a file of its own";
    return { update: { file: test.shown, steps: [], reason }, result };
  }
  const before = readFileSync(test.path, "utf8");
  const updated = updatedOf(before, result);
  if (typeof updated === "object") return { update: { file: test.shown, steps: [], reason: updated.reason }, result };
  writeText(test.path, updated);
  try {
    const again = readContractTests(tested.folder, tested.environment).tests.filter(({ path }) => path === test.path);
    const [rerun] = await runTests(again, tested);
    if (rerun?.outcome === "passed") {
      const steps = result.steps.filter(isWrong).map(({ step }) => step);
      return { update: { file: test.shown, steps }, result: rerun };
    }
    throw new ScriptError("what came once does not come again");
  } catch (error) {
    writeText(test.path, before);
    if (!(error instanceof ScriptError)) throw error;
    return { update: { file: test.shown, steps: [], reason: error.message }, result };
  }
}

function updatedOf(before: string, { steps }: TestResult): string | { readonly reason: string } {
  try {
    return updatedText(before, steps);
  } catch (error) {
    if (error instanceof ScriptError) return { reason: error.message };
    throw error;
  }
}
