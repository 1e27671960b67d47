/** What a promotion changes, on a terminal. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { emittedTopology } from "../../cli/input/emitted-topology";
import { requestsThere } from "../../cli/input/requests-there";
import { sampleEvents } from "../../cli/input/sample-events";
import { comparisonInWords, promotedInWords } from "../../cli/text/promotion-text";
import { compareEnvironments } from "../../onboarding";
import { project } from "./hub-process";

const temporary = mkdtempSync(path.join(tmpdir(), "text-"));
const names = { from: path.join(temporary, "dev"), to: path.join(temporary, "prod") };
beforeAll(() => {
  for (const name of ["dev", "prod"]) {
    cpSync(path.join(project, "environments", name), path.join(temporary, name), { recursive: true });
  }
  rmSync(path.join(names.to, "tenants", "slack.yaml"));
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

/** All that can be said of both environments, on a terminal of 80 columns. */
function shown(): string[] {
  const compared = compareEnvironments(undefined, { from: names.from, to: names.to });
  if ("unsound" in compared) throw new Error(JSON.stringify(compared.unsound));
  const samples = { theirs: sampleEvents(names.from, undefined), ours: [] };
  const [from, to] = ["dev", "prod"];
  const { isTTY, columns } = process.stdout;
  const requests = requestsThere(compared, samples, emittedTopology);
  Object.assign(process.stdout, { isTTY: true, columns: 80 });
  try {
    const tests = [{ test: "tests/jira/payment-disputed.yaml", reason: "something else comes of step 2" }];
    const files = compared.promotions.map(({ file }) => path.relative(temporary, file));
    return [
      ...comparisonInWords(
        { ...compared, ...requests, missingTests: [{ tenant: "jira", tests: ["payment-disputed.yaml"] }] },
        { from, to },
      ),
      ...promotedInWords({ tenant: "jira", compared, tests, files, dryRun: false, refused: false }, { from, to }),
    ];
  } finally {
    Object.assign(process.stdout, { isTTY, columns });
  }
}

test("fits 80 columns, and the rest of a long line is marked as its beginning", () => {
  const lines = shown().filter((line) => !line.startsWith(temporary));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}\+ {4}\S.*1 is right for both\.$/));
  expect(lines).toContain("Only prod has: confluent and segment");
  expect(lines).toContain("Not taken over: tests/jira/payment-disputed.yaml, since in prod something else");
});
