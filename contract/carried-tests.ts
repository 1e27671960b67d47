/** Contract tests of a tenant that another environment lacks, and whether they hold there. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseEvent } from "#simulator/routing";
import { temporaryFolder } from "#simulator/local";
import type { Environment } from "../catalogue";
import { readContractTests, TESTS_FOLDER, type ContractTest } from "../catalogue/contract-tests";
import { isWithin, namesIn } from "../catalogue/files/file-names";
import { isWrong } from "./result";
import { runTests, type TestedEnvironment } from "./run";

/** The environment that tests are taken from. */
interface TestOrigin {
  readonly folder: string;
  readonly environment: Environment;
}

/** A file that a test needs, or the test itself. */
interface CarriedFile {
  readonly file: string;
  readonly content: string;
}

/** A test with the events that it needs, or why it is not taken over: words that follow "since". */
export type CarriedTest = { readonly test: string } & (
  { readonly files: readonly CarriedFile[] } | { readonly reason: string }
);

/** Names of a tenant's tests that another environment lacks. */
export function missingTests(tenant: string, from: string, to: string): string[] {
  const listed = namesIn(path.join(from, TESTS_FOLDER, tenant));
  return ("names" in listed ? listed.names : []).filter(
    (name) =>
      name.endsWith(".yaml") &&
      lstatSync(path.join(to, TESTS_FOLDER, tenant, name), { throwIfNoEntry: false }) === undefined,
  );
}

/**
 * Tries the tests that an environment lacks on what it emits. One holds there if it names accounts by their aliases, and what
 * it expects comes there, too.
 *
 * @param tested the environment that lacks them. Nothing is written into its folder.
 */
export async function carriedTests(
  tenant: string,
  from: TestOrigin,
  tested: TestedEnvironment,
): Promise<readonly CarriedTest[]> {
  const { tests } = readContractTests(from.folder, from.environment);
  const carried: CarriedTest[] = [];
  for (const name of missingTests(tenant, from.folder, tested.folder)) {
    const test = tests.find((one) => one.tenant === tenant && path.basename(one.path) === name);
    const shown = `${TESTS_FOLDER}/${tenant}/${name}`;
    if (test?.script === undefined) carried.push({ test: shown, reason: "it has errors where it is" });
    else carried.push({ test: shown, ...(await carriedTest(shown, { ...test, script: test.script }, from, tested)) });
  }
  return carried;
}

type Outcome = { readonly files: readonly CarriedFile[] } | { readonly reason: string };

async function carriedTest(
  shown: string,
  test: ContractTest & { readonly script: NonNullable<ContractTest["script"]> },
  from: TestOrigin,
  tested: TestedEnvironment,
): Promise<Outcome> {
  const numbered = test.script.steps.findIndex(({ do: action }) => /^\d{12}$/.test(accountOf(action) ?? ""));
  if (numbered >= 0) return { reason: `step ${numbered + 1} names an account by its digits and not by its alias` };
  const files = [{ file: shown, content: readFileSync(test.path, "utf8") }, ...eventsOf(test.script, from, tested)];
  const outside = files.find(({ file }) => !isWithin(path.join(tested.folder, file), tested.folder));
  if (outside !== undefined) return { reason: `a link leads ${outside.file} out of the environment` };
  const folder = temporaryFolder("tests");
  try {
    for (const { file, content } of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    const reason = await whyNot(folder, tested);
    if (reason !== undefined) return { reason };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const isThere = (file: string) => existsSync(path.join(tested.folder, file));
  return {
    files: files
      .filter(({ file }) => !isThere(file))
      .map(({ file, content }) => ({ file: path.join(tested.folder, file), content })),
  };
}

/** Why the only test of a folder does not hold; undefined where it does. */
async function whyNot(folder: string, tested: TestedEnvironment): Promise<string | undefined> {
  const { tests } = readContractTests(folder, tested.environment);
  const wrong = tests.flatMap(({ findings }) => findings).find(({ severity }) => severity === "error");
  if (wrong !== undefined) return wrong.message;
  const [result] = await runTests(tests, { ...tested, folder });
  if (result?.outcome === "passed") return undefined;
  const step = result?.steps.find(isWrong)?.step;
  return step === undefined ? (result?.errors[0] ?? "it cannot be played") : `something else comes of step ${step}`;
}

function accountOf(action: NonNullable<ContractTest["script"]>["steps"][number]["do"]): string | undefined {
  return action.type === "event" ? action.account : undefined;
}

/** The events of a test: the environment's own where it has such a file, else the first one's, from the same alias. */
function eventsOf(
  { steps }: NonNullable<ContractTest["script"]>,
  from: TestOrigin,
  { folder, environment }: TestedEnvironment,
): CarriedFile[] {
  const named = steps.flatMap(({ do: action }) =>
    action.type === "event" && action.file !== undefined ? [action.file] : [],
  );
  return [...new Set(named)].map((file) => {
    const own = path.join(folder, file);
    if (existsSync(own)) return { file, content: readFileSync(own, "utf8") };
    const content = readFileSync(path.join(from.folder, file), "utf8");
    const { account } = parseEvent(content);
    const alias = from.environment.sources.find((source) => source.account === account)?.alias;
    const there = environment.sources.find((source) => source.alias === alias)?.account;
    return { file, content: there === undefined ? content : content.replaceAll(`"${account ?? ""}"`, `"${there}"`) };
  });
}
