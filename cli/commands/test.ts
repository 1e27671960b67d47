import { writeFileSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { openWithTests, type Environment, type TestedLoadResult } from "../../catalogue";
import { TESTS_FOLDER } from "../../catalogue/contract-tests";
import { shownPath } from "../../catalogue/files/findings";
import { systemCode } from "../../catalogue/files/read-text";
import { insteadOf } from "../../catalogue/wording";
import { coverageOf, runTests, updateTest, type TestResult, type Update } from "../../contract";
import { CommandFailure } from "../failure";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, findingsAsJson, JSON_OPTION, type EnvironmentOptions } from "../input/environment-option";
import { outputClosed } from "../output";
import { runCommand } from "../run-command";
import { junitText } from "../text/junit-text";
import { endLines, resultLines, updateLines } from "../text/test-text";
import { findingInWords } from "../text/terminal";

interface TestOptions extends EnvironmentOptions {
  readonly update: boolean;
  /** True for standard output, else a file. */
  readonly junit?: string | true;
}

/** `hub test`: contract tests of tenants. Exit code 1 where one fails. */
export function testCommand(): Command {
  return new Command("test")
    .description(
      "Run the contract tests of an environment: what must come of an event, down to the body of the request",
    )
    .argument("[tenant]", "only this tenant's")
    .option(...ENV_OPTION)
    .option("--update", "write what comes now into the tests that fail, and say which", false)
    .addOption(new Option("--junit [file]", "JUnit XML, to a file or to standard output").conflicts("json"))
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Needs no credentials, and sends nothing: requests are simulated from the Terraform that the environment emits. Tests
are in environments/<name>/tests/<tenant>/; docs/contract-tests.md describes them.

The exit code is 0 where every test passes or was updated, and 1 where one fails, cannot be run or has errors.

Examples:
  ./hub test
  ./hub test slack --update
  ./hub test --junit results.xml`,
    )
    .action((tenant: string | undefined, options: TestOptions) =>
      runCommand(options, async () => {
        const loaded = openWithTests(options.env);
        const { environment, folder } = loaded;
        if (environment === undefined || folder === undefined) {
          tellFindings(loaded, options);
          return;
        }
        if (tenant !== undefined) refuseUnknown(tenant, environment);
        await run(tenant, { ...loaded, environment, folder }, options);
      }),
    );
}

/** The environment has errors of its own: as every command says it. */
function tellFindings({ findings }: TestedLoadResult, { env, json }: TestOptions): void {
  if (json) console.log(JSON.stringify(findingsAsJson(env, findings), null, 2));
  else for (const finding of findings) console.error(findingInWords(finding, process.stderr));
  process.exitCode = 1;
}

function refuseUnknown(tenant: string, { tenants }: Environment): void {
  const ids = tenants.map(({ id }) => id);
  if (ids.includes(tenant)) return;
  throw new CommandFailure(
    `no tenant is called ${tenant}; write ${insteadOf(tenant, ids, `one of ${ids.join(", ")}`)}`,
  );
}

type Sound = TestedLoadResult & { readonly environment: Environment; readonly folder: string };

async function run(tenant: string | undefined, loaded: Sound, options: TestOptions): Promise<void> {
  const { environment, folder, findings } = loaded;
  const isMeant = (of: string) => tenant === undefined || of === tenant;
  // What is wrong with a test is its own result.
  const besides = findings.filter((finding) => !loaded.tests.some((test) => test.findings.includes(finding)));
  if (!options.json) for (const finding of besides) console.error(findingInWords(finding, process.stderr));
  const tests = loaded.tests.filter((test) => isMeant(test.tenant));
  const tested = { environment, folder, topology: emittedTopology(environment) };
  const forPeople = !options.json && options.junit !== true;
  const updates: Update[] = [];
  const results: TestResult[] = [];
  await runTests(tests, tested, async (result, test) => {
    outputClosed.throwIfAborted();
    const updated = options.update && result.outcome === "failed" ? await updateTest(test, result, tested) : undefined;
    if (updated !== undefined) updates.push(updated.update);
    results.push(updated?.result ?? result);
    const lines = [...resultLines(result), ...(updated === undefined ? [] : updateLines(updated.update))];
    if (forPeople) console.log(lines.join("\n"));
  });
  const isFine = results.every(({ outcome }) => outcome === "passed");
  const ok = isFine && besides.every(({ severity }) => severity !== "error");
  process.exitCode = ok ? 0 : 1;
  const coverage = coverageOf(
    environment.tenants.filter(({ id }) => isMeant(id)),
    results,
  );
  if (options.junit !== undefined) giveJunit(options.junit, results);
  if (options.json) {
    const report = { environment: options.env, ok, tests: results, updates, coverage, findings: besides };
    console.log(JSON.stringify(report, null, 2));
  } else if (forPeople) {
    console.log(endLines(results, { updates, coverage, where: shownPath(path.join(folder, TESTS_FOLDER)) }).join("\n"));
  }
}

/** To a file, or to standard output. */
function giveJunit(to: string | true, results: readonly TestResult[]): void {
  const text = junitText(results);
  if (to === true) {
    console.log(text);
    return;
  }
  try {
    writeFileSync(to, `${text}\n`);
  } catch (error) {
    throw new CommandFailure(`${to} cannot be written: ${systemCode(error)}`);
  }
}
